import { isValueMap, type Value } from '../../model/value.js';
import { toJsonText } from '../llm/json-text.js';
import type { Mismatch } from '../llm/match.js';
import { isSameJson } from '../llm/same-value.js';

/** Characters shown of a value. */
const MAX_SHOWN = 120;

/** Where a value is not what is asked for: tables may hold more than they are asked for, lists may not. */
export function findJsonMismatches(wanted: Value, got: Value, field = 'json'): Mismatch[] {
  if (isValueMap(wanted) && isValueMap(got)) {
    return Object.keys(wanted).flatMap((key) => {
      const inner = Object.hasOwn(got, key) ? got[key] : undefined;
      return findJsonMismatches(wanted[key], inner, `${field}${showKey(key)}`);
    });
  }
  if (Array.isArray(wanted) && Array.isArray(got) && wanted.length === got.length) {
    return wanted.flatMap((item, i) => findJsonMismatches(item, got[i], `${field}[${i + 1}]`));
  }
  if (got !== undefined && isSameJson(wanted, got)) return [];
  return [{ field, how: 'value', wanted: show(wanted), got: show(got) }];
}

function showKey(key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

function show(value: Value): string {
  const text = toJsonText(value) ?? 'nothing';
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN).toWellFormed()}…` : text;
}
