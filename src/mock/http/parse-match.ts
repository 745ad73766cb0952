import { fieldNames } from '../../model/binding.js';
import { isValueMap, toNumber, type Value } from '../../model/value.js';
import { type FieldPath, Fields, nameOf, type Refuse } from '../fields.js';
import { dropUndefined } from '../llm/drop-undefined.js';
import { parseTextMatch } from '../llm/parse-text-match.js';
import type { TextMatch } from '../llm/text-match.js';
import type { HttpMatch, NamedMatches, UrlMatch } from './match.js';
import { HTTP_MATCH } from './shapes.js';
import { findPatternProblem } from './url-pattern.js';

const MATCH_FIELDS = fieldNames(HTTP_MATCH);
const METHOD = /^[A-Za-z-]+$/;

/** What a request must be like, as written in `http.on{…}` or a mock file. */
export function parseHttpMatch(value: Value, path: FieldPath, refuse: Refuse): HttpMatch {
  const fields = new Fields(value, path, refuse);
  fields.only(MATCH_FIELDS);
  const agent = fields.get('agent');
  const parts = dropUndefined({
    method: parseMethod(fields),
    url: parseUrl(fields.get('url'), [...path, 'url'], refuse),
    query: parseNamed(fields.get('query'), [...path, 'query'], refuse),
    headers: parseHeaders(fields.get('headers'), [...path, 'headers'], refuse),
    body: parseBody(fields.get('body'), [...path, 'body'], refuse),
    json: fields.raw('json'),
    agent: agent === undefined ? undefined : parseTextMatch(agent, [...path, 'agent'], { plain: 'whole', refuse }),
  });
  return { ...parts, written: value };
}

function parseMethod(fields: Fields): TextMatch | undefined {
  const methods = fields.texts('method');
  const odd = methods?.find((method) => !METHOD.test(method));
  if (odd !== undefined) fields.refuse('method', `a method such as GET is expected, got ${odd}`);
  return methods && { oneOf: methods.map((method) => method.toUpperCase()) };
}

function parseUrl(value: Value, path: FieldPath, refuse: Refuse): UrlMatch | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'string') return { text: parseTextMatch(value, path, { plain: 'whole', refuse }) };
  const problem = value === '' ? 'it is empty' : findPatternProblem(value);
  return problem === undefined ? { pattern: value } : refuse(path, `not a URL or a path: ${problem}`);
}

/** Texts by name; numbers and true stand for their texts. */
function parseNamed(value: Value, path: FieldPath, refuse: Refuse): NamedMatches | undefined {
  if (value === undefined) return undefined;
  if (!isValueMap(value)) return refuse(path, `named texts are expected, got ${nameOf(value)}`);
  const entries = Object.entries(value).map(([name, wanted]) => {
    const text = toNumber(wanted) === undefined && wanted !== true ? wanted : String(wanted);
    return [name, text === false ? null : parseTextMatch(text, [...path, name], { plain: 'whole', refuse })] as const;
  });
  return Object.fromEntries(entries);
}

function parseHeaders(value: Value, path: FieldPath, refuse: Refuse): NamedMatches | undefined {
  const named = parseNamed(value, path, refuse);
  return named && Object.fromEntries(Object.entries(named).map(([name, match]) => [name.toLowerCase(), match]));
}

/** One, or a list of them. */
function parseBody(value: Value, path: FieldPath, refuse: Refuse): TextMatch[] | undefined {
  if (value === undefined) return undefined;
  const list = Array.isArray(value) ? value : [value];
  return list.map((item, i) =>
    parseTextMatch(item, Array.isArray(value) ? [...path, i] : path, { plain: 'part', refuse }),
  );
}
