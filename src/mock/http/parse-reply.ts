import { fieldNames } from '../../model/binding.js';
import { isValueMap, toNumber, type Value } from '../../model/value.js';
import { type FieldPath, Fields, nameOf, type Refuse } from '../fields.js';
import { toJsonText } from '../llm/json-text.js';
import { parseHttpFault } from './parse-fault.js';
import type { MockHttpReply } from './reply.js';
import { HTTP_ANSWER } from './shapes.js';

const REPLY_FIELDS = fieldNames(HTTP_ANSWER);
const HEADER = /^[!#$%&'*+.^_`|~\w-]+$/;
const TEXT = 'text/plain;charset=utf-8';

/** A reply as written: its body alone, its status alone, or its fields. */
export function parseHttpReply(value: Value, path: FieldPath, refuse: Refuse): MockHttpReply {
  if (typeof value === 'string') return createReply(200, { 'content-type': TEXT }, value);
  const status = toNumber(value);
  if (status !== undefined)
    return createReply(
      checkStatus(status, (why) => refuse(path, why)),
      {},
      '',
    );
  const fields = new Fields(value, path, refuse);
  fields.only(REPLY_FIELDS);
  const { type, body } = parseBody(fields);
  const headers = parseHeaders(fields.get('headers'), [...path, 'headers'], refuse);
  const fault = fields.get('fault');
  return {
    status: checkStatus(fields.count('status') ?? 200, (why) => fields.refuse('status', why)),
    headers:
      type === undefined || headers['content-type'] !== undefined ? headers : { 'content-type': type, ...headers },
    body,
    latencyMs: fields.count('latency_ms') ?? 0,
    ...(fault !== undefined && { fault: parseHttpFault(fault, [...path, 'fault'], refuse) }),
  };
}

function createReply(status: number, headers: MockHttpReply['headers'], body: string): MockHttpReply {
  return { status, headers, body, latencyMs: 0 };
}

function checkStatus(status: number, refuse: (why: string) => never): number {
  if (Number.isInteger(status) && status >= 200 && status <= 599) return status;
  return refuse(`a status from 200 to 599 is expected, got ${status}`);
}

/** The body, and the type that goes without saying. */
function parseBody(fields: Fields): { readonly type: string | undefined; readonly body: string | Uint8Array } {
  const [json, body] = [fields.raw('json'), fields.get('body')];
  if (json !== undefined) {
    if (body !== undefined) fields.refuse('json', 'body says what is answered; one of the two is expected');
    const text = toJsonText(json) ?? fields.refuse('json', 'JSON has no form of this value');
    return { type: 'application/json', body: text };
  }
  if (body instanceof Uint8Array) return { type: 'application/octet-stream', body };
  const text = fields.text('body');
  return { type: text === undefined ? undefined : TEXT, body: text ?? '' };
}

function parseHeaders(value: Value, path: FieldPath, refuse: Refuse): Record<string, string | readonly string[]> {
  if (value === undefined) return {};
  if (!isValueMap(value)) return refuse(path, `named texts are expected, got ${nameOf(value)}`);
  const entries = Object.entries(value).map(([name, given]) => {
    if (!HEADER.test(name)) refuse([...path, name], 'this is no name of a header');
    const values = Array.isArray(given) ? given : [given];
    const texts = values.map((item) => parseHeader(item, [...path, name], refuse));
    return [name.toLowerCase(), Array.isArray(given) ? texts : (texts[0] ?? '')] as const;
  });
  return Object.fromEntries(entries);
}

function parseHeader(value: Value, path: FieldPath, refuse: Refuse): string {
  const text = toNumber(value) === undefined ? value : String(value);
  if (typeof text !== 'string') return refuse(path, `a text is expected, got ${nameOf(value)}`);
  // Anything else no client and no server sends.
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(text) ? text : refuse(path, 'a header is one line, of Latin-1 characters');
}
