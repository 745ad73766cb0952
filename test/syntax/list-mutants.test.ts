import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fg from 'fast-glob';
import { describe, expect, it } from 'vitest';
import { listMutants } from '../../src/syntax/list-mutants.js';
import { mutate } from '../../src/syntax/mutant.js';
import { parseLua } from '../../src/syntax/parse-lua.js';
import { prepareSource } from '../../src/vm/source.js';
import { runLua } from './run-lua.js';

const parse = (source: string) => parseLua(Buffer.from(source, 'latin1'));

function show(source: string): string[] {
  const tree = parse(source);
  return listMutants(tree).map((mutant) => Buffer.from(mutate(tree.text, mutant)).toString('latin1'));
}

const kinds = (source: string) =>
  listMutants(parse(source)).map(({ kind, before, after }) => `${kind} ${before} → ${after}`);

describe('mutants', () => {
  it('have other operators', () => {
    expect(kinds('local a = b + c')).toEqual(['arithmetic + → -']);
    expect(kinds('local a = b < c')).toEqual(['comparison < → <=', 'comparison < → >=']);
    expect(kinds('local a = b == c and d')).toEqual(['comparison == → ~=', 'logic and → or']);
    expect(kinds('local a = b // c % d')).toEqual(['arithmetic // → *', 'arithmetic % → *']);
  });

  it('have other constants', () => {
    expect(kinds('local a, b, c, d = 0, 50, 0.5, 0x10')).toEqual([
      'number 0 → 1',
      'number 50 → 51',
      'number 50 → 49',
      'number 0.5 → 1.5',
      'number 0x10 → 17',
      'number 0x10 → 15',
    ]);
    expect(kinds('local a, b, c, d = true, false, "x", ""')).toEqual([
      'boolean true → false',
      'boolean false → true',
      'string "x" → ""',
      'string "" → "mutated"',
    ]);
  });

  it('go another way', () => {
    expect(show('if a then elseif b then end')).toEqual([
      'if  true  then elseif b then end',
      'if  false  then elseif b then end',
      'if a then elseif  true  then end',
      'if a then elseif  false  then end',
    ]);
    expect(show('while a do end')).toEqual(['while  false  do end']);
    expect(show('repeat until a')).toEqual(['repeat until  true ']);
  });

  it('lack a negation, a result or a statement', () => {
    expect(show('local a = not b')).toEqual(['local a =  b']);
    expect(show('local a = -b')).toEqual(['local a =  b']);
    expect(show('return a, b')).toEqual(['return  nil ']);
    expect(show('f() a.b = c local d = e')).toEqual(['do end a.b = c local d = e', 'f() do end local d = e']);
  });

  it('are not what cannot behave differently', () => {
    expect(kinds('return nil')).toEqual([]);
    expect(kinds('local a = b + 0').filter((text) => text.startsWith('arithmetic'))).toEqual([]);
    expect(kinds('local a = b / 1').filter((text) => text.startsWith('arithmetic'))).toEqual([]);
    expect(kinds('local a = require "a.b"')).toEqual([]);
    expect(kinds('while true do end')).toEqual(['boolean true → false']);
  });

  it('say where they are', () => {
    expect(listMutants(parse('local a\n  a = b + c'))[1]).toEqual({
      id: 2,
      kind: 'arithmetic',
      start: 16,
      end: 17,
      line: 2,
      column: 9,
      before: '+',
      after: '-',
    });
  });

  const root = join(import.meta.dirname, '../..');
  for (const file of fg.sync('scenarios/{rules,workflows,llm}/*.lua', { cwd: root, ignore: ['**/*.scenario.lua'] }))
    it(`of ${file} all compile, and no two are the same`, () => {
      const tree = parseLua(prepareSource(readFileSync(join(root, file)), file));
      const sources = listMutants(tree).map((mutant) => Buffer.from(mutate(tree.text, mutant)).toString('latin1'));
      expect(new Set([tree.text, ...sources]).size).toBe(sources.length + 1);
      const loads = sources.map(
        (source, i) => `local f, why = load([====[${source}]====]) if not f then print(${i}, why) end`,
      );
      expect(runLua(loads.join('\n')).printed).toBe('');
    });
});
