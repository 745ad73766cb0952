import { findClassEnd, PatternMatcher } from './pattern-matcher.js';

/** More than anyone writes by hand; each character may take a step of recursion. */
const MAX_LENGTH = 1000;
/** As in Lua. */
const MAX_CAPTURES = 32;

/**
 * Whether a Lua pattern is found somewhere in a text. It is done here and not in the VM, so that mocks of files have patterns
 * too, and a call of a model need not go back and forth. The pattern must be one that `findPatternProblem` finds nothing in.
 */
export function findPattern(pattern: string, text: string): boolean {
  return new PatternMatcher(toBytes(pattern), toBytes(text)).find();
}

/** As characters that are bytes (latin1), which is what Lua matches. */
function toBytes(text: string): string {
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) > 127) return Buffer.from(text, 'utf8').toString('latin1');
  }
  return text;
}

/** What is wrong with a pattern, in Lua's words; undefined where it is one. */
export function findPatternProblem(text: string): string | undefined {
  const pattern = toBytes(text);
  if (pattern.length > MAX_LENGTH) return 'pattern too complex';
  const captures: ('open' | 'closed')[] = [];
  let p = pattern[0] === '^' ? 1 : 0;
  while (p < pattern.length) {
    const step = readItem(pattern, p, captures);
    if (typeof step === 'string') return step;
    p = step;
  }
  if (captures.length > MAX_CAPTURES) return 'too many captures';
  return captures.includes('open') ? 'unfinished capture' : undefined;
}

/** Reads one item of a pattern: where it ends, or what is wrong with it. */
function readItem(pattern: string, p: number, captures: ('open' | 'closed')[]): number | string {
  const [char, next] = [pattern[p], pattern[p + 1]];
  if (char === '(') {
    const isPosition = next === ')';
    captures.push(isPosition ? 'closed' : 'open');
    return isPosition ? p + 2 : p + 1;
  }
  if (char === ')') return closeCapture(p, captures);
  if (char === '%' && next === undefined) return "malformed pattern (ends with '%')";
  if (char === '%' && next === 'b') {
    return pattern[p + 3] === undefined ? "malformed pattern (missing arguments to '%b')" : p + 4;
  }
  if (char === '%' && next !== undefined && next >= '0' && next <= '9') {
    return captures[Number(next) - 1] === 'closed' ? p + 2 : `invalid capture index %${next} in pattern`;
  }
  return readClass(pattern, p);
}

function closeCapture(p: number, captures: ('open' | 'closed')[]): number | string {
  const last = captures.lastIndexOf('open');
  if (last === -1) return 'invalid pattern capture';
  captures[last] = 'closed';
  return p + 1;
}

function readClass(pattern: string, p: number): number | string {
  const isFrontier = pattern[p] === '%' && pattern[p + 1] === 'f';
  const start = isFrontier ? p + 2 : p;
  if (isFrontier && pattern[start] !== '[') return "missing '[' after '%f' in pattern";
  const end = findClassEnd(pattern, start);
  if (end > pattern.length) return "malformed pattern (missing ']')";
  return !isFrontier && '*+-?'.includes(pattern[end] ?? ' ') ? end + 1 : end;
}
