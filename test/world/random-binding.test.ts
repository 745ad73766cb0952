import { describe, expect, it } from 'vitest';
import { openTestVm } from '../vm/harness.js';

const vm = openTestVm();

describe('random.uuid', () => {
  it('gives UUIDs of version 4, each another', async () => {
    const [ids] = await vm.run('local ids = {} for i = 1, 50 do ids[i] = random.uuid() end return ids');
    const list = Array.isArray(ids) ? ids.map(String) : [];
    expect(new Set(list).size).toBe(50);
    for (const id of list) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('is drawn apart from math.random', async () => {
    const look = async (before: string) => {
      vm.world.seedWith('x');
      return vm.run(`math.randomseed(1, 2) ${before} return math.random(1 << 40)`);
    };
    expect(await look('random.uuid() random.id()')).toEqual(await look(''));
    vm.world.seedWith('x');
    const plain = await vm.run('return random.uuid()');
    vm.world.seedWith('x');
    expect(await vm.run('math.random() return random.uuid()')).toEqual(plain);
  });
});

describe('random.id', () => {
  it('puts a prefix before its digits', async () => {
    const [bare, prefixed] = await vm.run('return random.id(), random.id("msg")');
    expect(bare).toMatch(/^[0-9a-f]{16}$/);
    expect(prefixed).toMatch(/^msg_[0-9a-f]{16}$/);
  });

  it('refuses a prefix that is no text', async () => {
    expect(await vm.fail('random.id({})')).toBe('test.lua:1: random.id: a text is expected as argument 1, got table');
  });
});
