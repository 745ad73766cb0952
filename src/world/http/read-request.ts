import type { HttpRequest } from '../../mock/http/http-request.js';
import { toJsonText } from '../../mock/llm/json-text.js';
import { LuaRaise } from '../../model/dispatch.js';
import { compareText } from '../../model/run-record.js';
import { didYouMean } from '../../model/suggest.js';
import { isValueMap, toNumber, type Value, type ValueMap } from '../../model/value.js';
import { luaTypeName } from '../host-function.js';

/** What a request may say. */
const FIELDS = ['method', 'url', 'query', 'headers', 'body', 'json', 'timeout_ms'];

type Refusal = (why: string) => never;

/** A request as Lua makes it. Raises `name: …` where it is none. */
export function readHttpRequest(name: string, given: Value): HttpRequest {
  const refuse: Refusal = (why) => {
    throw new LuaRaise(`${name}: ${why}`);
  };
  if (!isValueMap(given)) return refuse(`options are a table, got ${luaTypeName(given)}`);
  for (const key of Object.keys(given)) {
    if (FIELDS.includes(key)) continue;
    refuse(`unknown option ${key}${didYouMean(key, FIELDS)}; there are ${FIELDS.join(', ')}`);
  }
  const { method, timeout_ms: timeout } = given;
  if (typeof method !== 'string' || !/^[A-Za-z-]+$/.test(method))
    return refuse('method: a name such as GET is expected');
  const timeoutMs = toNumber(timeout);
  if (timeout !== undefined && (timeoutMs === undefined || !(timeoutMs >= 0))) {
    refuse(`timeout_ms: a number from 0 up is expected, got ${timeoutMs ?? luaTypeName(timeout)}`);
  }
  const { type, body } = readBody(given, refuse);
  const headers = readHeaders(given.headers, refuse);
  return {
    method: method.toUpperCase(),
    url: readUrl(given, refuse),
    headers:
      type === undefined || headers['content-type'] !== undefined ? headers : { ...headers, 'content-type': type },
    body,
    ...(timeoutMs !== undefined && { timeoutMs }),
  };
}

function readUrl({ url: given, query }: ValueMap, refuse: Refusal): string {
  if (typeof given !== 'string' || !URL.canParse(given) || !/^https?:$/.test(new URL(given).protocol)) {
    const got = typeof given === 'string' ? JSON.stringify(given) : luaTypeName(given);
    return refuse(`a whole URL is expected, such as https://api.example.com/users, got ${got}`);
  }
  const url = new URL(given);
  url.hash = '';
  if (query !== undefined) addQuery(url, query, refuse);
  return url.href;
}

/** Adds parameters by name, a list several times; in order, so that equal tables make equal URLs. */
function addQuery(url: URL, query: Value, refuse: Refusal): void {
  const named = isValueMap(query) ? query : refuse(`query: named values are expected, got ${luaTypeName(query)}`);
  for (const name of Object.keys(named).sort(compareText)) {
    const value = named[name];
    const values = Array.isArray(value) ? value : [value];
    for (const each of values) url.searchParams.append(name, readScalar(each, `query.${name}`, refuse));
  }
}

function readHeaders(given: Value, refuse: Refusal): Record<string, string> {
  if (given === undefined) return {};
  if (!isValueMap(given)) return refuse(`headers: named texts are expected, got ${luaTypeName(given)}`);
  const entries = Object.keys(given)
    .sort(compareText)
    .map((name) => [name.toLowerCase(), readScalar(given[name], `headers.${name}`, refuse)] as const);
  return Object.fromEntries(entries);
}

function readScalar(value: Value, place: string, refuse: Refusal): string {
  const number = toNumber(value);
  if (typeof value === 'string' || typeof value === 'boolean') return String(value);
  return number === undefined ? refuse(`${place}: a text is expected, got ${luaTypeName(value)}`) : String(number);
}

function readBody(given: ValueMap, refuse: Refusal): { readonly type?: string; readonly body: HttpRequest['body'] } {
  const { body, json } = given;
  if (json === undefined) {
    if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) return { body: body ?? '' };
    return refuse(`body: a text is expected, got ${luaTypeName(body)}; json takes tables`);
  }
  if (body !== undefined) refuse('json: body says what is sent; one of the two is expected');
  return { type: 'application/json', body: toJsonText(json) ?? refuse('json: JSON has no form of this value') };
}
