/** What a Lua source names: values that its decisions may turn on, and fields that it may read. */
export interface SourceWords {
  readonly numbers: readonly number[];
  readonly texts: readonly string[];
  /** Fields as they are written behind a dot. */
  readonly names: readonly string[];
}

const LIBRARIES = new Set([
  'string',
  'table',
  'math',
  'utf8',
  'coroutine',
  'os',
  'debug',
  'json',
  'clock',
  'log',
  'random',
]);
const TOKEN =
  /--\[(=*)\[[\s\S]*?\]\1\]|--[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|(?<![\w.])0[xX][\da-fA-F]+|(?<![\w])\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|([A-Za-z_]\w*)\s*\.\s*([A-Za-z_]\w*)/g;
const MAX_WORDS = 64;

/** Reads the words of a source; comments are passed over. */
export function readSourceWords(source: string): SourceWords {
  const numbers = new Set<number>();
  const texts = new Set<string>();
  const names = new Set<string>();
  for (const [token, , holder, name] of source.matchAll(TOKEN)) {
    if (token.startsWith('--')) continue;
    if (holder !== undefined && name !== undefined) {
      if (!LIBRARIES.has(holder)) names.add(name);
    } else if (/^["']/.test(token)) {
      texts.add(token.slice(1, -1));
    } else numbers.add(Number(token));
  }
  return { numbers: first(numbers), texts: first(texts), names: first(names) };
}

function first<T>(set: ReadonlySet<T>): readonly T[] {
  return [...set].slice(0, MAX_WORDS);
}
