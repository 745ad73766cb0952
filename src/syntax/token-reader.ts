import type { LuaNode } from './lua-node.js';
import { type LuaToken, LuaTokenError } from './lua-tokens.js';

/** A node that is still being put together. */
export type OpenNode = { -readonly [Key in keyof LuaNode]: LuaNode[Key] };

const KEYWORDS: ReadonlySet<string> = new Set([
  ...[
    'and',
    'break',
    'do',
    'else',
    'elseif',
    'end',
    'false',
    'for',
    'function',
    'goto',
    'if',
    'in',
    'local',
    'nil',
    'not',
  ],
  ...['or', 'repeat', 'return', 'then', 'true', 'until', 'while'],
]);

/** The words of a source, read one after the other. Throws a LuaTokenError where another one should stand. */
export class TokenReader {
  readonly #tokens: readonly LuaToken[];
  #next = 0;

  constructor(tokens: readonly LuaToken[]) {
    this.#tokens = tokens;
  }

  /** The text of the next word; empty at the end, and for a string, which is no word of Lua's own. */
  get word(): string {
    const token = this.#tokens[this.#next];
    return token === undefined || token.kind === 'string' ? '' : token.text;
  }

  get kind(): LuaToken['kind'] | 'keyword' | 'end' {
    const token = this.#tokens[this.#next];
    if (token === undefined) return 'end';
    return token.kind === 'name' && KEYWORDS.has(token.text) ? 'keyword' : token.kind;
  }

  /** Where the last word ended, and its line. */
  get place(): { readonly at: number; readonly line: number } {
    const last = this.#tokens[this.#next - 1];
    return { at: last?.end ?? 0, line: last?.line ?? 1 };
  }

  /** The next word as a node: of a kind, or of its own text. */
  take(kind?: string): OpenNode {
    const token = this.#tokens[this.#next];
    if (token === undefined) this.refuse('more');
    this.#next += 1;
    const { text, start, end, line } = token;
    return { kind: kind ?? text, field: undefined, start, end, line, children: [] };
  }

  /** The next word, which has to be this one. */
  expect(word: string): OpenNode {
    if (this.word !== word) this.refuse(`'${word}'`);
    return this.take();
  }

  /** The next word, where it is this one. */
  takeIf(word: string): OpenNode | undefined {
    return this.word === word ? this.take() : undefined;
  }

  name(): OpenNode {
    if (this.kind !== 'name') this.refuse('a name');
    return this.take('identifier');
  }

  refuse(wanted: string): never {
    const token = this.#tokens[this.#next] ?? this.#tokens.at(-1);
    const found = this.#next < this.#tokens.length ? `'${token?.text}'` : 'the end of the source';
    throw new LuaTokenError(`${wanted} is expected in place of ${found}`, token?.line ?? 1);
  }
}

/** A node of its children, which must not be none. */
export function join(kind: string, children: readonly LuaNode[]): OpenNode {
  const [first, last] = [children[0], children.at(-1)];
  if (first === undefined || last === undefined) throw new Error(`a ${kind} of nothing`);
  return { kind, field: undefined, start: first.start, end: last.end, line: first.line, children };
}

/** Says what a node is to the one around it; gives it. */
export function asField(field: string, node: OpenNode): OpenNode {
  node.field = field;
  return node;
}
