/* A question as it is typed → what is looked for. What is a token here is one in disclosure/search/tokens.py. */

const HAN = "\\u3007\\u3400-\\u9fff\\u{20000}-\\u{3ffff}";
const signs = (text, flags = "gu") => new RegExp(text.replaceAll("HAN", HAN), flags);

const BLANKS = [signs("([HAN])[ \\t]+(?=[a-z0-9])"), signs("([a-z0-9])[ \\t]+(?=[HAN])")];
const PIECES = signs("([HAN]+)|([0-9]+(?:\\.[0-9]+)?)(?![a-z0-9])([%HAN]?)|[a-z0-9]+");
const QUOTED = /[“"「『]([^“”"「」『』]{2,60})[”"」』]/gu;
const NUMBERED = signs("((?:19|20)[0-9]{2})[^a-z0-9HAN]{1,3}第?([1-9][0-9]?)号?(?![0-9]|[-./年月][0-9])");
export const SINGLE = signs("^[HAN]$", "u");

/* What people say around the matter itself. */
const IDLE = new RegExp([
  "请问一?下?", "您好|你好", "我?想(?:要|问|知道|了解|咨询|查|找|看)?一?下?", "麻烦", "帮我(?:查|找|看)?", "打算",
  "我要|我们家?|我家里?|家里|咱们?家?|我|你们|您|他们", "能不能够?|可不可以|可以不可以|是不是|要不要|会不会|有没有|用不用|行不行|能否|是否|可否|可以吗|行吗|可以",
  "怎么样|怎么办?(?!理)|怎样|如何|咋样?", "什么时候|啥时候|什么时间|什么地方|什么|啥", "在?哪里|在?哪儿|在?哪个|有?哪些|在哪|哪",
  "多少钱|有?多少|多久|多长时间|几点钟?|几号|几天|多大", "为什么|为啥", "谁来|找谁|谁", "有关|关于|相关的?",
  "了吗|吗|呢|吧|啊|呀|嘛", "需要|应该|应当怎|一下|最新的?|最近的?|现在", "目的|的",
].join("|"), "gu");
const NOT_IDLE = "目的";
/* 着了火 is 着火, 开不开 is 开, 在公园里 is 公园; and who is 满65 is 65岁 or 65周岁. */
const SPOKEN = [[/([^为除罢])了(?![解结断])/gu, "$1"], [signs("([HAN])不\\1"), " $1 "], [/满([0-9]{2})(?![0-9])(?:周?岁)?/gu, " $1岁 $1周岁 "],
  [signs("在([HAN]{2,4})里"), " $1 "]];
/* Who asks so wants to do something. */
const HOW = /怎么|怎样|如何|咋|哪里|哪儿|在哪|能不能|可不可以|可以.{0,12}吗|能.{0,12}吗|多少钱|几点|什么时候|多久|几天|想要|材料|条件|办理|申请|申领|报名|预约/u;
const NUMERALS = "〇一二三四五六七八九";
const YEAR_IN_WORDS = /二[〇零○]([〇零○一二三四五六七八九])([〇零○一二三四五六七八九])/gu;
const figure = (sign) => Math.max(0, NUMERALS.indexOf(sign));
const YEARS_AGO = { 今年: 0, 本年: 0, 去年: 1, 上年: 1, 上一年: 1, 前年: 2, 明年: -1 };
const RELATIVE = new RegExp(Object.keys(YEARS_AGO).join("|"), "g");

/* The text without what does not matter: width, case, how a year and a large number are written. */
export const folded = (text) => BLANKS
  .reduce((plain, blank) => plain.replace(blank, "$1"), text.normalize("NFKC").toLowerCase())
  .replace(/([0-9]),(?=[0-9]{3}(?![0-9]))/g, "$1")
  .replace(/([0-9]+)年度?/g, (whole, digits) => (/^[12][0-9]{3}$/.test(digits) ? `${digits} ` : whole));

/* The tokens of a folded text, in the order of the text, each once, with where it starts and ends. */
export function tokensIn(plain) {
  const found = new Map();
  const note = (token, at, end) => { if (token && !found.has(token)) found.set(token, { token, at, end }); };
  PIECES.lastIndex = 0;
  let match;
  while ((match = PIECES.exec(plain))) {
    const [whole, han, number, unit] = match;
    let at = match.index;
    if (han) {
      const chars = [...han];
      if (chars.length === 1) note(han, at, at + han.length);
      for (let i = 0; i + 1 < chars.length; at += chars[i++].length) {
        const pair = chars[i] + chars[i + 1];
        note(pair, at, at + pair.length);
      }
    } else if (number) {
      note(number.length > 2 ? number : unit && number + unit, at, at + whole.length);
      PIECES.lastIndex -= unit.length;   // with it a word may begin
    } else note(whole.slice(0, 40), at, at + whole.length);
  }
  return [...found.values()];
}

export const namesOf = (plain) => tokensIn(plain).map(({ token }) => token);

const MOST_OTHERS = 3;        // other words for one word,
const ALL_TOKENS = 22;        // and about how many tokens of a question with those of all other words,
const LEAST_OTHERS = 6;       // of which so many at least are of these
const LONG = 4;               // tokens of a word that others are taken before

/* Other words, those of many tokens behind the others. */
const handy = (others) => [...others].sort((one, two) => (namesOf(one).length > LONG) - (namesOf(two).length > LONG));

/* Words that mean the same, as the index has them: for each word those of its group that occur, the usual ones first. */
export class Synonyms {
  constructor(groups) {
    this.words = new Map();
    for (const [there, asked] of groups) for (const word of [...there, ...asked]) this.words.set(word, there);
    this.longest = Math.max(1, ...[...this.words.keys()].map((word) => word.length));
  }

  /* The words of a text that have others for the same, the longest at each place: where they stand, and the others. */
  in(plain) {
    const found = [];
    for (let at = 0; at < plain.length; at++) {
      const size = this.sizeAt(plain, at);
      if (!size) continue;
      const word = plain.slice(at, at + size);
      found.push({ word, at, end: at + size, others: this.words.get(word).filter((other) => other !== word) });
      at += size - 1;
    }
    return found;
  }

  /* The same, as far as others can be asked for: first one for each word, then the next. */
  retold(plain) {
    const found = this.in(plain).filter(({ others }) => others.length).map((one) => ({ ...one, all: handy(one.others), others: [] }));
    let left = Math.max(LEAST_OTHERS, ALL_TOKENS - tokensIn(plain).length);
    for (let turn = 0; turn < MOST_OTHERS; turn++) {
      for (const { all, others } of found) {
        const cost = turn < all.length ? namesOf(all[turn]).length : left + 1;
        if (turn && cost > left) continue;
        if (turn < all.length) others.push(all[turn]);
        left -= turn < all.length ? cost : 0;
      }
    }
    return found;
  }

  sizeAt(plain, at) {
    for (let size = Math.min(this.longest, plain.length - at); size > 1; size--) {
      if (this.words.has(plain.slice(at, at + size))) return size;
    }
    const alone = !SINGLE.test(plain[at - 1] || " ") && !SINGLE.test(plain[at + 1] || " ");
    return alone && this.words.has(plain[at]) ? 1 : 0;
  }
}

/* What is asked: `plain` is what is looked for, `said` the question with a year in the place of 去年, if it was told so.
   `quoted` are the tokens of what stands in quotation marks; `how` says that the reader wants to do something. */
export function understood(text, synonyms, year) {
  const plain = text.normalize("NFKC").replace(YEAR_IN_WORDS, (_, ten, one) => `20${figure(ten)}${figure(one)} `);
  const dated = plain.replace(RELATIVE, (word) => `${year - YEARS_AGO[word]}年`);
  const whole = SPOKEN.reduce((plain, [said, meant]) => plain.replace(said, meant), folded(dated.replace(NUMBERED, "$1 $2号")));
  const quoted = [...whole.matchAll(QUOTED)].map(([, phrase]) => namesOf(phrase)).filter((tokens) => tokens.length);
  const bare = withoutIdle(whole, synonyms.in(whole));
  return { plain: tokensIn(bare).length ? bare : whole, said: dated === plain ? "" : dated, quoted, how: HOW.test(text) };
}

/* Words of the synonyms are what is asked about, whatever they hold. */
function withoutIdle(whole, words) {
  const idle = (text) => text.replace(IDLE, (word) => (word === NOT_IDLE ? word : " "));
  let past = 0, bare = "";
  for (const { at, end } of words) {
    bare += idle(whole.slice(past, at)) + whole.slice(at, end);
    past = end;
  }
  return bare + idle(whole.slice(past));
}

/* Whether all Chinese characters of a text are in GB 2312: none of those is the traditional form of another. */
let gb2312;
export function isSimple(text) {
  gb2312 ??= new Set(new TextDecoder("gbk").decode(Uint8Array.from({ length: 72 * 94 * 2 }, (_, i) => (
    i % 2 ? 0xa1 + ((i >> 1) % 94) : 0xb0 + Math.floor(i / 188)))));
  return [...text].every((char) => !SINGLE.test(char) || gb2312.has(char));
}

/* As in disclosure/search/sounds.py. */
export const blurred = (spelt) => spelt.replace(/^([zcs])h/, "$1").replace(/ng$/, "n");

/* How a token is read: the sounds of its characters, or the syllables that Latin letters spell; null where neither. */
export function soundsOf(token, heard, spelt) {
  const read = [...token].map((char) => heard.get(char));
  if (read.length > 1 && read.every(Boolean)) return read;
  return /^[a-z]{4,40}$/.test(token) ? syllables(token, spelt) : null;
}

function syllables(letters, spelt) {
  if (!letters) return [];
  for (let size = Math.min(6, letters.length); size > 0; size--) {
    const rest = spelt.has(letters.slice(0, size)) && syllables(letters.slice(size), spelt);
    if (rest) return [blurred(letters.slice(0, size)), ...rest];
  }
  return null;
}
