import { describe, expect, it } from 'vitest';
import { deriveSeed, hash32 } from '../../src/model/seed.js';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('the hash', () => {
  it.each([
    ['', 0, 0],
    ['', 1, 0x514e28b7],
    ['', 0xffffffff, 0x81f16f39],
    ['\0\0\0\0', 0, 0x2362f9de],
    ['aaaa', 0x9747b28c, 0x5a97808a],
    ['aaa', 0x9747b28c, 0x283e0130],
    ['aa', 0x9747b28c, 0x5d211726],
    ['a', 0x9747b28c, 0x7fa09ea6],
    ['Hello, world!', 0x9747b28c, 0x24884cba],
    ['The quick brown fox jumps over the lazy dog', 0x9747b28c, 0x2fa826cd],
  ])('agrees with the published vectors of MurmurHash3_x86_32: %j', (text, seed, wanted) => {
    expect(hash32(bytes(text), seed)).toBe(wanted);
  });
});

describe('a seed', () => {
  it('depends on the run’s seed, the id and the attempt', () => {
    const seeds = [deriveSeed('1', 'a', 0), deriveSeed('2', 'a', 0), deriveSeed('1', 'b', 0), deriveSeed('1', 'a', 1)];
    expect(new Set(seeds.map((seed) => seed.text)).size).toBe(4);
    expect(deriveSeed('1', 'a', 0)).toEqual(seeds[0]);
    expect(seeds[0]?.text).toMatch(/^[0-9a-f]{16}$/);
  });

  it('is rarely shared: none of 100,000 scenarios have the same', () => {
    const texts = Array.from({ length: 100_000 }, (_, i) => deriveSeed('1', `file.lua::scenario ${i}`, 0).text);
    expect(new Set(texts).size).toBe(texts.length);
  });
});
