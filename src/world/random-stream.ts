import { hash32 } from '../model/seed.js';

const encoder = new TextEncoder();
const LANES = [1, 2, 3, 4] as const;

/**
 * Chance from a text: the same text gives the same numbers. xoshiro128** 1.1 (David Blackman and Sebastiano Vigna, public
 * domain), its state hashed from the text.
 */
export class RandomStream {
  readonly #state: Uint32Array;

  constructor(seed: string | Uint32Array) {
    this.#state = typeof seed === 'string' ? hashState(seed) : seed;
  }

  /** A stream that goes on as this one would. */
  fork(): RandomStream {
    return new RandomStream(this.#state.slice());
  }

  /** From 0 up to, not including, 1, with 53 bits. */
  number(): number {
    return (this.#next() >>> 5) * 2 ** -27 + (this.#next() >>> 6) * 2 ** -53;
  }

  /** A whole number between two bounds, both included; at most 2^53 apart. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.number() * (high - low + 1));
  }

  /** One item of a list; undefined of an empty one. */
  pick<T>(list: readonly T[]): T | undefined {
    return list[this.integer(0, list.length - 1)];
  }

  /** So many random bytes, as lower-case hexadecimal digits. */
  hex(byteCount: number): string {
    let digits = '';
    while (digits.length < byteCount * 2) digits += this.#next().toString(16).padStart(8, '0');
    return digits.slice(0, byteCount * 2);
  }

  #next(): number {
    const state = this.#state;
    const [a = 0, b = 0, c = 0, d = 0] = state;
    state[2] = c ^ a;
    state[3] = d ^ b;
    state[1] = b ^ c ^ a;
    state[0] = a ^ d ^ b;
    state[2] ^= b << 9;
    state[3] = rotate(d ^ b, 11);
    return Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
  }
}

function hashState(seed: string): Uint32Array {
  const bytes = encoder.encode(seed);
  return Uint32Array.from(LANES, (lane) => hash32(bytes, lane));
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
