import { describe, expect, it } from 'vitest';
import { loadBenchFile } from '../../../src/bench/load/load-bench-file.js';
import { KnownError, showKnownError } from '../../../src/model/known-error.js';
import { openFiles } from '../bench-kit.js';

function load(source: string, others: Readonly<Record<string, string>> = {}) {
  return loadBenchFile('x.bench.lua', openFiles({ ...others, 'x.bench.lua': source }));
}

function refusal(source: string, others: Readonly<Record<string, string>> = {}): string {
  try {
    const file = load(source, others);
    for (const bench of file.benches) file.readInputs(bench, undefined, '1');
  } catch (error) {
    if (error instanceof KnownError) return showKnownError(error);
    throw error;
  }
  throw new Error('it loads');
}

describe('a bench file', () => {
  it('names benches with their variants, the baseline first', () => {
    const { benches } = load(`
      bench("one", { inputs = { 1 }, variants = { b = "b.lua", a = { path = "a.lua", entry = "f" }, lua = "l.lua" } })
      bench("two", { inputs = "some.json", variants = { b = "b.lua", a = "a.ts" }, baseline = "b" })`);
    expect(benches.map(({ name, line, hasOwnBaseline }) => ({ name, line, hasOwnBaseline }))).toEqual([
      { name: 'one', line: 2, hasOwnBaseline: false },
      { name: 'two', line: 3, hasOwnBaseline: true },
    ]);
    expect(benches[0]?.variants).toEqual([
      { name: 'lua', path: 'l.lua' },
      { name: 'a', path: 'a.lua', entry: 'f' },
      { name: 'b', path: 'b.lua' },
    ]);
    expect(benches[1]?.variants.map(({ name }) => name)).toEqual(['b', 'a']);
  });

  it('makes the same inputs for the same seed', () => {
    const source =
      'bench("b", { count = 5, inputs = function(i) return { i = i, n = math.random(1000) } end, variants = { lua = "r.lua" } })';
    const inputs = (seed: string) => {
      const file = load(source);
      const [bench] = file.benches;
      return bench === undefined ? [] : file.readInputs(bench, undefined, seed);
    };
    expect(inputs('1')).toHaveLength(5);
    expect(inputs('1')).toEqual(inputs('1'));
    expect(inputs('2')).not.toEqual(inputs('1'));
  });

  it('reads inputs from JSON, and requires modules', () => {
    const file = load(
      'local name = require("names") bench(name, { inputs = "data/epics.json", variants = { lua = "r.lua" } })',
      { 'data/epics.json': '[{"score":1}]', 'names.lua': 'return "from a module"' },
    );
    const [bench] = file.benches;
    expect(bench?.name).toBe('from a module');
    expect(bench && file.readInputs(bench, undefined, '1')).toEqual([{ score: 1 }]);
  });

  const variants = 'variants = { lua = "r.lua" }';
  it.each([
    ['', 'x.bench.lua: defines no bench'],
    ['bench(', 'x.bench.lua:1: unexpected symbol near <eof>'],
    ['error("oh")', 'x.bench.lua:1: oh'],
    ['bench(1)', 'x.bench.lua:1: bench: a string is expected, got number'],
    ['bench("b")', 'x.bench.lua:1: bench: a table is expected, got nil'],
    ['bench("b", { inputs = { 1 } })', 'x.bench.lua:1: bench "b": variants: a table of names and rules is expected'],
    [
      `bench("b", { ${variants} })`,
      'x.bench.lua:1: bench "b": inputs: a list, a function(number, size), or the path of a JSON file is expected',
    ],
    [
      `bench("b", { input = { 1 }, ${variants} })`,
      'x.bench.lua:1: bench "b": there is no option input; did you mean inputs?',
    ],
    [
      `bench("b", { inputs = { 1 }, baseline = "x", ${variants} })`,
      'x.bench.lua:1: bench "b": baseline: there is no variant "x"; there are lua',
    ],
    [
      `bench("b", { inputs = { 1 }, sizes = { 1, 2 }, ${variants} })`,
      'x.bench.lua:1: bench "b": sizes: inputs must be a function(number, size) then',
    ],
    [`bench("b", { inputs = function() end, ${variants} })`, 'x.bench.lua: bench: inputs gave nothing for input 1'],
    [`bench("b", { inputs = function() error("bad") end, ${variants} })`, 'x.bench.lua:1: bad'],
    [
      `bench("b", { inputs = "no.json", ${variants} })`,
      'no.json was not found beside x.bench.lua or in a folder above it',
    ],
    [
      `bench("b", { inputs = { 1 }, ${variants} }) bench("b", { inputs = { 1 }, ${variants} })`,
      'x.bench.lua:1: a second bench is called "b"',
    ],
    [`bench("b", { inputs = { 1 }, variants = { lua = print } })`, 'x.bench.lua: what a bench says must be plain data'],
  ])('that is wrong says so: %s', (source, message) => {
    expect(refusal(source).startsWith(message), refusal(source)).toBe(true);
  });
});
