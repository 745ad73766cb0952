import { fieldNames } from '../../model/binding.js';
import { isValueMap, toNumber, type Value } from '../../model/value.js';
import { type FieldPath, Fields, nameOf, type Refuse } from '../fields.js';
import { dropUndefined } from './drop-undefined.js';
import { findPathProblem } from './json-path.js';
import type { LlmMatch, NumberRange, PathMatch } from './match.js';
import { parseTextMatch, TEXT_FIELDS, type TextParts } from './parse-text-match.js';
import { LLM_MATCH } from './shapes.js';
import type { TextMatch } from './text-match.js';

const MATCH_FIELDS = fieldNames(LLM_MATCH);

/** What a request must be like, as written in `llm.on{…}` or a mock file. */
export function parseMatch(value: Value, path: FieldPath, refuse: Refuse): LlmMatch {
  const fields = new Fields(value, path, refuse);
  fields.only(MATCH_FIELDS);
  const parse = (key: string, plain: 'whole' | 'part') => parseText(fields.get(key), [...path, key], { plain, refuse });
  const parseAll = (key: string, plain: 'whole' | 'part') =>
    parseTexts(fields.get(key), [...path, key], { plain, refuse });
  const parts = dropUndefined({
    model: parse('model', 'whole'),
    agent: parse('agent', 'whole'),
    task: parse('task', 'whole'),
    conversation: parse('conversation', 'whole'),
    role: parse('role', 'whole'),
    contains: parseAll('contains', 'part'),
    last: parse('last', 'part'),
    system: parse('system', 'part'),
    tools: parseAll('tools', 'whole'),
    temperature: parseRange(fields.get('temperature'), [...path, 'temperature'], refuse),
    call: parseNumber(fields, 'call'),
    agentCall: parseNumber(fields, 'agent_call'),
    paths: parsePaths(fields.get('json_path'), [...path, 'json_path'], refuse),
  });
  return { ...parts, written: value };
}

function parseText(value: Value, path: FieldPath, parts: TextParts): TextMatch | undefined {
  return value === undefined ? undefined : parseTextMatch(value, path, parts);
}

/** One, or a list of them. */
function parseTexts(value: Value, path: FieldPath, parts: TextParts): TextMatch[] | undefined {
  if (value === undefined) return undefined;
  if (Array.isArray(value)) return value.map((item, i) => parseTextMatch(item, [...path, i], parts));
  if (isValueMap(value) && Object.keys(value).length === 0) return [];
  return [parseTextMatch(value, path, parts)];
}

function parseNumber(fields: Fields, key: string): number | undefined {
  const number = fields.whole(key);
  return number === 0 ? fields.refuse(key, 'calls are counted from 1') : number;
}

function parseRange(value: Value, path: FieldPath, refuse: Refuse): NumberRange | undefined {
  if (value === undefined) return undefined;
  const number = toNumber(value);
  if (number !== undefined) return { least: number, most: number };
  if (!isValueMap(value)) return refuse(path, `a number is expected, or { min = …, max = … }, got ${nameOf(value)}`);
  const fields = new Fields(value, path, refuse);
  fields.only(['min', 'max']);
  return {
    least: fields.count('min') ?? Number.NEGATIVE_INFINITY,
    most: fields.count('max') ?? Number.POSITIVE_INFINITY,
  };
}

function parsePaths(value: Value, path: FieldPath, refuse: Refuse): PathMatch[] | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string') return [checkPath({ path: value }, path, refuse)];
  if (Array.isArray(value)) {
    return value.map((item, i) => {
      if (typeof item !== 'string')
        return refuse([...path, i], `a JSONPath query is expected, as text, got ${nameOf(item)}`);
      return checkPath({ path: item }, [...path, i], refuse);
    });
  }
  if (!isValueMap(value)) return refuse(path, `a JSONPath query is expected, or values by query, got ${nameOf(value)}`);
  return Object.entries(value).map(([query, wanted]) => {
    const isText =
      isValueMap(wanted) &&
      Object.keys(wanted).length > 0 &&
      Object.keys(wanted).every((key) => TEXT_FIELDS.includes(key));
    const place = [...path, query];
    if (!isText) return checkPath({ path: query, value: wanted }, place, refuse);
    return checkPath({ path: query, text: parseTextMatch(wanted, place, { plain: 'whole', refuse }) }, place, refuse);
  });
}

function checkPath(match: PathMatch, path: FieldPath, refuse: Refuse): PathMatch {
  const problem = findPathProblem(match.path);
  return problem === undefined ? match : refuse(path, `not a JSONPath query: ${problem}`);
}
