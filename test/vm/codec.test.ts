import { describe, expect, it } from 'vitest';
import { answerValue } from '../../src/model/dispatch.js';
import { createValueMap, LuaFloat, type Value } from '../../src/model/value.js';
import { openTestVm } from './harness.js';

const seen: Value[] = [];
const vm = openTestVm({
  echo: (args) => {
    seen.splice(0, seen.length, ...args);
    return answerValue(...args);
  },
  give: () => answerValue(...given),
});
let given: Value[] = [];

/** What the host sees of a Lua expression. */
async function read(expression: string): Promise<Value> {
  await vm.run(`probe.echo(${expression})`);
  return seen[0];
}

describe('values that cross from Lua', () => {
  it('keep their kind', async () => {
    expect(await read('nil')).toBeUndefined();
    expect(await read('true')).toBe(true);
    expect(await read('42')).toBe(42);
    expect(await read('2.5')).toBe(2.5);
    expect(await read('5.0')).toEqual(new LuaFloat(5));
    expect(await read('math.maxinteger')).toBe(2n ** 63n - 1n);
    expect(await read('math.mininteger')).toBe(-(2n ** 63n));
    expect(await read('2^53 | 0')).toBe(9007199254740992n);
    expect(await read('0/0')).toBeNaN();
    expect(await read('json.null')).toBeNull();
  });

  it('keep every byte of a string', async () => {
    expect(await read('"admin\\0evil"')).toBe('admin\0evil');
    expect(await read('"grüße 🚀"')).toBe('grüße 🚀');
    expect(await read('"\\xEF\\xBB\\xBFbom"')).toBe('\uFEFFbom');
    expect(await read('"\\xff\\xfe\\x80"')).toEqual(Uint8Array.of(255, 254, 128));
    expect(await read('("ä"):rep(50000)')).toBe('ä'.repeat(50000));
  });

  it('are lists where the keys are 1..n, wherever Lua keeps them, and maps where they are strings', async () => {
    expect(await read('{1, "two", {3}}')).toEqual([1, 'two', [3]]);
    expect(await read('(function() local t = {} for i = 5, 1, -1 do t[i] = i end return t end)()')).toEqual([
      1, 2, 3, 4, 5,
    ]);
    expect(await read('{ a = 1, ["b c"] = { d = false } }')).toEqual({ a: 1, 'b c': { d: false } });
  });

  it('are empty maps where empty, unless json.array made them', async () => {
    expect(await read('{}')).toEqual({});
    expect(await read('json.array()')).toEqual([]);
    expect(await read('json.decode("[[],{}]")')).toEqual([[], {}]);
  });

  it('make __proto__ an ordinary key', async () => {
    const value = await read('{ ["__proto__"] = { admin = true }, constructor = 1 }');
    expect(Object.keys(value as object).sort()).toEqual(['__proto__', 'constructor']);
    expect((value as { admin?: unknown }).admin).toBeUndefined();
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
  });

  it('come without their metatables having a say', async () => {
    expect(
      await read('setmetatable({ a = 1 }, { __index = { b = 2 }, __len = function() return 9 end, __pairs = error })'),
    ).toEqual({ a: 1 });
  });
});

describe('values that cannot cross', () => {
  it.each([
    ['print', 'test.lua:1: a function cannot cross to the host'],
    ['{ tools = { { run = print } } }', 'test.lua:1: .tools[1].run: a function cannot cross to the host'],
    ['coroutine.create(print)', 'test.lua:1: a thread cannot cross to the host'],
    [
      '{ 1, nil, 3 }',
      'test.lua:1: a list with a hole at [2] cannot cross to the host; json.null can stand for nothing',
    ],
    ['{ 1, a = 2 }', 'test.lua:1: a table with both list items and named keys cannot cross to the host'],
    ['{ [0] = 1 }', 'test.lua:1: the key 0 is not a position in a list (1 and up)'],
    ['{ [true] = 1 }', 'test.lua:1: a boolean key cannot cross to the host; keys are strings, or 1..n'],
    ['{ [1.5] = 1 }', 'test.lua:1: a number key cannot cross to the host; keys are strings, or 1..n'],
    ['{ ["\\xff"] = 1 }', 'test.lua:1: a key that is not valid UTF-8 cannot cross to the host'],
    [
      '(function() local t = {} t.me = { t } return t end)()',
      'test.lua:1: .me[1]: a table that contains itself cannot cross to the host',
    ],
    ['(function() local t = {} for i = 1, 70 do t = { t } end return t end)()', 'nested deeper than 64 tables'],
    ['("x"):rep(17 * 1024 * 1024)', 'test.lua:1: more than 16 MiB in one call'],
  ])('%s is refused at the caller’s line', async (expression, message) => {
    expect(await vm.fail(`probe.echo(${expression})`)).toContain(message);
  });

  it('leave the VM as good as it was', async () => {
    await vm.fail('probe.echo(print)');
    expect(await vm.run('return probe.echo(1, 2)')).toEqual([1, 2]);
  });
});

describe('a scenario', () => {
  it('may not send without end, and the next one begins anew', async () => {
    const point = vm.vm.snapshot();
    const message = await vm.fail('local s = ("x"):rep(16e6) for i = 1, 40 do probe.echo(s) end');
    expect(message).toBe('test.lua:1: more than 512 MiB have crossed to the host in one scenario');
    vm.vm.restore(point);
    expect(await vm.run('return probe.echo(1)')).toEqual([1]);
  });
});

describe('values that cross to Lua', () => {
  it('come back as they went', async () => {
    given = [
      undefined,
      null,
      true,
      7,
      new LuaFloat(7),
      1.5,
      2n ** 62n,
      'a\0b',
      Uint8Array.of(255, 0),
      [1, [2]],
      createValueMap([['__proto__', 1]]),
    ];
    const back = await vm.run('return probe.echo(probe.give())');
    expect(back).toEqual(given);
  });

  it('keep integers and floats apart', async () => {
    given = [3, new LuaFloat(3), -0, 1e300];
    expect(
      await vm.run('local a, b, c, d = probe.give() return math.type(a), math.type(b), math.type(c), math.type(d)'),
    ).toEqual(['integer', 'float', 'float', 'float']);
  });

  it('are refused where 64 bits are not enough', async () => {
    given = [2n ** 63n];
    expect(await vm.fail('probe.give()')).toContain('does not fit in 64 bits');
  });
});
