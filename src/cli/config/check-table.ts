import { suggestName } from '../../model/suggest.js';
import { type Check, expected, type Problem } from './problem.js';

/** A list whose items pass a check. */
export function list(check: Check): Check {
  return (value, path) => {
    if (!Array.isArray(value)) return expected('a list', { value, path });
    return value.map((item, index) => check(item, `${path}[${index}]`)).find(isProblem);
  };
}

/** The same, with one item at least. */
export function filledList(check: Check): Check {
  return (value, path) =>
    Array.isArray(value) && value.length === 0
      ? { path, message: 'at least one item is expected' }
      : list(check)(value, path);
}

/** An object whose keys are free and whose values pass a check. */
export function dictionary(check: Check): Check {
  return (value, path) => {
    if (!isObject(value)) return expected('an object', { value, path });
    return Object.entries(value)
      .map(([key, item]) => check(item, join(path, key)))
      .find(isProblem);
  };
}

/** An object with these keys and no others; keys whose value is undefined count as left out. */
export function shape(checks: Readonly<Record<string, Check>>, required: readonly string[] = []): Check {
  return (value, path) => {
    if (!isObject(value)) return expected('an object', { value, path });
    const missing = required.find((key) => value[key] === undefined);
    if (missing !== undefined) return { path: join(path, missing), message: 'is missing' };
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return entries.map(([key, item]) => checkKey(checks, key, { item, path: join(path, key) })).find(isProblem);
  };
}

function checkKey(checks: Readonly<Record<string, Check>>, key: string, at: { item: unknown; path: string }) {
  const check = Object.hasOwn(checks, key) ? checks[key] : undefined;
  if (check !== undefined) return check(at.item, at.path);
  const near = suggestName(key, Object.keys(checks));
  const hint = near === undefined ? `known keys: ${Object.keys(checks).join(', ')}` : `did you mean ${near}?`;
  return { path: at.path, message: 'unknown key', hint };
}

function isProblem(problem: Problem | undefined): problem is Problem {
  return problem !== undefined;
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
