import { compareHttpRequest, matchesHttpRequest, readParams } from '../../mock/http/compare-request.js';
import { HTTP_PARSERS } from '../../mock/http/entry-parsers.js';
import type { HttpCall, HttpMocking } from '../../mock/http/http-mock.js';
import type { HttpRequest } from '../../mock/http/http-request.js';
import { readBody } from '../../mock/http/read-body.js';
import { HTTP_MATCH } from '../../mock/http/shapes.js';
import type { Mismatch } from '../../mock/llm/match.js';
import type { Mock } from '../../mock/mock.js';
import { fieldNames } from '../../model/binding.js';
import { createValueMap, type Value } from '../../model/value.js';
import type { MockDesk } from '../mocks/desk.js';
import { describeHttpRequest } from './describe.js';
import { openHttp } from './open-http.js';

/** The mocks of other services. */
export const HTTP_DESK: MockDesk<HttpMocking> = {
  name: 'http',
  parsers: HTTP_PARSERS,
  mocksOf: (world) => openHttp(world).mocks,
  ledgerOf: (world) => openHttp(world).ledger,
  showCall,
  keyOf: ({ request }) => request.method,
  matches: (match, { request }) => matchesHttpRequest(match, request),
  compare: (match, { request }) => compareHttpRequest(match, request),
  fields: fieldNames(HTTP_MATCH),
  weigh,
  places: { body: 'not in the body' },
  describeCall: ({ request }) => describeHttpRequest(request),
  nameCall: ({ number }) => `request ${number}`,
  noCall: 'no request was made at all',
  noReply: { status: 200, headers: {}, body: '', latencyMs: 0 },
  needsReply: ({ kind }) => ['truncated', 'malformed_json', 'slow_start', 'slow'].includes(kind),
  isSpent: ({ kind }) => kind === 'slow_start' || kind === 'slow',
  answerHint: 'a body, a status, or { status = …, json = … }',
};

/** Another host is another service; on the same one a wrong path may be a slip. */
function weigh({ field, wanted, got }: Mismatch): number | undefined {
  if (field !== 'url') return field === 'method' || field === 'agent' ? 3 : undefined;
  return wanted.startsWith('/') || wanted.includes(new URL(got).host) ? 3 : 8;
}

/** A request as the functions of a mock see it. */
function showCall({ request }: HttpCall, mock: Mock<HttpMocking>): Value {
  const url = new URL(request.url);
  return createValueMap([
    ...Object.entries(showHttpRequest(request)),
    ['path', url.pathname],
    ['query', showQuery(url.searchParams)],
    ['params', createValueMap(Object.entries(readParams(mock.match, request)))],
    ['json', readBody(request)],
  ]);
}

function showHttpRequest({ method, url, headers, body, agent, task }: HttpRequest): Record<string, Value> {
  return { method, url, headers: createValueMap(Object.entries(headers)), body, agent, task };
}

/** Of a parameter that stands there several times the last one. */
function showQuery(query: URLSearchParams): Value {
  return createValueMap([...query]);
}
