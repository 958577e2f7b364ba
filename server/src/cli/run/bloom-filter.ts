/** Bits of the filter: 16 MB, touched as it fills. */
const BITS = 2 ** 27;
/** Bits per word. */
const HASHES = 7;

/**
 * Which words have come before, in memory that does not grow with them (a Bloom filter). A word that has come is always
 * known; one that has not is read as known once in ten million times after a million words, and once in two hundred
 * after ten million.
 */
export class BloomFilter {
  private readonly bits = new Uint32Array(BITS / 32);

  /** Adds a word. Returns whether it has come before. */
  add(word: string): boolean {
    let known = true;
    const step = hash(word, 0x9747b28c) | 1;
    let at = hash(word, 0x811c9dc5);
    for (let i = 0; i < HASHES; i++) {
      const bit = (at >>> 0) % BITS;
      const mask = 1 << (bit & 31);
      if (!(this.bits[bit >>> 5]! & mask)) known = false;
      this.bits[bit >>> 5]! |= mask;
      at = (at + step) | 0;
    }
    return known;
  }
}

/** Murmur's mixing, one UTF-16 unit at a time. */
function hash(word: string, seed: number): number {
  let h = seed;
  for (let i = 0; i < word.length; i++) {
    h = Math.imul(h ^ word.charCodeAt(i), 0x5bd1e995);
    h ^= h >>> 15;
  }
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
