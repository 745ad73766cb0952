/** One word of a Lua source. Places are offsets in the text it was read from. */
export interface LuaToken {
  readonly kind: 'name' | 'number' | 'string' | 'symbol';
  /** As it stands in the source. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Of its beginning, 1-based. */
  readonly line: number;
}

/** Thrown for a source that cannot be cut into words. */
export class LuaTokenError extends Error {
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.name = 'LuaTokenError';
    this.line = line;
  }
}

const SPACE = /[ \t\v\f\r\n]+/y;
const LONG = /\[(=*)\[/y;
const NAME = /[A-Za-z_]\w*/y;
const NUMBER = /0[xX][\da-fA-F.]*(?:[pP][+-]?\d+)?|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const SYMBOL = /\.\.\.?|::|<<|>>|\/\/|==|~=|<=|>=|[-+*/%^#&~|<>=(){}[\];:,.]/y;
const LINE_REST = /[^\r\n]*/y;
const LINE_END = /\r\n|\n\r|\r|\n/g;

/**
 * The words of a Lua source without its comments. Each character stands for a byte (latin1), so that places in the text are
 * places in the file. A byte order mark and a first line that begins with `#` are passed over. Throws LuaTokenError.
 */
export function readLuaTokens(source: string): LuaToken[] {
  const tokens: LuaToken[] = [];
  let at = /^(?:\xef\xbb\xbf)?(?:#[^\r\n]*)?/.exec(source)?.[0].length ?? 0;
  let line = 1;
  while (at < source.length) {
    const skipped = skipBlank(source, at);
    if (skipped instanceof LuaTokenError) throw new LuaTokenError(skipped.message, line);
    const next = skipped > at ? undefined : readToken(source, at, line);
    if (next !== undefined) tokens.push(next);
    const end = next?.end ?? skipped;
    line += source.slice(at, end).match(LINE_END)?.length ?? 0;
    at = end;
  }
  return tokens;
}

/** Where the space or comment at a place ends; the place itself where there is none. */
function skipBlank(source: string, at: number): number | LuaTokenError {
  const space = match(SPACE, source, at);
  if (space !== undefined) return at + space.length;
  if (!source.startsWith('--', at)) return at;
  const long = match(LONG, source, at + 2);
  if (long === undefined) return at + 2 + (match(LINE_REST, source, at + 2)?.length ?? 0);
  return findLongEnd(source, at + 2, long) ?? new LuaTokenError('a comment that does not end', 0);
}

function readToken(source: string, at: number, line: number): LuaToken {
  const token = (kind: LuaToken['kind'], end: number) => ({ kind, text: source.slice(at, end), start: at, end, line });
  const long = match(LONG, source, at);
  if (long !== undefined || /["']/.test(source.charAt(at))) {
    const end = long === undefined ? findQuoteEnd(source, at) : findLongEnd(source, at, long);
    if (end === undefined) throw new LuaTokenError('a text that does not end', line);
    return token('string', end);
  }
  for (const [kind, pattern] of [['name', NAME] as const, ['number', NUMBER] as const, ['symbol', SYMBOL] as const]) {
    const found = match(pattern, source, at);
    if (found !== undefined) return token(kind, at + found.length);
  }
  throw new LuaTokenError(`${JSON.stringify(source.charAt(at))} is nothing in Lua`, line);
}

function findLongEnd(source: string, at: number, opening: string): number | undefined {
  const closing = opening.replaceAll('[', ']');
  const found = source.indexOf(closing, at + opening.length);
  return found === -1 ? undefined : found + closing.length;
}

function findQuoteEnd(source: string, at: number): number | undefined {
  const quote = source.charAt(at);
  for (let place = at + 1; place < source.length; place++) {
    const char = source.charAt(place);
    if (char === quote) return place + 1;
    if (char === '\n' || char === '\r') return undefined;
    if (char === '\\') place += escapeLength(source, place) - 1;
  }
  return undefined;
}

const ESCAPE = /\\(?:z[ \t\v\f\r\n]*|\r\n|\n\r|[\s\S])/y;

function escapeLength(source: string, at: number): number {
  return match(ESCAPE, source, at)?.length ?? 1;
}

/** What a sticky pattern finds at a place. */
function match(pattern: RegExp, source: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0];
}
