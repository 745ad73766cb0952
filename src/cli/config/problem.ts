/** What is wrong with one value of the config. */
export interface Problem {
  /** Where in the config: `roots.rule[1]`; empty for the whole. */
  readonly path: string;
  readonly message: string;
  readonly hint?: string;
}

/** Judges a value at a path; undefined where it is fine. */
export type Check = (value: unknown, path: string) => Problem | undefined;

/** The problem of a value that is not what it should be; an empty hint is none. */
export function expected(what: string, at: { readonly value: unknown; readonly path: string }, hint?: string): Problem {
  const problem = { path: at.path, message: `expected ${what}, found ${showFound(at.value)}` };
  return hint ? { ...problem, hint } : problem;
}

function showFound(value: unknown): string {
  if (typeof value === 'string' && value.length > 60) return `a text of ${value.length} characters`;
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'function' || typeof value === 'symbol' ? `a ${typeof value}` : String(value);
}
