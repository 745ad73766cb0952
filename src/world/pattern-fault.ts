/** Most captures of a pattern, by Lua's LUA_MAXCAPTURES. */
const MAX_CAPTURES = 32;

/**
 * What is wrong with a pattern of Lua 5.4, in Lua's own words; undefined where it is one. Lua itself reads a pattern only as
 * far as the text goes with it, so that a faulty one that does not match says nothing.
 */
export function findPatternFault(pattern: string): string | undefined {
  // Where nothing is special, `string.find` looks for the text as it is.
  if (!/[\^$*+?.([%-]/.test(pattern)) return undefined;
  const captures: ('open' | 'closed')[] = [];
  let at = pattern.startsWith('^') ? 1 : 0;
  while (at < pattern.length) {
    const char = pattern[at];
    const next = pattern[at + 1];
    if (char === '(') {
      if (captures.length === MAX_CAPTURES) return 'too many captures';
      // `()` notes a place, and is closed by the bracket that follows.
      captures.push('open');
      at += 1;
    } else if (char === ')') {
      const open = captures.lastIndexOf('open');
      if (open < 0) return 'invalid pattern capture';
      captures[open] = 'closed';
      at += 1;
    } else if (char === '%' && next === 'b') {
      if (at + 3 >= pattern.length) return "malformed pattern (missing arguments to '%b')";
      at += 4;
    } else if (char === '%' && next !== undefined && next >= '0' && next <= '9') {
      if (captures[Number(next) - 1] !== 'closed') return `invalid capture index %${next}`;
      at += 2;
    } else {
      if (char === '%' && next === 'f' && pattern[at + 2] !== '[') return "missing '[' after '%f' in pattern";
      const end = findItemEnd(pattern, char === '%' && next === 'f' ? at + 2 : at);
      if (typeof end === 'string') return end;
      at = end;
    }
  }
  return captures.includes('open') ? 'unfinished capture' : undefined;
}

/** Where the single character or set that begins at a place ends; else what is wrong with it. */
function findItemEnd(pattern: string, start: number): number | string {
  if (pattern[start] === '%') return start + 1 < pattern.length ? start + 2 : "malformed pattern (ends with '%')";
  if (pattern[start] !== '[') return start + 1;
  let at = start + (pattern[start + 1] === '^' ? 2 : 1);
  // The first character of a set stands for itself, even where it is the closing bracket.
  do {
    if (at >= pattern.length) return "malformed pattern (missing ']')";
    at += pattern[at] === '%' ? 2 : 1;
  } while (pattern[at] !== ']');
  return at + 1;
}
