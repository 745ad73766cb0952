import type { HttpMock } from '../../mock/http/http-mock.js';
import type { HttpOutcome, HttpReply, HttpRequest } from '../../mock/http/http-request.js';
import { isSecret } from '../../mock/http/secret-headers.js';
import { showAddress } from '../../model/address.js';
import type { CallSite } from '../../model/dispatch.js';
import { createValueMap, type Value, type ValueMap } from '../../model/value.js';
import type { World } from '../world.js';

/** Headers that tell nothing but how the request was sent. */
const SILENT =
  /^(host|connection|keep-alive|content-length|transfer-encoding|accept-encoding|user-agent|x-stainless-.*)$/;
/** Methods that have a function of their own in Lua. */
const NAMED = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'];

export interface Noted {
  readonly world: World;
  readonly site: CallSite;
  readonly request: HttpRequest;
  readonly mock: HttpMock;
  readonly outcome: Extract<HttpOutcome, { kind: 'reply' | 'fault' }>;
}

/** Notes a request in the journal, with what came of it. */
export function noteRequest({ world, site, request, mock, outcome }: Noted): void {
  const { method, url, agent } = request;
  const who = agent === undefined ? '' : `${agent} → `;
  const isLost = outcome.kind === 'reply' && outcome.isCut;
  const came = outcome.kind === 'fault' ? outcome.message : describeReply(outcome.reply, isLost);
  const map = showRequest(request);
  if (outcome.kind === 'fault' || isLost) map.fault = outcome.kind === 'fault' ? outcome.fault : 'truncated';
  if (outcome.kind === 'reply') showReply(map, outcome.reply);
  if (mock.at !== undefined) map.mock = showAddress(mock.at);
  world.note(site, 'http.request', `${who}${method} ${url}: ${came}`, map);
}

function describeReply({ status, body }: HttpReply, isLost: boolean): string {
  const bytes = typeof body === 'string' ? Buffer.byteLength(body) : body.length;
  const size = bytes === 0 ? '' : ` (${bytes} byte${bytes === 1 ? '' : 's'})`;
  return `${status}${size}${isLost ? ', and the connection is lost' : ''}`;
}

function showRequest({ method, url, headers, body, agent, task }: HttpRequest): ValueMap {
  const map = createValueMap();
  map.call = NAMED.includes(method) ? `http.${method.toLowerCase()}` : 'http.request';
  map.method = method;
  map.url = url;
  if (agent !== undefined) map.agent = agent;
  if (task !== undefined) map.task = task;
  const shown = showHeaders(headers);
  if (Object.keys(shown).length > 0) map.headers = shown;
  if (body.length > 0) map.body = body;
  return map;
}

function showReply(map: ValueMap, { status, headers, body }: HttpReply): void {
  map.status = status;
  const shown = showHeaders(headers);
  if (Object.keys(shown).length > 0) map.reply_headers = shown;
  if (body.length > 0) map.reply = body;
}

function showHeaders(headers: HttpReply['headers']): ValueMap {
  const entries = Object.entries(headers).filter(([name]) => !SILENT.test(name));
  const shown = entries.map(([name, value]): [string, Value] => {
    if (isSecret(name)) return [name, '(kept secret)'];
    return [name, typeof value === 'string' ? value : [...value]];
  });
  return createValueMap(shown);
}
