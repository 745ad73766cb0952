import { toPlain } from '../mock/llm/json-text.js';
import { createValueMap, isValueMap, type Value, type ValueMap } from '../model/value.js';

/** A text as JSON; undefined where it is none. */
export function parseJson(text: string): Value {
  try {
    // What JSON holds is a Value.
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}

/** A map of the fields that have a value, in this order. */
export function record(fields: Readonly<Record<string, Value>>): ValueMap {
  return createValueMap(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** A value as JSON text, its fields in their order. */
export function writeJson(value: Value): string {
  return JSON.stringify(value);
}

/** Arguments of a tool's call as a model writes them: JSON, or the raw text where they are none. */
export function writeArguments(value: Value): string {
  return typeof value === 'string' ? value : writeJson(toPlain(value) ?? createValueMap());
}

/** Arguments as they are read: what the text says as JSON, else the text itself; none is an empty table. */
export function readArguments(text: string): Value {
  return text.trim() === '' ? createValueMap() : (parseJson(text) ?? text);
}

/** A schema of JSON, which is a table or a boolean; anything else says nothing. */
export function readSchema(value: Value): Value {
  return isValueMap(value) || typeof value === 'boolean' ? value : undefined;
}
