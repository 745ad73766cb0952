import { fieldNames } from '../../model/binding.js';
import { isValueMap, type Value } from '../../model/value.js';
import { type FieldPath, Fields, nameOf, type Refuse } from '../fields.js';
import { dropUndefined } from './drop-undefined.js';
import { findPatternProblem } from './lua-pattern.js';
import { LLM_TEXT } from './shapes.js';
import type { TextMatch } from './text-match.js';

export const TEXT_FIELDS = fieldNames(LLM_TEXT);

export interface TextParts {
  /** What a text alone stands for. */
  readonly plain: 'whole' | 'part';
  readonly refuse: Refuse;
}

/** What a text must be like, as written: a text alone, or its fields. */
export function parseTextMatch(value: Value, path: FieldPath, { plain, refuse }: TextParts): TextMatch {
  if (typeof value === 'string') return plain === 'whole' ? { oneOf: [value] } : { contains: [value] };
  if (!isValueMap(value)) {
    return refuse(path, `a text is expected, or { is = …, contains = …, pattern = … }, got ${nameOf(value)}`);
  }
  const fields = new Fields(value, path, refuse);
  fields.only(TEXT_FIELDS);
  if (fields.keys().length === 0) refuse(path, `one of ${TEXT_FIELDS.join(', ')} is expected`);
  const whole = fields.text('is');
  if (whole !== undefined && fields.get('one_of') !== undefined)
    fields.refuse('one_of', 'is says the whole text already');
  const patterns = fields.texts('pattern');
  for (const pattern of patterns ?? []) {
    const problem = findPatternProblem(pattern);
    if (problem !== undefined) fields.refuse('pattern', `not a Lua pattern: ${problem}`);
  }
  return dropUndefined({
    oneOf: whole === undefined ? fields.texts('one_of') : [whole],
    contains: fields.texts('contains'),
    lacks: fields.texts('lacks'),
    patterns,
  });
}
