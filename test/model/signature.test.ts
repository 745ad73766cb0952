import { describe, expect, it } from 'vitest';
import { renderFunctionType, renderType } from '../../src/cli/types/render-type.js';
import { parseSignature, parseType } from '../../src/model/signature.js';

/** What was read, written out again in full. */
function readBack(text: string): string {
  const described = parseSignature(text);
  if (described.kind === 'value') return renderType(described.type);
  const { generics } = described.signature;
  return `${generics.length === 0 ? '' : `<${generics}>`}${renderFunctionType(described.signature)}`;
}

describe('a signature', () => {
  it.each([
    ['()', 'fun()'],
    ['(a)', 'fun(a: any)'],
    ['(a, note?)', 'fun(a: any, note?: any)'],
    ['(...) -> ...', 'fun(...: any): ...: any'],
    ['(a, ...: string) -> integer, ...', 'fun(a: any, ...: string): integer, ...: any'],
    ['(path: string) -> string[]', 'fun(path: string): string[]'],
    ['  ( a:string|nil )->boolean,string? ', 'fun(a: string|nil): boolean, string?'],
    ['(o?: table<string, integer[]>)', 'fun(o?: table<string, integer[]>)'],
    ['(mode: "fail" | "warn")', 'fun(mode: "fail"|"warn")'],
    ['(list: (string | moonrig.Answer)[]) -> Mock?', 'fun(list: (string|moonrig.Answer)[]): Mock?'],
    ['(fn: fun(a: T, b?: U): R, ...)', 'fun(fn: (fun(a: T, b?: U): R), ...: any)'],
    ['(fn: fun(): ..., g: fun()) -> fun(): R, S', 'fun(fn: (fun(): ...: any), g: fun()): (fun(): R), S'],
    ['(fn?: string | fun())', 'fun(fn?: string|(fun()))'],
    ['(fns: (fun(): integer)[])', 'fun(fns: (fun(): integer)[])'],
    ['(f: (string | integer)?)', 'fun(f: (string|integer)?)'],
    ['<T>(list: T[]) -> T', '<T>fun(list: T[]): T'],
    ['<K, V>(map: table<K, V>)', '<K,V>fun(map: table<K, V>)'],
    [': userdata', 'userdata'],
    [': string | table', 'string|table'],
  ])('%s', (text, expected) => {
    expect(readBack(text)).toBe(expected);
  });

  it('tells what may be left out, and how many results there are', () => {
    expect(parseSignature('(a, b?: string) -> integer, ...')).toEqual({
      kind: 'function',
      signature: {
        generics: [],
        parameters: [
          { name: 'a', type: { kind: 'name', name: 'any' }, isOptional: false },
          { name: 'b', type: { kind: 'name', name: 'string' }, isOptional: true },
        ],
        results: [{ kind: 'name', name: 'integer' }],
        hasMoreResults: true,
      },
    });
  });

  it.each([
    ['', 'column 1: ( is expected, found the end'],
    ['a', 'column 1: ( is expected, found a'],
    ['(a', 'column 3: ) is expected, found the end'],
    ['(a,)', 'column 4: a parameter is expected, found )'],
    ['(a: )', 'column 5: a type is expected, found )'],
    ['(a: string) ->', 'column 15: a type is expected, found the end'],
    ['(a) -> { text }', 'column 8: a word or a sign of a signature is expected, found {'],
    ['(a) -> string or nil', 'column 15: the end is expected, found or'],
    ['(a, a)', 'column 5: a stands twice'],
    ['(a?, b)', 'column 6: b is needed, but stands behind one that may be left out'],
    ['(..., a)', 'column 7: nothing may follow ..., found a'],
    ['(a: string[)', 'column 11: a word or a sign of a signature is expected, found ['],
    ['(a: table<string>)', 'column 17: , is expected, found >'],
    ['(a: fun)', 'column 8: ( is expected, found )'],
    ['(a: "open)', 'column 5: a word or a sign of a signature is expected, found "'],
    ['<T(a)', 'column 3: > is expected, found ('],
    [':', 'column 2: a type is expected, found the end'],
    ['(a) -> ..., string', 'column 11: the end is expected, found ,'],
  ])('%s is refused with the place', (text, why) => {
    expect(() => parseSignature(text)).toThrow(new SyntaxError(`signature ${text}: ${why}`));
  });
});

it('reads a type of a field alone', () => {
  expect(parseType('string | string[]')).toMatchObject({ kind: 'union' });
  expect(() => parseType('string,')).toThrow('column 7: the end is expected');
});
