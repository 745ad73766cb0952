import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fg from 'fast-glob';
import { describe, expect, it } from 'vitest';
import { instrument } from '../../src/syntax/instrument.js';
import { type LuaNode, textOf, walkNodes } from '../../src/syntax/lua-node.js';
import { LuaTokenError } from '../../src/syntax/lua-tokens.js';
import { parseLua } from '../../src/syntax/parse-lua.js';
import { prepareSource } from '../../src/vm/source.js';
import { runLua } from './run-lua.js';

const root = join(import.meta.dirname, '../..');
const parse = (source: string) => parseLua(Buffer.from(source, 'latin1'));

/** A tree as the kinds of its nodes, without the words. */
function show(node: LuaNode): string {
  const children = node.children.filter(({ kind }) => /^\w+_?\w*$/.test(kind) && kind.length > 2).map(show);
  const field = node.field === undefined ? '' : `${node.field}: `;
  return `${field}${node.kind}${children.length > 0 ? `(${children.join(' ')})` : ''}`;
}

const showExpression = (source: string) => {
  const { root: chunk } = parse(`return ${source}`);
  const list = chunk.children[0]?.children.find(({ kind }) => kind === 'expression_list');
  const text = (node: LuaNode): string => {
    if (node.kind === 'binary_expression') return `(${node.children.map(text).join(' ')})`;
    return node.children.length === 0
      ? textOf(parse(`return ${source}`), node)
      : `[${node.children.map(text).join('')}]`;
  };
  return list?.children.map(text).join('');
};

describe('the tree of a source', () => {
  it('groups operators as Lua does', () => {
    expect(showExpression('1 + 2 * 3')).toBe('(1 + (2 * 3))');
    expect(showExpression('a or b and c == d')).toBe('(a or (b and (c == d)))');
    expect(showExpression('a .. b .. c ^ d ^ e')).toBe('(a .. (b .. (c ^ (d ^ e))))');
    expect(showExpression('-x ^ 2 + #t')).toBe('([-(x ^ 2)] + [#t])');
    expect(showExpression('1 | 2 ~ 3 & 4 << 5 // 6')).toBe('(1 | (2 ~ (3 & (4 << (5 // 6)))))');
    expect(showExpression('a - b - c < d')).toBe('(((a - b) - c) < d)');
  });

  it('names what stands where', () => {
    expect(show(parse('if a then b() elseif c then else d = 1 end').root)).toBe(
      'chunk(if_statement(condition: identifier then consequence: block(function_call(name: identifier arguments: arguments)) ' +
        'alternative: elseif_statement(elseif condition: identifier then consequence: block) ' +
        'alternative: else_statement(else body: block(assignment_statement(variable_list(name: identifier) ' +
        'expression_list(value: number)))) end))',
    );
    expect(show(parse('local a <const>, b = f"x":m{}').root)).toContain('attribute: attribute(identifier)');
  });

  it('gives every node its bytes and its line', () => {
    const tree = parse('local a = 1\r\n  return a -- x\n');
    const found = [...walkNodes(tree.root)].find(({ kind }) => kind === 'return_statement');
    expect(found).toMatchObject({ start: 15, end: 23, line: 2 });
  });

  const files = fg.sync(['scenarios/**/*.lua', 'src/prelude/**/*.lua', 'test/syntax/**/*.lua'], { cwd: root });
  for (const file of files)
    it(`is made of all of ${file}, and it compiles with counters in it`, () => {
      const source = prepareSource(readFileSync(join(root, file)), file);
      const tree = parseLua(source);
      // Each child lies within its node, behind the one before it.
      for (const node of walkNodes(tree.root)) {
        let at = node.start;
        for (const child of node.children) {
          expect(child.start).toBeGreaterThanOrEqual(at);
          at = child.end;
        }
        expect(at).toBeLessThanOrEqual(node.end);
      }
      const counting = instrument(tree, { lines: true, branches: true, steps: true });
      const text = Buffer.from(counting.source).toString('latin1');
      expect(runLua(`local f, why = load([====[${text}]====]) print(f and "compiles" or why)`).printed).toBe(
        'compiles',
      );
    });

  for (const [source, message] of Object.entries({
    'x = = 1': "a name is expected in place of '='",
    'local = 1': "a name is expected in place of '='",
    'f(': 'a name is expected in place of the end of the source',
    'if x then': "'end' is expected in place of the end of the source",
    x: "'=' is expected",
    'return 1 x': "the end of the source is expected in place of 'x'",
    end: "the end of the source is expected in place of 'end'",
    'a.b:c = 1': "'(' is expected in place of '='",
  }))
    it(`says why ${source} has none`, () => {
      const why = () => parse(`\n${source}`);
      expect(why).toThrow(LuaTokenError);
      expect(why).toThrow(message);
    });
});
