import { describe, expect, it } from 'vitest';
import { answerValue } from '../../src/model/dispatch.js';
import { openTestVm } from './harness.js';

const test = openTestVm({
  overflow: () => {
    const dig = (): number => dig() + 1;
    return answerValue(dig());
  },
});
await test.run('counter = 1');
const point = test.vm.snapshot();

async function restored<T>(run: () => Promise<T>): Promise<T> {
  test.vm.restore(point);
  return run();
}

describe('a restore', () => {
  it('takes back globals, libraries, metatables and random numbers', async () => {
    const before = await restored(() => test.run('return math.random(1 << 40), tostring({})'));
    await test.run('counter = 2; table.insert = nil; string.rep = nil; extra = true; math.randomseed(7)');
    const after = await restored(() => test.run('return math.random(1 << 40), tostring({})'));
    expect(after).toEqual(before);
    expect(await test.run('return counter, extra, table.insert ~= nil, string.rep ~= nil')).toEqual([
      1,
      undefined,
      true,
      true,
    ]);
  });

  it('gives pairs the same order in every fork', async () => {
    const source =
      'local o = {} for k in pairs({ a = 1, b = 2, [print] = 3, [{}] = 4, c = 5 }) do o[#o + 1] = tostring(k) end return table.concat(o, " ")';
    const first = await restored(() => test.run(source));
    for (let i = 0; i < 20; i++) expect(await restored(() => test.run(source))).toEqual(first);
  });

  it.each([
    ['a memory bomb', 'local t = {} for i = 1, 1e9 do t[i] = { i } end'],
    ['a doubling string', 'local s = "x" while true do s = s .. s end'],
    ['coroutines without end', 'local t = {} while true do t[#t + 1] = coroutine.create(function() end) end'],
    ['runaway recursion', 'local function f() return 1 + f() end f()'],
    ['recursion through pcall', 'local function f() return pcall(f) end f() error("done")'],
    ['recursion through coroutines', 'local function f() return coroutine.wrap(f)() end f()'],
    ['a JavaScript stack overflow', 'probe.overflow()'],
    ['an error value that raises', 'error(setmetatable({}, { __tostring = error }))'],
  ])('makes the VM good after %s', async (_, source) => {
    await expect(restored(() => test.run(source))).rejects.toThrow();
    expect(await restored(() => test.run('return counter, ("ok"):rep(2)'))).toEqual([1, 'okok']);
  });

  it('holds over 10,000 forks', async () => {
    for (let i = 0; i < 10_000; i++) {
      test.vm.restore(point);
      const result = test.vm.call('eval', ['counter = counter + 1 return counter']);
      expect(result).toEqual({ kind: 'returned', values: [2] });
    }
  });
});

describe('two VMs', () => {
  it('agree to the byte', async () => {
    const source =
      'local o = {} for k in pairs({ a = 1, b = 2, c = 3, [{}] = 4 }) do o[#o + 1] = tostring(k) end return o, math.random(1 << 50)';
    const [a, b] = [openTestVm(), openTestVm()];
    expect(await a.run(source)).toEqual(await b.run(source));
    expect(a.vm.snapshot()).toEqual(b.vm.snapshot());
  });
});
