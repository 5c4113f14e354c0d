/* Looks in the index that disclosure/search has made; how it is laid out is told there. Only files of this site are
   asked for, and the question itself is sent nowhere. search.js shows what is found. */
import { Files } from "./postings.js";
import { SINGLE, Synonyms, blurred, folded, isSimple, namesOf, soundsOf, tokensIn, understood } from "./question.js";

const FORMAT = 2;
const LONGEST = 600;          // signs of a question that are looked at
const MOST_TOKENS = 16;       // of a question,
const MANY_TOKENS = 9;        // of which those that only join words are left out where there are more
const RETOLD = 0.85;          // what another word for the same counts
const WHOLE = 0.9;            // how much of a word an entry must have to have all of it
const JOINT = 0.3;            // what a pair counts that joins a word of the synonyms to the next, and a lone character
const LOOSE = 0.2;            // what a pair counts that holds together no more than by chance
const UNKNOWN = 0.35;         // what a pair counts that occurs nowhere
const HEARD = 0.6;            // what the sound of a pair counts
const ENOUGH = 0.34;          // how much of what is asked an entry must have, by weight
const NEAR = 0.12;            // the same where few have enough
const FEW = 10;               // entries
const BESIDE = 0.5;           // how much of what the first one has, the others must have
const RARE = 2;               // entries: what is in no more may be a slip,
const FIRM = 0.5;             // if it holds together no better
const SURE = 0.7;             // how much of a question put right an entry must have
const LOOKED_AT = 12;         // entries of which the title is held against the question
const ALL_OF_IT = 1.5;        // how much more an entry counts that has all of what was asked
const OVER = 0.25;            // what a paper counts besides that no longer holds, where nothing old is asked for
const OLD = /失效|废止|作废|过期|到期|以前|原来|从前|旧/;

/* Adds up, entry by entry, how much of what was asked it has (`part`), and how much it says of that (`score`). */
class Sums {
  constructor(size) { this.score = new Float64Array(size); this.part = new Float64Array(size); this.whole = 0; }

  add({ entries, steps }, weight) {
    entries.forEach((entry, i) => { this.score[entry] += weight * steps[i]; this.part[entry] += weight; });
    this.whole += weight;
  }

  /* One word of which there are several: an entry has it by the one that it has best. */
  addBest(words, weight) {
    const best = new Map();
    for (const { sums, factor } of words) {
      for (const [entry, [score, part]] of sums) {
        const [most, share] = best.get(entry) || [0, 0];
        best.set(entry, [Math.max(most, score * factor(part)), Math.max(share, part * factor(part))]);
      }
    }
    for (const [entry, [score, part]] of best) { this.score[entry] += weight * score; this.part[entry] += weight * part; }
    this.whole += weight;
  }
}

/* For one word: which share of it each entry has, and how much it says of it. */
function sumsOf(tokens, posting, weight) {
  const whole = tokens.reduce((sum, token) => sum + weight(token), 0), sums = new Map();
  for (const token of tokens) {
    const { entries, steps } = posting(token), share = weight(token) / whole;
    entries.forEach((entry, i) => {
      const [score, part] = sums.get(entry) || [0, 0];
      sums.set(entry, [score + share * steps[i], part + share]);
    });
  }
  return sums;
}

class Finder {
  constructor(files, start, year) {
    Object.assign(this, { files, start, year, synonyms: new Synonyms(start.same) });
    const newest = Math.max(...start.runs.map((run) => run[3]));
    let from = 0;
    this.runs = start.runs.map(([many, kind, validity, published, audiences, now, office]) => {
      const [label, standing, how] = start.kinds[kind];
      const [state, holds] = validity < 0 ? ["", 1] : start.validities[validity];
      const fresh = published ? Math.max(0.85, 0.97 ** (newest - published)) : 1;
      const run = { from, standing: standing * holds * fresh * now, how, kind: label, year: published ? String(published) : "",
        validity: state, over: holds < 1, audiences: audiences.map((one) => start.audiences[one]), office: office === undefined ? "" : start.offices[office] };
      from += many;
      return run;
    });
  }

  /* What an entry is: its kind, year, validity and audiences, and how important that makes it. */
  face(entry) {
    let low = 0, high = this.runs.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.runs[middle].from <= entry) low = middle; else high = middle - 1;
    }
    return this.runs[low];
  }

  async facts(entry) {
    const { block } = this.start;
    const rows = await this.files.get(`d${Math.floor(entry / block)}.json`, "json");
    const [address, title, number, day, said, told] = rows[entry % block];
    return { ...this.face(entry), entry, address, title, number, day, said, told };
  }

  async postings(tokens) {
    const once = [...new Set(tokens)];
    const found = await Promise.all(once.map((token) => this.files.posting(token, this.start.files)));
    return new Map(once.map((token, i) => [token, found[i]]));
  }

  /* Entries by how well they answer, best first, with the share that they have of what was asked; and which tokens of
     the question are unknown. `heard` are further tokens, which stand for what is unknown. */
  async weigh({ plain, how }, must = [], heard = []) {
    const words = this.synonyms.retold(plain);
    const asked = this.asked(plain, words);
    const retold = words.map(({ others }) => others.map(namesOf));
    const postings = await this.postings([...asked.map(({ token }) => token), ...retold.flat(2), ...heard, ...must]);
    const posting = (token) => postings.get(token);
    const idf = (token) => Math.log(1 + this.start.entries / posting(token).df);
    const known = asked.filter(({ token }) => posting(token).df);
    const mean = known.reduce((sum, { token }) => sum + idf(token), 0) / (known.length || 1) || 1;
    const weight = (token) => (posting(token).df ? idf(token) * (LOOSE + (1 - LOOSE) * posting(token).firm) : mean * UNKNOWN);
    const sums = new Sums(this.start.entries);
    for (const { token, word, share } of asked) if (!word) sums.add(posting(token), weight(token) * share);
    for (const token of heard) sums.add(posting(token), weight(token) * HEARD);
    words.forEach((word, i) => {
      const own = asked.filter((one) => one.word === word).map(({ token }) => token);
      const others = retold[i].map((tokens) => ({ sums: sumsOf(tokens, posting, weight), factor: (part) => RETOLD * part * part }));
      const all = [{ sums: sumsOf(own, posting, weight), factor: () => 1 }, ...others];
      if (own.length) sums.addBest(all, own.length * this.rarity(all, mean));
    });
    const all = must.map((token) => new Set(posting(token).entries));
    const odd = ({ df, firm }) => !df || (df <= RARE && firm < FIRM);
    const unknown = asked.filter(({ token, word }) => !word && odd(posting(token))).map(({ token }) => ({ token, df: posting(token).df }));
    const worth = this.weighing(asked.length, how);
    return { ranked: this.ranked(sums, worth, (entry) => all.every((entries) => entries.has(entry))), unknown };
  }

  /* How rare it is what a word means: by the entries that have it, or another for the same, as a whole. */
  rarity(words, mean) {
    const whole = new Set(words.flatMap(({ sums }) => [...sums].filter(([, [, part]]) => part > WHOLE).map(([entry]) => entry)));
    return whole.size ? Math.log(1 + this.start.entries / whole.size) : mean;
  }

  /* The tokens of a question, of a long one some from all over it, with the word of the synonyms that each belongs to. */
  asked(plain, words) {
    const all = tokensIn(plain);
    const some = all.length <= MOST_TOKENS ? all : Array.from({ length: MOST_TOKENS }, (_, i) => all[Math.floor((i * all.length) / MOST_TOKENS)]);
    const placed = some.map((one) => {
      const word = words.find(({ at, end }) => one.at >= at && one.end <= end);
      const joint = words.some(({ at, end }) => one.at < end && one.end > at) || (some.length > 1 && SINGLE.test(one.token));
      return { ...one, word, share: joint ? JOINT : 1 };
    });
    return placed.length > MANY_TOKENS ? placed.filter(({ word, share }) => word || share === 1) : placed;
  }

  /* How much an entry counts by what it is: twice where one word is asked, since nothing else tells what is meant. */
  weighing(many, how) {
    return (face) => face.standing ** (many > 1 ? 1 : 2) * (how ? face.how : 1);
  }

  ranked({ score, part, whole }, worth, suits) {
    const ranked = [];
    score.forEach((sum, entry) => {
      if (!sum || !suits(entry)) return;
      const share = Math.min(1, part[entry] / whole);
      ranked.push({ entry, share, score: sum * share ** ALL_OF_IT * worth(this.face(entry)) });
    });
    return ranked.sort((a, b) => b.score - a.score || a.entry - b.entry);
  }

  /* What is found for a question, as far as it is `wanted` ({kind, year, validity, audience, office}): how many, how many of
     which sort, what to tell the reader, which tokens to mark, and show(from, to) → the facts of some. */
  async ask(text, wanted = {}) {
    let question = understood(text.slice(0, LONGEST), this.synonyms, this.year);
    const notes = question.said ? [{ changed: question.said }] : [];
    let { ranked, unknown } = await this.weigh(question, question.quoted.flat());
    if (question.quoted.length && !ranked.length) {
      notes.push({ unquoted: true });
      ({ ranked, unknown } = await this.weigh(question));
    }
    if (isDoubtful(ranked, unknown)) {
      const right = await this.putRight(question, { ranked, unknown });
      if (right.question !== question) notes.push({ changed: right.question.plain.replace(/ +/g, " ").trim() });
      ({ question, ranked } = right);
    }
    ranked = this.worthwhile(ranked, notes);
    const counts = this.counts(ranked);
    ranked = await this.looked(ranked.filter(({ entry }) => suits(this.face(entry), wanted)), question.plain);
    const show = (from, to) => Promise.all(ranked.slice(from, to).map(({ entry }) => this.facts(entry)));
    return { found: ranked.length, counts, notes, tokens: this.marks(question.plain), show };
  }

  /* Those that have enough of what was asked; where they are few, those that are near behind them. */
  worthwhile(ranked, notes) {
    const least = Math.max(ENOUGH, BESIDE * (ranked.length ? ranked[0].share : 0));
    const enough = ranked.filter(({ share }) => share >= least);
    if (enough.length >= FEW) return enough;
    const rest = ranked.filter(({ share }) => share < least);
    const near = rest.filter(({ share }) => share >= (ranked[0].share >= NEAR ? NEAR : ranked[0].share)).slice(0, FEW - enough.length);
    if (near.length && !enough.length) notes.push({ near: true });
    return [...enough, ...near];
  }

  /* The question and what is found for it, where traditional characters or the sound of what is unknown put it right. */
  async putRight(question, { ranked, unknown }) {
    const simple = unknown.some(({ df }) => !df) && !isSimple(question.plain) ? { ...question, plain: await this.simplified(question.plain) } : question;
    if (simple.plain !== question.plain) {
      const found = await this.weigh(simple);
      if (found.unknown.length < unknown.length) [question, ranked, unknown] = [simple, found.ranked, found.unknown];
    }
    const plain = isDoubtful(ranked, unknown) ? await this.heardRight(question, unknown) : null;
    if (plain) {
      const found = await this.weigh({ ...question, plain });
      const [first] = found.ranked, before = ranked.length ? ranked[0].share : 0;
      if (first && first.share >= SURE && first.share > before) return { question: { ...question, plain }, ranked: found.ranked };
    }
    return { question, ranked };
  }

  async simplified(text) {
    if (!this.pairs) {
      const chars = [...await this.files.get("traditional.txt", "text")];
      this.pairs = new Map(chars.flatMap((char, i) => (i % 2 ? [] : [[char, chars[i + 1]]])));
    }
    return [...text].map((char) => this.pairs.get(char) || char).join("");
  }

  /* How characters are read, and `spelt`: all the syllables as they are written. */
  async sounds() {
    if (!this.heard) {
      const lines = (await this.files.get("sounds.txt", "text")).split("\n").map((line) => line.split(" "));
      this.heard = new Map(lines.flatMap(([spelt, chars]) => [...chars].map((char) => [char, blurred(spelt)])));
      this.spelt = new Set(lines.map(([spelt]) => spelt));
    }
    return this.heard;
  }

  /* The text with what is unknown put right by its sound, from the titles that sound like it; null if none does. */
  async heardRight(question, unknown) {
    const heard = await this.sounds();
    const pieces = unknown.map(({ token }) => ({ token, sounds: soundsOf(token, heard, this.spelt) })).filter(({ sounds }) => sounds);
    if (!pieces.length) return null;
    const pairs = pieces.flatMap(({ sounds }) => sounds.slice(1).map((sound, i) => `'${sounds[i]}'${sound}`));
    const { ranked } = await this.weigh(question, [], [...new Set(pairs)]);
    const near = await Promise.all(ranked.slice(0, 5).map(({ entry }) => this.facts(entry)));
    const chars = [...near.map(({ title, said }) => `${title} ${said}`).join(" ")];
    const spoken = chars.map((char) => heard.get(char));
    let plain = question.plain;
    for (const { token, sounds } of pieces) {
      const at = spoken.findIndex((_, i) => sounds.every((sound, k) => spoken[i + k] === sound));
      if (at >= 0) plain = plain.replace(token, chars.slice(at, at + sounds.length).join(""));
    }
    return plain === question.plain ? null : plain;
  }

  /* The first entries again, those before whose number or title is what was asked for; what no longer holds comes
     behind, unless it is that, or the question is about what was. */
  async looked(ranked, plain) {
    const bare = (text) => folded(text).replace(/[^\p{L}\p{N}]|的/gu, "");
    const wanted = bare(plain), old = OLD.test(plain);
    const first = await Promise.all(ranked.slice(0, LOOKED_AT).map(async (one) => {
      const { title, number, over } = await this.facts(one.entry);
      const named = number && bare(number) === wanted ? 3 : wanted.length > 3 && bare(title).includes(wanted) ? 1.2 : 1;
      return { ...one, score: one.score * (over && !old && named === 1 ? OVER : named) };
    }));
    first.sort((a, b) => b.score - a.score || a.entry - b.entry);
    return [...first, ...ranked.slice(LOOKED_AT)];
  }

  /* What is to be marked in what is found. */
  marks(plain) {
    const words = [plain, ...this.synonyms.retold(plain).flatMap(({ others }) => others)];
    const tokens = [...new Set(words.flatMap(namesOf))];
    return tokens.length > 1 ? tokens.filter((token) => !SINGLE.test(token)) : tokens;
  }

  /* How many of those found there are of each kind, year, validity, audience and office. */
  counts(ranked) {
    const counts = { kind: new Map(), year: new Map(), validity: new Map(), audience: new Map(), office: new Map() };
    const one = (name, value) => value && counts[name].set(value, (counts[name].get(value) || 0) + 1);
    for (const { entry } of ranked) {
      const { kind, year, validity, audiences, office } = this.face(entry);
      one("kind", kind);
      one("year", year);
      one("validity", validity);
      one("office", office);
      audiences.forEach((audience) => one("audience", audience));
    }
    return counts;
  }
}

/* Whether the question may hold a slip: it has what occurs nowhere, or something odd and nothing that answers it. */
const isDoubtful = (ranked, unknown) => unknown.some(({ df }) => !df) ||
  (unknown.length > 0 && !(ranked.length && ranked[0].share >= SURE));

const suits = (face, { kind, year, validity, audience, office }) => (!kind || face.kind === kind) && (!year || face.year === year) &&
  (!validity || face.validity === validity) && (!office || face.office === office) && (!audience || face.audiences.includes(audience));

/* The finder of this site. Rejects where the index cannot be had, or is one that this program does not know. */
export async function openIndex(load, year) {
  const { format, folder } = await load("search/index.json", "json");
  if (format !== FORMAT) throw new Error("another format");
  const files = new Files(load, folder);
  return new Finder(files, await files.get("start.json", "json"), year);
}
