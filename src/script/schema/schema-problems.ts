import type { ErrorObject } from 'ajv';

/** What JSON can say, as JSON.parse gives it. */
export type Plain = null | boolean | number | string | Plain[] | { [key: string]: Plain };

/** One thing that is wrong with a value. */
export interface SchemaProblem {
  /** As Lua counts: `.items[1].name`; `(whole)` for the value itself. */
  readonly path: string;
  readonly message: string;
}

const MAX_SHOWN = 80;

/** Ajv's errors, each with its place and with what stands there. */
export function readProblems(errors: readonly ErrorObject[], value: Plain): SchemaProblem[] {
  return errors.map((error) => ({ path: showPath(value, error.instancePath), message: showError(error, value) }));
}

/** The value at a JSON pointer (RFC 6901). */
export function valueAt(value: Plain, pointer: string): Plain | undefined {
  let found: Plain | undefined = value;
  for (const key of readPointer(pointer)) found = step(found, key);
  return found;
}

function readPointer(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function step(value: Plain | undefined, key: string): Plain | undefined {
  if (Array.isArray(value)) return value[Number(key)];
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? value[key] : undefined;
}

function showPath(value: Plain, pointer: string): string {
  let path = '';
  let at: Plain | undefined = value;
  for (const key of readPointer(pointer)) {
    if (Array.isArray(at)) path += `[${Number(key) + 1}]`;
    else path += /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
    at = step(at, key);
  }
  return path === '' ? '(whole)' : path;
}

function showError({ keyword, message = keyword, params, instancePath }: ErrorObject, value: Plain): string {
  const got = `, got ${showValue(valueAt(value, instancePath))}`;
  // Ajv's messages of these say what is wrong with the keys of a table, all of which need not be shown.
  if (keyword === 'required' || keyword === 'dependentRequired') return message;
  if (keyword === 'additionalProperties') return `${message}: ${params.additionalProperty} is not in the schema`;
  if (keyword === 'unevaluatedProperties') return `${message}: ${params.unevaluatedProperty} is not in the schema`;
  if (keyword === 'enum') return `must be one of ${params.allowedValues.map(showValue).join(', ')}${got}`;
  if (keyword === 'const') return `must be ${showValue(params.allowedValue)}${got}`;
  return `${message}${got}`;
}

function showValue(value: Plain | undefined): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}
