import { describe, expect, it } from 'vitest';
import type { Difference } from '../../src/model/difference.js';
import type { Failure } from '../../src/model/outcome.js';
import { openTestVm } from '../vm/harness.js';

/** The one failure that a piece of a scenario leaves. */
async function failureOf(source: string): Promise<Failure | undefined> {
  const vm = openTestVm();
  await vm.run(`pcall(function() ${source}\nend)`);
  expect(vm.world.checks.failures).toHaveLength(1);
  return vm.world.checks.failures[0];
}

/** How two tables differ. Each gets a long text that is equal, so that they do not fit in a line. */
async function difference(expected: string, actual: string): Promise<Difference | undefined> {
  const source = `local a, b = ${expected}, ${actual} a.zz, b.zz = ("z"):rep(99), ("z"):rep(99) assert.same(a, b)`;
  return (await failureOf(source))?.diff;
}

/** The same as lines: a path, then rows such as `name: "a" → "b"`. */
async function rows(expected: string, actual: string): Promise<string[]> {
  const diff = await difference(expected, actual);
  return (diff?.parts ?? []).flatMap((part) => [
    part.path,
    ...part.rows.map((row) => `${row.key}: ${row.both ?? `${row.expected ?? ''} → ${row.actual ?? ''}`}`),
  ]);
}

describe('the difference of two tables', () => {
  it.each([
    ['a field that changed', '{ a = 1, b = 2 }', '{ a = 1, b = 3 }', ['', 'b: 2 → 3']],
    ['a field on one side only', '{ a = 1 }', '{ b = 1 }', ['', 'a: 1 → ', 'b:  → 1']],
    ['another kind of value', '{ a = 1 }', '{ a = "1" }', ['', 'a: 1 → "1"']],
    ['a table in place of a value', '{ a = { 1 } }', '{ a = false }', ['', 'a: { 1 } → false']],
    ['a key that is no name', '{ ["a b"] = 1, [true] = 2 }', '{}', ['', '["a b"]: 1 → ', '[true]: 2 → ']],
    ['a table deep inside', '{ a = { b = { 1, 2 } } }', '{ a = { b = { 1, 3 } } }', ['.a.b', '[2]: 2 → 3']],
    [
      'values before the tables beside them',
      '{ a = { 1 }, b = 1 }',
      '{ a = { 2 }, b = 2 }',
      ['', 'b: 1 → 2', '.a', '[1]: 1 → 2'],
    ],
    ['an item more in front', '{ 1, 2, 3 }', '{ 0, 1, 2, 3 }', ['', '[1]:  → 0']],
    ['an item less in the middle', '{ 1, 2, 3, 4, 5 }', '{ 1, 2, 4, 5 }', ['', '[3]: 3 → ']],
    ['items in between that changed', '{ 1, 2, 3, 4 }', '{ 1, 7, 8, 4 }', ['', '[2]: 2 → 7', '[3]: 3 → 8']],
    [
      'one item away and one changed',
      '{ "a", "b", "c", "d" }',
      '{ "b", "x", "d" }',
      ['', '[1]: "a" → ', '[3]: "c" → ', '[2]:  → "x"'],
    ],
    [
      'items that moved and changed, each beside the one of its name',
      '{ { id = 1 }, { id = 2, n = 2 }, { id = 3 } }',
      '{ { id = 2, n = 9 }, { id = 3 } }',
      ['', '[1]: { id = 1 } → ', '[1]', 'id: 2', 'n: 2 → 9'],
    ],
    ['an item by what it is known by', '{ { id = 7, n = 1 } }', '{ { id = 7, n = 2 } }', ['[1]', 'id: 7', 'n: 1 → 2']],
  ])('shows %s', async (_, expected, actual, wanted) => {
    expect(await rows(expected, actual)).toEqual(wanted);
  });

  it('counts what is equal, in the tables shown and around them', async () => {
    const diff = await difference('{ x = { 1, 2, 3 }, y = 1 }', '{ x = { 1, 2, 4 }, y = 1 }');
    expect(diff).toEqual({
      parts: [{ path: '.x', rows: [{ key: '[3]', expected: '3', actual: '4' }], equalCount: 2, hiddenCount: 0 }],
      equalCount: 2,
      hiddenCount: 0,
    });
  });

  it('is left out where both fit in a line, and where there is none', async () => {
    expect((await failureOf('assert.same({ 1 }, { 2 })'))?.diff).toBeUndefined();
    const same = 'local function long() return { ("x"):rep(99) } end assert.equal(long(), long())';
    expect((await failureOf(same))?.diff).toBeUndefined();
  });

  it('looks at no metamethods', async () => {
    const evil =
      'setmetatable({ 1 }, { __index = error, __len = error, __pairs = error, __eq = error, __tostring = error })';
    expect(await rows(`{ ${evil} }`, '{ { 2 } }')).toEqual(['[1]', '[1]: 1 → 2']);
  });

  it('is bounded, and says how much more there is', async () => {
    const lists = 'local a, b = {}, {} for i = 1, 5000 do a[i], b[i] = i, -i end assert.same(a, b)';
    const diff = (await failureOf(lists))?.diff;
    expect(diff?.parts[0]?.rows).toHaveLength(40);
    expect(diff?.parts[0]?.hiddenCount).toBe(4960);
    const large =
      'local a = {} for i = 1, 40 do a[i] = { text = ("x"):rep(1e5) } end assert.same(a, { ("y"):rep(99) })';
    expect(JSON.stringify((await failureOf(large))?.diff).length).toBeLessThan(400_000);
  });

  it('ends in graphs with more paths than could be followed', async () => {
    const make = 'local function make(x) local t = { x } for _ = 1, 24 do t = { t, t } end return t end';
    expect((await failureOf(`${make} assert.same(make(1), make(2))`))?.diff?.parts.length).toBe(40);
    const ring = 'local function ring(x) local t = { text = ("x"):rep(99), n = x } t.me = t return t end';
    expect((await failureOf(`${ring} assert.same(ring(1), ring(2))`))?.diff?.parts).toMatchObject([
      { path: '', rows: [{ key: 'n' }] },
    ]);
  });
});

describe('two long texts', () => {
  it('are told around their first difference, wherever that is', async () => {
    const source = 'local a = ("ab\\n"):rep(1e5) assert.equal(a .. "x" .. a, a .. "y" .. a)';
    const failure = await failureOf(source);
    expect(failure?.expected).toMatch(/^\(2997\d\d bytes\) … "ab\\nab.*ab\\nxab\\n.*" … \(29\d+ bytes\)$/);
    expect(failure?.actual).toMatch(/^\(2997\d\d bytes\) … ".*ab\\nyab\\n/);
    expect(failure?.expected?.length).toBeLessThan(6000);
  });

  it('are never cut within a character', async () => {
    const source = 'local a = ("é"):rep(5000) assert.equal(a .. "x", a .. "y")';
    expect((await failureOf(source))?.expected).toMatch(/^\(97\d\d bytes\) … "é+x"$/);
  });

  it('are told to the end where one begins the other', async () => {
    const failure = await failureOf('local a = ("a"):rep(5000) assert.equal(a, a .. "b")');
    expect(failure?.actual).toMatch(/^\(4700 bytes\) … "a+b"$/);
  });
});
