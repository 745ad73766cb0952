import { isValueMap, type Value } from '../../model/value.js';
import { isSameJson } from '../llm/same-value.js';

/**
 * Whether whatever one match takes, another takes too, as far as that can be told from what is written: each condition of
 * `wide` is one of `narrow` as well, or is weaker than it (`contains`). False where it cannot be told.
 */
export function covers(wide: Value, narrow: Value): boolean {
  const [outer, inner] = [fieldsOf(wide), fieldsOf(narrow)];
  return Object.entries(outer).every(([name, wanted]) => {
    const other = inner[name];
    if (other === undefined) return false;
    return isSameJson(wanted, other) || (WEAKER[name]?.(textsOf(wanted), textsOf(other)) ?? false);
  });
}

type Texts = readonly string[] | undefined;

/** By field, whether a condition follows from another that is not the same; undefined texts are no plain ones. */
const WEAKER: Readonly<Record<string, (wide: Texts, narrow: Texts) => boolean>> = {
  // Each text must be in the message: what holds a text holds each part of it.
  contains: (wide, narrow) => wide?.every((part) => narrow?.some((text) => text.includes(part))) ?? false,
  model: isOneOf,
  agent: isOneOf,
  method: isOneOf,
};

/** One of the texts is enough. */
function isOneOf(wide: Texts, narrow: Texts): boolean {
  return narrow?.every((text) => wide?.includes(text)) ?? false;
}

function textsOf(value: Value): Texts {
  const list: readonly Value[] = Array.isArray(value) ? value : [value];
  return list.every((item) => typeof item === 'string') ? list : undefined;
}

function fieldsOf(match: Value): Readonly<Record<string, Value>> {
  return isValueMap(match) ? match : {};
}
