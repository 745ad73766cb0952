import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../src/world/random-stream.js';
import { openTestVm } from '../vm/harness.js';

const take = (stream: RandomStream, count: number) => Array.from({ length: count }, () => stream.number());

describe('a random stream', () => {
  it('is the same for the same seed, and another for each other', () => {
    expect(take(new RandomStream('a'), 5)).toEqual(take(new RandomStream('a'), 5));
    expect(take(new RandomStream('a'), 5)).not.toEqual(take(new RandomStream('b'), 5));
  });

  it('gives the reference numbers of xoshiro128** 1.1', () => {
    const stream = new RandomStream(Uint32Array.of(1, 2, 3, 4));
    const expected = [11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849];
    expect(expected.map(() => Number.parseInt(stream.hex(4), 16))).toEqual(expected);
  });

  it('fills the unit interval evenly', () => {
    const counts = Array.from({ length: 10 }, () => 0);
    for (const number of take(new RandomStream('even'), 20_000)) {
      const bin = Math.floor(number * 10);
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });

  it('draws whole numbers from bound to bound', () => {
    const stream = new RandomStream('whole');
    const seen = new Set(Array.from({ length: 200 }, () => stream.integer(-1, 2)));
    expect([...seen].sort()).toEqual([-1, 0, 1, 2]);
  });

  it('goes on from a fork as it would itself', () => {
    const stream = new RandomStream('fork');
    stream.number();
    const fork = stream.fork();
    expect(take(fork, 3)).toEqual(take(stream, 3));
  });
});

describe('the random streams of a world', () => {
  const { world } = openTestVm();

  it('keep out of each other’s way', () => {
    world.seedWith('seed');
    const alone = take(world.random('faults'), 3);
    world.seedWith('seed');
    take(world.random('ids'), 100);
    expect(take(world.random('faults'), 3)).toEqual(alone);
  });

  it('fork with it', () => {
    world.seedWith('seed');
    world.random('faults').number();
    const fork = world.fork();
    const here = take(world.random('faults'), 3);
    expect(take(fork.random('faults'), 3)).toEqual(here);
  });

  it('begin anew with another seed', () => {
    world.seedWith('one');
    const one = take(world.random('faults'), 3);
    world.seedWith('two');
    expect(take(world.random('faults'), 3)).not.toEqual(one);
    world.seedWith('one');
    expect(take(world.random('faults'), 3)).toEqual(one);
  });
});
