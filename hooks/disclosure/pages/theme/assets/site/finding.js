/* Looks in the index that disclosure/search has made; how it is laid out is told there. Only files of this site are
   asked for, and the question itself is sent nowhere. search.js shows what is found. */

const FORMAT = 1;
const LONGEST = 600;          // signs of a question that are looked at
const MOST_TOKENS = 16;       // of a question
const MOST_OTHERS = 3;        // other words for one word
const RETOLD = 0.9;           // what another word for the same counts
const JOINT = 0.3;            // what a pair counts that joins two words, and a single character among words
const UNKNOWN = 0.35;         // what a pair counts that occurs nowhere: often it only joins two words
const ENOUGH = 0.34;          // how much of what is asked an entry must have, by weight
const BESIDE = 0.5;           // how much of what the best one has, the others must have
const NEAR = 0.12;            // the same where nothing has enough
const LOOKED_AT = 12;         // entries of which the title is held against the question
const HAN = "\\u3007\\u3400-\\u9fff\\u{20000}-\\u{3ffff}";
const signs = (text, flags = "gu") => new RegExp(text.replaceAll("HAN", HAN), flags);

const BLANKS = [signs("([HAN])[ \\t]+(?=[a-z0-9])"), signs("([a-z0-9])[ \\t]+(?=[HAN])")];
const PIECES = signs("([HAN]+)|([0-9]+(?:\\.[0-9]+)?)(?![a-z0-9])([%HAN]?)|[a-z0-9]+");
const SINGLE = signs("^[HAN]$", "u");
const QUOTED = /[“"「『]([^“”"「」『』]{2,60})[”"」』]/gu;
/* What people say around the matter itself. */
const IDLE = new RegExp([
  "请问一?下?", "您好|你好", "我想(?:要|问|知道|了解|咨询|查|找|看)?一?下?", "想(?:要|问|知道|了解|咨询)一?下?", "麻烦", "帮我(?:查|找|看)?",
  "我要|我们家?|我家里?|咱们?|我|你们|您", "能不能够?|可不可以|可以不可以|是不是|要不要|会不会|有没有|用不用|行不行|能否|是否|可否|可以吗|行吗|可以",
  "怎么样|怎么|怎样|咋样?|如何", "什么时候|啥时候|什么时间|什么地方|什么|啥", "在?哪里|在?哪儿|在?哪个|有?哪些|在哪|哪",
  "多少钱|有?多少|多久|多长时间|几点钟?|几号|几天|多大", "为什么|为啥", "谁来|找谁|谁", "是什么|是多少|有关|关于|相关的?", "了吗|吗|呢|吧|啊|呀|嘛",
  "需要|应该|应当怎|一下|最新的?|最近的?|现在", "目的|的",
].join("|"), "gu");
const NOT_IDLE = "目的";
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

/* Of a long question as many tokens as can be asked for, from all over it. */
const sample = (all, most) => all.length <= most ? all : Array.from({ length: most }, (_, i) => all[Math.floor((i * all.length) / most)]);

const CHECKSUMS = Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n >>> 0;
});
const crc32 = (bytes) => ~bytes.reduce((sum, byte) => CHECKSUMS[(sum ^ byte) & 255] ^ (sum >>> 8), ~0) >>> 0;

/* The files of one index, each fetched once. load(path, "json" | "text" | "bytes") rejects where there is none. */
class Files {
  constructor(load, folder) { this.load = load; this.folder = folder; this.kept = new Map(); }

  get(name, as) {
    if (!this.kept.has(name)) this.kept.set(name, this.load(`${this.folder}/${name}`, as));
    return this.kept.get(name);
  }

  async posting(token, count) {
    const key = new TextEncoder().encode(token);
    const bytes = count ? await this.get(`${(crc32(key) % count).toString(16)}.bin`, "bytes") : new Uint8Array();
    let at = 0;
    const number = () => {
      let value = 0, shift = 0, byte;
      do { byte = bytes[at++]; value += (byte & 127) * 2 ** shift; shift += 7; } while (byte > 127);
      return value;
    };
    while (at < bytes.length) {
      const size = number(), same = size === key.length && key.every((byte, i) => bytes[at + i] === byte);
      at += size;
      const end = number() + at;
      if (!same) { at = end; continue; }
      const posting = { df: number(), entries: [], steps: [] };
      while (at < end) {
        const step = number(), many = number();
        for (let i = 0, entry = 0; i < many; i++) { entry += number(); posting.entries.push(entry); posting.steps.push(step); }
      }
      return posting;
    }
    return { df: 0, entries: [], steps: [] };
  }
}

/* The words of the question that have others for the same, longest first: where they stand, and the others. */
function retold(plain, same) {
  const found = [];
  for (let at = 0; at < plain.length; at++) {
    for (let size = Math.min(same.longest, plain.length - at); size > 0; size--) {
      const word = plain.slice(at, at + size), others = same.get(word);
      const alone = size > 1 || ((at === 0 || plain[at - 1] === " ") && (at + 1 === plain.length || plain[at + 1] === " "));
      if (others && alone) {
        found.push({ word, at, end: at + size, others: others.filter((other) => other !== word).slice(0, MOST_OTHERS) });
        at += size - 1;
        break;
      }
    }
  }
  return found.filter(({ others }) => others.length);
}

class Finder {
  constructor(files, start, year) {
    Object.assign(this, { files, start, year });
    this.same = new Map();
    for (const [there, asked] of start.same) for (const word of [...there, ...asked]) this.same.set(word, there);
    this.same.longest = Math.max(1, ...[...this.same.keys()].map((word) => word.length));
    const newest = Math.max(...start.runs.map(([, , , year]) => year));
    this.standing = new Float32Array(start.entries);
    this.runs = [];
    let entry = 0;
    for (const [many, kind, validity, year, audiences] of start.runs) {
      const age = year ? Math.max(0.85, 0.97 ** (newest - year)) : 1;
      const factor = start.kinds[kind][1] * (validity < 0 ? 1 : start.validities[validity][1]) * age;
      this.standing.fill(factor, entry, entry + many);
      this.runs.push({ from: entry, kind: start.kinds[kind][0], year: year ? String(year) : "",
        validity: validity < 0 ? "" : start.validities[validity][0], audiences: audiences.map((one) => start.audiences[one]) });
      entry += many;
    }
  }

  /* What an entry is: its kind, year, validity and audiences. */
  face(entry) {
    let low = 0, high = this.runs.length - 1;
    while (low < high) { const middle = (low + high + 1) >> 1; if (this.runs[middle].from <= entry) low = middle; else high = middle - 1; }
    return this.runs[low];
  }

  async facts(entry) {
    const { block } = this.start;
    const [address, title, number, day, said] = (await this.files.get(`d${Math.floor(entry / block)}.json`, "json"))[entry % block];
    return { entry, address, title, number, day, said, ...this.face(entry) };
  }

  posting(token) { return this.files.posting(token, this.start.files); }

  idf(df) { return Math.log(1 + this.start.entries / df); }

  /* Entries by how well they answer a folded text. `sounding` are further tokens that stand for what is unknown. */
  async weigh(plain, quoted = [], sounding = []) {
    const words = retold(plain, this.same);
    const all = sample(tokensIn(plain), MOST_TOKENS);
    const several = all.length > 1;
    const asked = all.map((one) => {
      const word = words.find(({ at, end }) => one.at >= at && one.end <= end);
      const joint = words.some(({ at, end }) => one.at < end && one.end > at) || (several && SINGLE.test(one.token));
      return { ...one, word, share: word ? 1 : joint ? JOINT : 1 };
    });
    const others = words.map((word) => word.others.map((other) => tokensIn(other).map(({ token }) => token)));
    const needed = new Set([...asked.map(({ token }) => token), ...others.flat(2), ...sounding, ...quoted.flat()]);
    const postings = new Map(await Promise.all([...needed].map(async (token) => [token, await this.posting(token)])));
    const known = asked.filter(({ token }) => postings.get(token).df);
    const mean = known.length ? known.reduce((sum, { token }) => sum + this.idf(postings.get(token).df), 0) / known.length
      : this.idf(1) / 2;
    const weight = (token) => (postings.get(token).df ? this.idf(postings.get(token).df) : mean * UNKNOWN);
    const score = new Float64Array(this.start.entries), part = new Float64Array(this.start.entries);
    let whole = 0;
    const add = (token, share) => {
      const { entries, steps } = postings.get(token), w = weight(token) * share;
      entries.forEach((entry, i) => { score[entry] += w * steps[i]; part[entry] += w; });
      whole += w;
    };
    for (const { token, word, share } of asked) if (!word) add(token, share);
    for (const token of sounding) add(token, 0.6);
    words.forEach((word, i) => {
      const own = asked.filter((one) => one.word === word).map(({ token }) => token);
      if (!own.length) return;
      const w = own.reduce((sum, token) => sum + (postings.get(token).df ? this.idf(postings.get(token).df) : mean), 0);
      const best = new Map();
      [own, ...others[i]].forEach((tokens, number) => {
        const full = tokens.reduce((sum, token) => sum + weight(token), 0), sums = new Map();
        for (const token of tokens) {
          const { entries, steps } = postings.get(token), x = weight(token) / full;
          entries.forEach((entry, k) => { const sum = sums.get(entry) || [0, 0]; sum[0] += x * steps[k]; sum[1] += x; sums.set(entry, sum); });
        }
        for (const [entry, [steps, share]] of sums) {
          const factor = (number ? RETOLD : 1) * (number ? share * share : 1), old = best.get(entry) || [0, 0];
          best.set(entry, [Math.max(old[0], steps * factor), Math.max(old[1], share * factor)]);
        }
      });
      for (const [entry, [steps, share]] of best) { score[entry] += w * steps; part[entry] += w * share; }
      whole += w;
    });
    const must = quoted.map((tokens) => tokens.map((token) => new Set(postings.get(token).entries)));
    const ranked = [];
    for (let entry = 0; entry < score.length; entry++) {
      if (!score[entry] || !must.every((tokens) => tokens.every((entries) => entries.has(entry)))) continue;
      const share = Math.min(1, part[entry] / whole);
      ranked.push({ entry, share, score: score[entry] * share * share * this.standing[entry] });
    }
    ranked.sort((a, b) => b.score - a.score || a.entry - b.entry);
    const unknown = asked.filter(({ token, word }) => !postings.get(token).df && !word);
    return { ranked, unknown, known: known.length };
  }

  async simplified(text) {
    if (!this.pairs) {
      const chars = [...await this.files.get("traditional.txt", "text")];
      this.pairs = new Map(chars.flatMap((char, i) => (i % 2 ? [] : [[char, chars[i + 1]]])));
    }
    return [...text].map((char) => this.pairs.get(char) || char).join("");
  }

  async sounds() {
    if (!this.heard) {
      this.heard = new Map();
      this.heard.spelt = new Set();
      for (const line of (await this.files.get("sounds.txt", "text")).split("\n")) {
        const [spelt, chars] = line.split(" ");
        this.heard.spelt.add(spelt);
        for (const char of chars) this.heard.set(char, blurred(spelt));
      }
    }
    return this.heard;
  }

  /* The text with what is unknown put right by its sound, from the titles that sound like it; null if none does. */
  async heardRight(plain, unknown) {
    const heard = await this.sounds();
    const pieces = unknown.map((one) => ({ ...one, sounds: soundsOf(one.token, heard) })).filter(({ sounds }) => sounds);
    if (!pieces.length) return null;
    const sounding = [...new Set(pieces.flatMap(({ sounds }) => pairsOf(sounds)))];
    const { ranked } = await this.weigh(plain, [], sounding);
    const near = await Promise.all(ranked.slice(0, 5).map(({ entry }) => this.facts(entry)));
    const chars = [...near.map(({ title, said }) => `${title} ${said}`).join(" ")];
    const spoken = chars.map((char) => heard.get(char));
    let right = plain;
    for (const { token, sounds } of pieces) {
      const at = spoken.findIndex((_, i) => sounds.every((sound, k) => spoken[i + k] === sound));
      if (at >= 0) right = right.replace(token, chars.slice(at, at + sounds.length).join(""));
    }
    return right === plain ? null : right;
  }

  async ask(question, wanted = {}) {
    const text = question.slice(0, LONGEST).trim();
    const notes = [];
    let plain = folded(text), asked = this.matter(plain, notes);
    const quoted = [...plain.matchAll(QUOTED)].map(([, phrase]) => tokensIn(phrase).map(({ token }) => token)).filter((tokens) => tokens.length);
    let result = await this.weigh(asked, quoted);
    if (quoted.length && !result.ranked.length) { notes.push({ unquoted: true }); result = await this.weigh(asked); }
    for (const mend of [(one) => this.simplified(one), (one) => this.heardRight(one, result.unknown)]) {
      if (!result.unknown.length) break;
      const other = await mend(asked);
      if (!other || other === asked) continue;
      const better = await this.weigh(this.matter(other, []));
      if (better.unknown.length >= result.unknown.length && better.known <= result.known) continue;
      [asked, result] = [other, better];
      notes.push({ changed: asked });
    }
    const best = Math.max(0, ...result.ranked.slice(0, LOOKED_AT).map(({ share }) => share));
    let ranked = result.ranked.filter(({ share }) => share >= Math.max(ENOUGH, best * BESIDE));
    if (!ranked.length && result.ranked.length) {
      ranked = result.ranked.filter(({ share }) => share >= NEAR);
      if (ranked.length) notes.push({ near: true });
    }
    const counts = this.counts(ranked);
    ranked = ranked.filter(({ entry }) => suits(this.face(entry), wanted));
    ranked = await this.looked(ranked, asked);
    return { found: ranked.length, notes, counts, tokens: this.marks(asked),
      show: (from, to) => Promise.all(ranked.slice(from, to).map(({ entry }) => this.facts(entry))) };
  }

  /* What is to be marked in what is found. */
  marks(plain) {
    const words = [plain, ...retold(plain, this.same).flatMap(({ others }) => others)];
    const tokens = words.flatMap((word) => tokensIn(word).map(({ token }) => token));
    return tokens.length > 1 ? tokens.filter((token) => !SINGLE.test(token)) : tokens;
  }

  /* What is asked about, without the words around it; years that are told from today become numbers. */
  matter(plain, notes) {
    const dated = plain.replace(RELATIVE, (word) => `${this.year - YEARS_AGO[word]}年`);
    if (dated !== plain) notes.push({ changed: dated.trim() });
    let text = folded(dated);
    const bare = text.replace(IDLE, (word) => (word === NOT_IDLE ? word : " "));
    if (tokensIn(bare).length) text = bare;
    return text;
  }

  /* The first entries again, those first whose number or title is what was asked for. */
  async looked(ranked, asked) {
    const bare = (text) => folded(text).replace(/[^\p{L}\p{N}]/gu, "");
    const wanted = bare(asked);
    const first = await Promise.all(ranked.slice(0, LOOKED_AT).map(async (one) => {
      const { title, number } = await this.facts(one.entry);
      const exact = (number && bare(number) === wanted) ? 3 : wanted.length > 3 && bare(title).includes(wanted) ? 1.2 : 1;
      return { ...one, score: one.score * exact };
    }));
    first.sort((a, b) => b.score - a.score || a.entry - b.entry);
    return [...first, ...ranked.slice(LOOKED_AT)];
  }

  /* How many of those found there are of each kind, year, validity and audience. */
  counts(ranked) {
    const counts = { kind: new Map(), year: new Map(), validity: new Map(), audience: new Map() };
    const one = (name, value) => value && counts[name].set(value, (counts[name].get(value) || 0) + 1);
    for (const { entry } of ranked) {
      const { kind, year, validity, audiences } = this.face(entry);
      one("kind", kind);
      one("year", year);
      one("validity", validity);
      audiences.forEach((audience) => one("audience", audience));
    }
    return counts;
  }
}

const suits = (face, { kind, year, validity, audience }) => (!kind || face.kind === kind) && (!year || face.year === year) &&
  (!validity || face.validity === validity) && (!audience || face.audiences.includes(audience));

const blurred = (spelt) => spelt.replace(/^([zcs])h/, "$1").replace(/ng$/, "n");

const pairsOf = (sounds) => sounds.slice(1).map((sound, i) => `'${sounds[i]}'${sound}`);

/* How a token is read: the sounds of its characters, or the syllables that Latin letters spell; null where neither. */
function soundsOf(token, heard) {
  const chars = [...token];
  const read = chars.map((char) => heard.get(char));
  if (chars.length > 1 && read.every(Boolean)) return read;
  return /^[a-z]{4,40}$/.test(token) ? syllables(token, heard.spelt) : null;
}

function syllables(letters, spelt) {
  if (!letters) return [];
  for (let size = Math.min(6, letters.length); size > 0; size--) {
    const rest = spelt.has(letters.slice(0, size)) && syllables(letters.slice(size), spelt);
    if (rest) return [blurred(letters.slice(0, size)), ...rest];
  }
  return null;
}

/* The finder of this site. Rejects where the index cannot be had, or is one that this program does not know. */
export async function openIndex(load, year) {
  const { format, folder } = await load("search/index.json", "json");
  if (format !== FORMAT) throw new Error("another format");
  const files = new Files(load, folder);
  return new Finder(files, await files.get("start.json", "json"), year);
}
