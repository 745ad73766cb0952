import { MODEL_CHECKS } from '../model/outcome.js';
/** What is known of a failure or an error. */
export interface Trouble {
  /** Of a failed check, its name. */
  readonly check?: string;
  readonly message: string;
}

/** `assert`, alone or with the words behind it. */
const ASSERTION = /\b(?:assert|check)\b(?:\s*[.:]\s*\w+)*/g;
/** What Lua says of a value it could do nothing with: `attempt to index a nil value (field 'owner')`. */
const VARIABLE = /\((global|local|field|method|upvalue|constant) '([^'\n]{1,100})'\)/;
/** A name, or several with dots, that is called. */
const CALL = /[A-Za-z_][\w.:]*\s*(?=[({"'[])/g;
const KEYWORDS = new Set([
  'if',
  'elseif',
  'while',
  'until',
  'and',
  'or',
  'not',
  'return',
  'in',
  'function',
  'local',
  '=',
]);

/** Where in its line the call stands that failed, from 0; undefined where the line does not tell. */
export function findCall(line: string, trouble: Trouble): number | undefined {
  if (trouble.check === undefined) return findVariable(line, trouble.message) ?? findPlainCall(line, /^error$/);
  if (MODEL_CHECKS.has(trouble.check)) return findPlainCall(line, /^llm\.|:execute$/);
  return findAssertion(line, trouble.check) ?? findPlainCall(line, /^assert/);
}

/** The assertion on the line whose last word is that of the check, else the first one. */
function findAssertion(line: string, check: string): number | undefined {
  const found = [...line.matchAll(ASSERTION)].map(({ 0: chain, index }) => ({ words: chain.split(/[\s.:_]+/), index }));
  const last = check.split('_').at(-1);
  return (found.find(({ words }) => words.at(-1) === last) ?? found[0])?.index;
}

function findVariable(line: string, message: string): number | undefined {
  const [, kind, name] = VARIABLE.exec(message) ?? [];
  if (kind === undefined || name === undefined || !/^\w+$/.test(name)) return undefined;
  const before = kind === 'field' ? /[.["']\s*$/ : kind === 'method' ? /:\s*$/ : /[^.:]$|^$/;
  const places = [...line.matchAll(new RegExp(`\\b${name}\\b`, 'g'))].map(({ index }) => index);
  return places.find((index) => before.test(line.slice(0, index).trimEnd() || '')) ?? places[0];
}

/** The first call on a line whose name is as wanted, else the first one. */
function findPlainCall(line: string, wanted: RegExp): number | undefined {
  const calls = [...line.matchAll(CALL)].filter(({ 0: name }) => !KEYWORDS.has(name.trim()));
  return (calls.find(({ 0: name }) => wanted.test(name.trim())) ?? calls[0])?.index;
}
