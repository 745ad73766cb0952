/**
 * The matching of Lua's patterns, after lstrlib.c of Lua 5.4 (MIT licence, Lua.org, PUC-Rio). Texts are characters that are
 * bytes (latin1), as Lua has them.
 */

const CLASSES: Readonly<Record<string, RegExp>> = {
  a: /[A-Za-z]/,
  c: /[^ -~\x80-\xff]/,
  d: /\d/,
  g: /[!-~]/,
  l: /[a-z]/,
  p: /[!-/:-@[-`{-~]/,
  s: /[\t-\r ]/,
  u: /[A-Z]/,
  w: /[A-Za-z\d]/,
  x: /[A-Fa-f\d]/,
};

const OPEN = -1;

interface Capture {
  start: number;
  /** OPEN until the closing bracket was passed. */
  length: number;
}

/** One look for a pattern that is well formed in a text. */
export class PatternMatcher {
  readonly #pattern: string;
  readonly #text: string;
  #captures: Capture[] = [];

  constructor(pattern: string, text: string) {
    this.#pattern = pattern;
    this.#text = text;
  }

  find(): boolean {
    const isAnchored = this.#pattern[0] === '^';
    const last = isAnchored ? 0 : this.#text.length;
    for (let start = 0; start <= last; start++) {
      this.#captures = [];
      if (this.#match(start, isAnchored ? 1 : 0) !== undefined) return true;
    }
    return false;
  }

  /** Where a match of the pattern from `p` that begins at `s` ends. */
  #match(s: number, p: number): number | undefined {
    const pattern = this.#pattern;
    if (p >= pattern.length) return s;
    const char = pattern[p];
    if (char === '(') return pattern[p + 1] === ')' ? this.#open(s, p + 2, 0) : this.#open(s, p + 1, OPEN);
    if (char === ')') return this.#close(s, p + 1);
    if (char === '$' && p + 1 === pattern.length) return s === this.#text.length ? s : undefined;
    const next = pattern[p + 1];
    if (char === '%' && next === 'b') return this.#matchBalance(s, p + 2);
    if (char === '%' && next === 'f') return this.#matchFrontier(s, p + 2);
    if (char === '%' && next !== undefined && next >= '0' && next <= '9') return this.#matchBack(s, p, next);
    return this.#matchItem(s, p);
  }

  #matchItem(s: number, p: number): number | undefined {
    const end = findClassEnd(this.#pattern, p);
    const suffix = this.#pattern[end];
    if (suffix === '*') return this.#expand(s, p, { end, least: 0 });
    if (suffix === '+') return this.#expand(s, p, { end, least: 1 });
    if (suffix === '-') return this.#expandLazily(s, p, end);
    const isThere = this.#matchesSingle(s, p, end);
    if (suffix === '?') return (isThere ? this.#match(s + 1, end + 1) : undefined) ?? this.#match(s, end + 1);
    return isThere ? this.#match(s + 1, end) : undefined;
  }

  #expand(s: number, p: number, { end, least }: { end: number; least: number }): number | undefined {
    let count = 0;
    while (this.#matchesSingle(s + count, p, end)) count += 1;
    for (; count >= least; count--) {
      const found = this.#match(s + count, end + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #expandLazily(start: number, p: number, end: number): number | undefined {
    for (let s = start; ; s++) {
      const found = this.#match(s, end + 1);
      if (found !== undefined || !this.#matchesSingle(s, p, end)) return found;
    }
  }

  #open(s: number, p: number, length: number): number | undefined {
    this.#captures.push({ start: s, length });
    const found = this.#match(s, p);
    if (found === undefined) this.#captures.pop();
    return found;
  }

  #close(s: number, p: number): number | undefined {
    const capture = this.#captures.findLast(({ length }) => length === OPEN);
    if (capture === undefined) return undefined;
    capture.length = s - capture.start;
    const found = this.#match(s, p);
    if (found === undefined) capture.length = OPEN;
    return found;
  }

  #matchBalance(s: number, p: number): number | undefined {
    const [opening, closing] = [this.#pattern[p], this.#pattern[p + 1]];
    if (this.#text[s] !== opening) return undefined;
    let depth = 1;
    for (let i = s + 1; i < this.#text.length; i++) {
      if (this.#text[i] === closing) depth -= 1;
      else if (this.#text[i] === opening) depth += 1;
      if (depth === 0) return this.#match(i + 1, p + 2);
    }
    return undefined;
  }

  #matchFrontier(s: number, p: number): number | undefined {
    const end = findClassEnd(this.#pattern, p);
    const [before, here] = [this.#text[s - 1] ?? '\0', this.#text[s] ?? '\0'];
    const isThere = !this.#matchesSet(before, p, end - 1) && this.#matchesSet(here, p, end - 1);
    return isThere ? this.#match(s, end) : undefined;
  }

  #matchBack(s: number, p: number, digit: string): number | undefined {
    const capture = this.#captures[Number(digit) - 1];
    if (capture === undefined) return undefined;
    const text = this.#text.slice(capture.start, capture.start + capture.length);
    return this.#text.startsWith(text, s) ? this.#match(s + text.length, p + 2) : undefined;
  }

  #matchesSingle(s: number, p: number, end: number): boolean {
    const char = this.#text[s];
    if (char === undefined) return false;
    const first = this.#pattern[p];
    if (first === '.') return true;
    if (first === '%') return matchesClass(char, this.#pattern[p + 1] ?? '');
    return first === '[' ? this.#matchesSet(char, p, end - 1) : first === char;
  }

  /** Whether a character is in the set from `[` at `p` to `]` at `last`. */
  #matchesSet(char: string, p: number, last: number): boolean {
    const pattern = this.#pattern;
    const isNegated = pattern[p + 1] === '^';
    for (let at = isNegated ? p + 2 : p + 1; at < last; at++) {
      const item = pattern[at] ?? '';
      if (item === '%') {
        at += 1;
        if (matchesClass(char, pattern[at] ?? '')) return !isNegated;
      } else if (pattern[at + 1] === '-' && at + 2 < last) {
        if (item <= char && char <= (pattern[at + 2] ?? '')) return !isNegated;
        at += 2;
      } else if (item === char) return !isNegated;
    }
    return isNegated;
  }
}

function matchesClass(char: string, name: string): boolean {
  const test = CLASSES[name.toLowerCase()];
  if (test === undefined) return name === char;
  return test.test(char) !== /[A-Z]/.test(name);
}

/** Where the single character or set that begins at `p` ends. */
export function findClassEnd(pattern: string, p: number): number {
  if (pattern[p] === '%') return p + 2;
  if (pattern[p] !== '[') return p + 1;
  let at = pattern[p + 1] === '^' ? p + 2 : p + 1;
  do at += pattern[at] === '%' ? 2 : 1;
  while (at < pattern.length && pattern[at] !== ']');
  return at + 1;
}
