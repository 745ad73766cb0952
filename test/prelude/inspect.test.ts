import { describe, expect, it } from 'vitest';
import { openTestVm } from '../vm/harness.js';

const vm = openTestVm();
const show = async (expression: string) => (await vm.run(`return inspect(${expression})`))[0];

describe('a value as text', () => {
  it.each([
    ['nil', 'nil'],
    ['1', '1'],
    ['1.0', '1.0'],
    ['0.1 + 0.2', '0.30000000000000004'],
    ['1e300', '1e+300'],
    ['1/0', 'inf'],
    ['math.mininteger', '-9223372036854775808'],
    ['"a\\"b\\n\\t\\\\"', '"a\\"b\\n\\t\\\\"'],
    ['"\\27[31m\\0"', '"\\x1B[31m\\x00"'],
    ['"grün"', '"grün"'],
    ['"\\xff"', '"\\xFF"'],
    ['json.null', 'json.null'],
    ['{}', '{}'],
    ['{ 1, 2, x = { y = "z" } }', '{ 1, 2, x = { y = "z" } }'],
    [
      '{ b = 1, a = 2, [10] = 3, [true] = 4, ["end"] = 5, ["a b"] = 6 }',
      '{ [10] = 3, a = 2, ["a b"] = 6, b = 1, ["end"] = 5, [true] = 4 }',
    ],
    ['print', 'function (built in)'],
    ['function() end', 'function (test.lua:1)'],
    ['setmetatable({ 1 }, { __tostring = error, __pairs = error, __index = error, __len = error })', '{ 1 }'],
    ['(function() local t = {} t.me = t return t end)()', '{ me = <contains itself> }'],
  ])('%s', async (expression, text) => {
    expect(await show(expression)).toBe(text);
  });

  it('breaks where it is long, with two blanks a level', async () => {
    const text = await show('{ name = ("x"):rep(60), list = { 1, 2, { deep = ("y"):rep(70) } } }');
    expect(text).toBe(
      `{\n  list = {\n    1,\n    2,\n    {\n      deep = "${'y'.repeat(70)}",\n    },\n  },\n  name = "${'x'.repeat(60)}",\n}`,
    );
  });

  it('is bounded in width and depth', async () => {
    expect(
      String(await show('(function() local t = {} for i = 1, 1e5 do t[i] = i end return t end)()')).length,
    ).toBeLessThan(60_000);
    expect(await show('(function() local t = {} for i = 1, 1000 do t = { t } end return t end)()')).toContain('{…}');
    expect(String(await show('("x"):rep(1e6)')).length).toBeLessThan(17_000);
  });
});
