import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { instrument } from '../../src/syntax/instrument.js';
import type { InstrumentOptions } from '../../src/syntax/instrument-options.js';
import { parseLua } from '../../src/syntax/parse-lua.js';
import { runLua } from './run-lua.js';

const ALL = { lines: true, branches: true, steps: true } as const;

function count(source: string, options: InstrumentOptions = ALL, budget = 1e9) {
  const made = instrument(parseLua(Buffer.from(source, 'latin1')), options);
  const { points } = made;
  const ran = runLua(Buffer.from(made.source).toString('latin1'), { points, budget });
  const lines: Record<number, number> = {};
  for (const { line, slot } of points.statements)
    lines[line] = Math.max(lines[line] ?? 0, ran.counts[slot] ?? Number.NaN);
  const branches = points.branches.map(({ kind, line, slot }) => `${line} ${kind} ${ran.counts[slot]}`);
  const functions = points.functions.map(({ name, slot }) => `${name} ${ran.counts[slot]}`);
  return { ...ran, points, lines, branches, functions };
}

const CORPUS = new URL('corpus/', import.meta.url);

describe('a source that counts', () => {
  for (const name of readdirSync(CORPUS)) {
    const source = readFileSync(new URL(name, CORPUS), 'latin1');
    const plain = () => runLua(source);
    for (const [what, options] of Object.entries({
      everything: ALL,
      lines: { lines: true },
      branches: { branches: true },
      steps: { steps: true },
      nothing: {},
    }))
      it(`does what ${name} does when it counts ${what}`, () => {
        const counted = count(source, options);
        const { printed, result } = plain();
        expect(counted.printed).toBe(printed);
        expect(counted.result).toBe(result);
        expect(printed).not.toBe('');
      });
    it(`keeps every line of ${name} where it was`, () => {
      const lines = Buffer.from(instrument(parseLua(Buffer.from(source, 'latin1')), ALL).source)
        .toString('latin1')
        .split('\n')
        .slice(0, -1);
      expect(lines.length).toBe(source.split('\n').length);
      // What is taken out of each line again leaves what was there.
      for (const [i, line] of source.split('\n').entries())
        for (const word of line.match(/\w+/g) ?? []) expect(lines[i]).toContain(word);
    });
  }

  it('counts how often each statement begins', () => {
    const { lines } = count('for i = 1, 3 do\n  local x = i\n  if x > 1 then\n    print(x)\n  end\nend\nreturn 1');
    expect(lines).toEqual({ 1: 1, 2: 3, 3: 3, 4: 2, 7: 1 });
  });

  it('does not count what an error kept from running, also where it is caught', () => {
    const { lines } = count(
      'pcall(function()\n  local a = 1\n  error("x")\n  a = 2\nend)\nlocal b = nil\nb.c = 1\nb = 2',
    );
    expect(lines).toEqual({ 1: 1, 2: 1, 3: 1, 4: 0, 6: 1, 7: 1, 8: 0 });
  });

  it('does not count what a coroutine that is left alone never came to', () => {
    const { lines } = count('local c = coroutine.wrap(function()\n  coroutine.yield()\n  print(1)\nend)\nc()');
    expect(lines).toEqual({ 1: 1, 2: 1, 3: 0, 5: 1 });
  });

  it('counts all arms of an if, the one that is not written too', () => {
    const source = 'for i = 1, 6 do if i == 1 then elseif i < 4 then local x end end if nil then else end';
    expect(count(source).branches).toEqual(['1 if 1', '1 elseif 2', '1 missing else 3', '1 if 0', '1 else 1']);
  });

  it('tells which right sides of and and or were asked for', () => {
    const source = 'local x = true and 1\nlocal y = x or 2\nlocal z = x and y\n  and nil or false or 1';
    expect(count(source).branches).toEqual(['1 and 1', '2 or 0', '3 and 1', '4 and 1', '4 or 1', '4 or 1']);
  });

  it('counts calls of functions, empty ones too', () => {
    const source = 'local function a() end function b() return a() end b() b() local c = { d = function() end }';
    expect(count(source).functions).toEqual(['a 2', 'b 2', 'function at line 1 0']);
  });

  it('counts a block that begins with a label once for each time it begins', () => {
    const source = 'local n = 0\nif n == 0 then\n  ::again::\n  n = n + 1\n  if n < 3 then goto again end\nend';
    const { branches, lines } = count(source);
    expect(branches[2]).toBe('2 if 1');
    expect(lines[4]).toBe(3);
  });

  it('shares a counter where one statement cannot begin without the other', () => {
    const { points } = count('local a = 1 local b = { a, x = 2 } a = b local function f() end f()', { lines: true });
    expect(points.statements.map(({ slot }) => slot)).toEqual([0, 0, 0, 0, 0]);
    expect(count('local a = b local c = a', { lines: true }).points.statements.map(({ slot }) => slot)).toEqual([0, 1]);
  });

  it('counts in functions that have as many local variables as Lua allows', () => {
    const locals = Array.from({ length: 200 }, (_, i) => `local v${i} = ${i}`).join('\n');
    const { result, lines } = count(`${locals}\nif v199 == 199 then v0 = v0 + 5 end return v0`);
    expect(result).toBe('5');
    expect(lines[200]).toBe(1);
    expect(lines[201]).toBe(1);
  });

  it('takes another name where the source has its own', () => {
    const { result, lines } = count('local _hits, _steps = 1, 2\nreturn _hits + _steps');
    expect(result).toBe('3');
    expect(lines).toEqual({ 1: 1, 2: 1 });
  });

  it('counts lines as Lua does, whatever ends them', () => {
    expect(count('local a = 1\r\nlocal b = 2\r\nprint(a)\n\rprint(b)').lines).toEqual({ 1: 1, 2: 1, 3: 1, 4: 1 });
  });

  it('reads bytes that are no text', () => {
    expect(count('-- \xff\xfe\nlocal s = "\xe4\x80"\nreturn #s').lines).toEqual({ 2: 1, 3: 1 });
  });
});

describe('a budget of steps', () => {
  const run = (source: string, budget: number) => count(source, { steps: true }, budget);

  it('is counted down by rounds of loops and by calls', () => {
    const source = 'local function f() end for i = 1, 10 do f() end';
    // The chunk, ten rounds, ten calls.
    expect(run(source, 100).stepsLeft).toBe(100 - 21);
  });

  for (const [what, source] of Object.entries({
    'while true': 'while true do end',
    repeat: 'repeat until false',
    for: 'for i = 1, math.huge do end',
    goto: '::top:: goto top',
    recursion: 'local function f() return f() end f()',
    'a loop that catches errors': 'while true do pcall(function() while true do end end) end',
    'calls that catch errors': 'local function f() pcall(f) return f() end f()',
    metamethods:
      'local t = setmetatable({}, {}) getmetatable(t).__index = function(_, k) return t[k + 1] end return t[1]',
    coroutines: 'while true do coroutine.wrap(function() while true do coroutine.yield() end end)() end',
  }))
    it(`ends ${what}`, () => {
      expect(run(source, 100).result).toMatch(/step budget used up$/);
    });

  it('says at which line', () => {
    expect(run('local i = 0\nwhile true do\n  i = i + 1\nend', 50).result).toBe('corpus.lua:2: step budget used up');
  });
});
