/** The seed of one attempt at one scenario. */
export interface ScenarioSeed {
  /** 16 hexadecimal digits, as shown to people. */
  readonly text: string;
  /** The same as the two 32-bit halves that `math.randomseed` takes. */
  readonly high: number;
  readonly low: number;
}

/** Two seeds of the hash, so that its halves are independent; any two numbers would do. */
const HALVES = [0x6d6f6f6e, 0x72696721] as const;

const encoder = new TextEncoder();

/** A hash of the run's seed, the scenario's id and the attempt's number from 0. */
export function deriveSeed(runSeed: string, id: string, attempt: number): ScenarioSeed {
  const bytes = encoder.encode(`${runSeed}\0${id}\0${attempt}`);
  const [high, low] = [hash32(bytes, HALVES[0]), hash32(bytes, HALVES[1])];
  return { text: toHex(high) + toHex(low), high, low };
}

/** The seed that is shown as this text. */
export function readSeed(text: string): ScenarioSeed {
  return { text, high: Number.parseInt(text.slice(0, 8), 16), low: Number.parseInt(text.slice(8), 16) };
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function toHex(word: number): string {
  return `${HEX[word >>> 24]}${HEX[(word >>> 16) & 255]}${HEX[(word >>> 8) & 255]}${HEX[word & 255]}`;
}

/**
 * MurmurHash3_x86_32 (Austin Appleby, public domain). `node:crypto` would do as well, but it takes every worker 20 ms to
 * load.
 */
export function hash32(bytes: Uint8Array, seed: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const blocks = bytes.length & ~3;
  let h = seed;
  for (let i = 0; i < blocks; i += 4) {
    h ^= scramble(view.getUint32(i, true));
    h = (Math.imul(rotate(h, 13), 5) + 0xe6546b64) | 0;
  }
  let tail = 0;
  for (let i = bytes.length - 1; i >= blocks; i--) tail = (tail << 8) | (bytes[i] ?? 0);
  h ^= scramble(tail) ^ bytes.length;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function scramble(word: number): number {
  return Math.imul(rotate(Math.imul(word, 0xcc9e2d51), 15), 0x1b873593);
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
