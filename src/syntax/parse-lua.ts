import type { LuaTree } from './lua-node.js';
import { readLuaTokens } from './lua-tokens.js';
import { StatementReader } from './read-statement.js';
import { TokenReader } from './token-reader.js';

/**
 * The tree of a Lua 5.4 source. What Lua compiles it reads; of what Lua refuses it may let pass what is no matter of form (a
 * `break` outside a loop). Throws a LuaTokenError.
 */
export function parseLua(source: Uint8Array): LuaTree {
  // A character for each byte, so that places in the tree are places in the source.
  const text = Buffer.from(source.buffer, source.byteOffset, source.byteLength).toString('latin1');
  const tokens = new TokenReader(readLuaTokens(text));
  const children = new StatementReader(tokens).readAll();
  if (tokens.kind !== 'end') tokens.refuse('the end of the source');
  const root = { kind: 'chunk', field: undefined, start: 0, end: text.length, line: 1, children };
  return { text, root };
}
