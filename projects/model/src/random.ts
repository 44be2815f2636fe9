/**
 * A seeded source of random 32-bit numbers: xoshiro128** 1.1 (Blackman & Vigna 2018), its state
 * filled by splitmix32. Whole-number arithmetic only, so every machine draws the same.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  /** @param state four 32-bit words, not all zero */
  constructor(state: readonly [number, number, number, number]) {
    [this.a, this.b, this.c, this.d] = state;
  }

  /** @param seed whole number, 0 to 2^32 - 1 */
  static fromSeed(seed: number): Random {
    let state = seed >>> 0;
    const next = (): number => {
      state = (state + 0x9e3779b9) >>> 0;
      let z = state;
      z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
      z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
      return (z ^ (z >>> 15)) >>> 0;
    };
    return new Random([next(), next(), next(), next()]);
  }

  /**
   * A source of its own for each item of a stream, so that items can be made in any order, anywhere. No two
   * items of any seed and stream begin alike: the three numbers are mixed, and nothing of them is lost, by
   * ChaCha's quarter round (Bernstein 2008), of which three are enough for each bit to reach all others.
   * @param seed whole number, 0 to 2^32 - 1
   * @param stream what kind of items it is for, 0 to 2^32 - 1
   * @param index of the item, 0 to 2^32 - 1
   */
  static forItem(seed: number, stream: number, index: number): Random {
    let [a, b, c, d] = [seed, stream, index, 0x9e3779b9];
    for (let round = 0; round < 6; round++) {
      a = (a + b) | 0;
      d = rotateLeft(d ^ a, 16);
      c = (c + d) | 0;
      b = rotateLeft(b ^ c, 12);
      a = (a + b) | 0;
      d = rotateLeft(d ^ a, 8);
      c = (c + d) | 0;
      b = rotateLeft(b ^ c, 7);
    }
    return new Random([a, b, c, d]);
  }

  /** What all further numbers come from: a source made of it goes on where this one is. */
  get state(): readonly [number, number, number, number] {
    return [this.a, this.b, this.c, this.d];
  }

  /** The next 32 bits, as a number from 0 to 2^32 - 1. */
  nextUint32(): number {
    const result = Math.imul(rotateLeft(Math.imul(this.b, 5), 7), 9) >>> 0;
    const t = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= t;
    this.d = rotateLeft(this.d, 11);
    return result;
  }

  /** A multiple of 2^-24 in [0, 1): exact in float32. */
  nextFloat(): number {
    return (this.nextUint32() >>> 8) * 2 ** -24;
  }

  /** A whole number from 0 to `bound - 1`, all equally likely (rejection, no modulo bias). */
  nextBelow(bound: number): number {
    const limit = 2 ** 32 - (2 ** 32 % bound);
    for (;;) {
      const value = this.nextUint32();
      if (value < limit) return value % bound;
    }
  }

  /** Puts the items into a random order (Fisher-Yates), in place. */
  shuffle(items: Uint32Array): void {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.nextBelow(i + 1);
      const moved = items[i] ?? 0;
      items[i] = items[j] ?? 0;
      items[j] = moved;
    }
  }
}

function rotateLeft(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}
