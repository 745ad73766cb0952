import type { Ajv, Options, ValidateFunction } from 'ajv';
import { loadLate } from '../../model/load-late.js';
import { isValueMap, LuaFloat, type Value } from '../../model/value.js';
import { SCHEMA_FORMATS } from './schema-formats.js';
import { type Plain, readProblems, type SchemaProblem, valueAt } from './schema-problems.js';

/** Compiled schemas by their text. They hold nothing of the scenario that first used them. */
const compiled = new Map<string, ValidateFunction>();
const MAX_COMPILED = 100;

const DRAFTS = { '2020-12': 'ajv/dist/2020', 'draft-07': 'ajv' } as const;
type Draft = keyof typeof DRAFTS;

// References to data and asynchronous schemas stay off: a schema is code that Ajv writes, and this keeps it small.
const OPTIONS: Options = {
  allErrors: true,
  formats: SCHEMA_FORMATS,
  logger: false,
  meta: false,
  ownProperties: true,
  strict: true,
  strictRequired: false,
  strictTuples: false,
  strictTypes: false,
  validateSchema: false,
};

/** Schemas of others may say more than the draft has: what is not known is not asked for. */
const LENIENT: Options = { ...OPTIONS, strict: false, validateFormats: false };

/** Thrown where a schema is none, or a value cannot be held against it; the message says which and why. */
export class SchemaError extends Error {}

/** How a value is held against a schema. */
export interface SchemaUse {
  /** Where the schema wants a list, an empty table is one. */
  readonly isFromLua: boolean;
  /** Keywords and formats that no draft has are passed over. */
  readonly isLenient?: boolean;
}

/** The problems of a value by a schema of draft 2020-12 or draft-07. Throws a SchemaError. */
export function checkSchema(schema: Value, value: Value, use: SchemaUse): readonly SchemaProblem[] {
  return fitSchema(compileSchema(schema, use.isLenient === true), value, use.isFromLua).problems;
}

/** How a value stands to a schema, and the value with lists where the schema wants them, as JSON has it. */
export interface SchemaFit {
  readonly problems: readonly SchemaProblem[];
  readonly value: Plain;
}

/** Holds a value against a schema that is ready. Throws a SchemaError where it cannot be decided. */
export function fitSchema(validate: ValidateFunction, value: Value, isFromLua: boolean): SchemaFit {
  const fitted = fitLists(validate, toPlain(value, 'the value'), isFromLua);
  return { problems: readProblems(validate.errors ?? [], fitted), value: fitted };
}

/** Makes ready to check by a schema. Throws a SchemaError where it is none. */
export function compileSchema(schema: Value, isLenient = false): ValidateFunction {
  if (!isValueMap(schema)) throw refuseSchema('a table is expected, or its JSON text');
  const plain = toPlain(schema, 'the schema');
  const key = `${isLenient ? 'lenient' : 'strict'} ${JSON.stringify(plain)}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const draft = readDraft(schema.$schema);
  const meta = metaSchema(draft);
  const fitted = fitLists(meta, plain, true);
  const [problem] = readProblems(meta.errors ?? [], fitted);
  if (problem !== undefined) throw refuseSchema(`${problem.path}: ${problem.message}`);
  const validate = compileChecked(draft, fitted, isLenient ? LENIENT : OPTIONS);
  if (compiled.size >= MAX_COMPILED) compiled.clear();
  compiled.set(key, validate);
  return validate;
}

/** An instance of its own for each schema: one that is shared remembers the names that schemas give to their parts. */
function compileChecked(draft: Draft, schema: Plain, options: Options): ValidateFunction {
  // The caller has seen that it is a table.
  const map = schema as Record<string, Plain>;
  if ('$async' in map) throw refuseSchema('$async: schemas that wait are not taken');
  try {
    return openAjv(draft, options).compile(map);
  } catch (error) {
    throw refuseSchema(error instanceof Error ? error.message : String(error));
  }
}

const metaSchemas = new Map<Draft, ValidateFunction>();

/** What every schema of a draft keeps to. */
function metaSchema(draft: Draft): ValidateFunction {
  const known = metaSchemas.get(draft);
  if (known !== undefined) return known;
  const ajv = openAjv(draft, { allErrors: true, logger: false, formats: SCHEMA_FORMATS, validateFormats: false });
  const id =
    draft === '2020-12' ? 'https://json-schema.org/draft/2020-12/schema' : 'http://json-schema.org/draft-07/schema';
  const validate = ajv.getSchema(id);
  if (validate === undefined) throw new Error(`Ajv has no schema of ${draft}`);
  metaSchemas.set(draft, validate);
  return validate;
}

function openAjv(draft: Draft, options: Options): Ajv {
  // Both modules have the class as `default`; the drafts' classes differ in nothing that is used here.
  const { default: AjvClass } = loadLate(DRAFTS[draft], import.meta.url) as { default: new (options: Options) => Ajv };
  return new AjvClass(options);
}

function readDraft(named: Value): Draft {
  if (named === undefined) return '2020-12';
  const found = /^https?:\/\/json-schema\.org\/(?:draft\/)?(2020-12|draft-07)\/schema#?$/.exec(String(named))?.[1];
  if (found === '2020-12' || found === 'draft-07') return found;
  throw refuseSchema(`$schema: ${JSON.stringify(String(named))}: drafts 2020-12 and draft-07 are taken`);
}

function refuseSchema(why: string): SchemaError {
  return new SchemaError(`the schema: ${why}`);
}

/** Validates; empty tables become lists where only that is wrong with them. Gives the value as it was validated last. */
function fitLists(validate: ValidateFunction, value: Plain, isFromLua: boolean): Plain {
  let fitted = value;
  while (!run(validate, fitted) && isFromLua) {
    const places = (validate.errors ?? []).filter(({ keyword, params, instancePath }) => {
      const wanted = keyword === 'type' ? [params.type].flat() : [];
      return (
        wanted.some((type) => String(type).split(',').includes('array')) && isEmptyMap(valueAt(fitted, instancePath))
      );
    });
    if (places.length === 0) break;
    for (const { instancePath } of places) fitted = replaceAt(fitted, instancePath);
  }
  return fitted;
}

function run(validate: ValidateFunction, value: Plain): boolean {
  try {
    return validate(value) === true;
  } catch (error) {
    // A table with fields such as `valueOf` can mislead the comparison that Ajv uses; a deep one can end its stack.
    throw new SchemaError(`cannot be decided: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function isEmptyMap(value: Plain | undefined): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;
}

/** An empty list at a place of a value that is ours to change; the new value where the place is its root. */
function replaceAt(value: Plain, pointer: string): Plain {
  const cut = pointer.lastIndexOf('/');
  if (cut === -1) return [];
  const holder = valueAt(value, pointer.slice(0, cut));
  const key = pointer
    .slice(cut + 1)
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');
  if (typeof holder === 'object' && holder !== null) Object.assign(holder, { [key]: [] });
  return value;
}

/** The value as JSON.parse would give it, which is what Ajv expects. */
function toPlain(value: Value, what: string): Plain {
  if (value === undefined || value === null) return null;
  if (value instanceof LuaFloat) return value.value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Uint8Array) throw new SchemaError(`${what} holds a text that is not valid UTF-8`);
  if (Array.isArray(value)) return value.map((item) => toPlain(item, what));
  if (!isValueMap(value)) return value;
  const given = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(given.map(([key, item]) => [key, toPlain(item, what)]));
}
