/* Reads the files of the index: which entries have a token. As they are written in disclosure/search/postings.py. */

const CHECKSUMS = Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n >>> 0;
});
const crc32 = (bytes) => ~bytes.reduce((sum, byte) => CHECKSUMS[(sum ^ byte) & 255] ^ (sum >>> 8), ~0) >>> 0;

/* The files of one index, each fetched once. load(path, "json" | "text" | "bytes") rejects where there is none. */
export class Files {
  constructor(load, folder) { this.load = load; this.folder = folder; this.kept = new Map(); }

  get(name, as) {
    if (!this.kept.has(name)) this.kept.set(name, this.load(`${this.folder}/${name}`, as));
    return this.kept.get(name);
  }

  /* In how many entries a token is, how firm it is, and these with their steps. `count` is how many files there are. */
  async posting(token, count) {
    const none = { df: 0, firm: 0, entries: [], steps: [] };
    if (!count) return none;
    const key = new TextEncoder().encode(token);
    const bytes = await this.get(`${(crc32(key) % count).toString(16)}.bin`, "bytes");
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
      if (same) return row(number, () => at < end);
      at = end;
    }
    return none;
  }
}

function row(number, more) {
  const posting = { df: number(), firm: number() / 15, entries: [], steps: [] };
  while (more()) {
    const step = number(), many = number();
    for (let i = 0, entry = 0; i < many; i++) {
      entry += number();
      posting.entries.push(entry);
      posting.steps.push(step);
    }
  }
  return posting;
}
