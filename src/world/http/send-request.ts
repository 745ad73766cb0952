import { findEndpoint } from '../../mock/http/endpoints.js';
import type { HttpFailureKind, HttpOutcome, HttpReply, HttpRequest } from '../../mock/http/http-request.js';
import { type Answer, answerValue } from '../../model/dispatch.js';
import { loadLate } from '../../model/load-late.js';
import { createValueMap, type Value } from '../../model/value.js';
import type { Asking } from '../ask-model.js';
import { type HostCall, type HostPart, textArgument } from '../host-function.js';
import { holdSite } from '../llm/call.js';
import { passTime } from '../pass-time.js';
import { askHttp } from './ask-http.js';
import type * as Providers from './ask-provider.js';
import { readHttpRequest } from './read-request.js';

/** What the prelude calls for `http.get` and its like: whoever may call other services gets these. */
export const sendFunctions: HostPart = { shared: ['http.send'], internal: { 'http.send': sendRequest } };

/**
 * `name, request`: what `http.get` and its like do. Gives the reply; or nothing, why, and the same as fields where the
 * network fails. Raises where no mock answers.
 */
function sendRequest(call: HostCall): Answer {
  const name = textArgument(call, 0, 'http.request');
  const request = inNameOfAgent(call, readHttpRequest(name, call.args[1]));
  const endpoint = findEndpoint(request.method, new URL(request.url));
  const asking = { world: call.world, site: holdSite(call.site) };
  const finish = (outcome: HttpOutcome) => answerOutcome(name, asking, outcome);
  return askHttp(asking, request, {
    hasOther: endpoint !== undefined,
    resume(outcome) {
      if (endpoint === undefined || outcome.kind !== 'none') return finish(outcome);
      return loadProviders().createAskProvider(endpoint.provider)(asking, request, finish);
    },
  });
}

/** A request is made by the agent whose task goes on, where one does. */
function inNameOfAgent({ world: { agents } }: HostCall, request: HttpRequest): HttpRequest {
  const { current } = agents;
  return current === undefined ? request : { ...request, agent: current.agent, task: String(current.id) };
}

/** What speaks with providers is loaded when one is first spoken with. */
function loadProviders(): typeof Providers {
  // What is loaded late is untyped.
  return loadLate('./ask-provider.js', import.meta.url) as typeof Providers;
}

function answerOutcome(name: string, asking: Asking, outcome: HttpOutcome): Answer {
  if (outcome.kind === 'failed') {
    return { kind: 'raise', message: `${name}: ${outcome.message}`, failure: outcome.failure };
  }
  if (outcome.kind === 'fault') return answerFault(outcome.fault, outcome.message);
  if (outcome.kind === 'none') throw new Error('somebody else was to answer');
  const { reply, bodyMs, isCut } = outcome;
  return passTime(asking, bodyMs, () => {
    if (!isCut) return answerValue(showReply(reply));
    return answerFault('truncated', 'the connection was lost within the body', reply);
  });
}

function answerFault(kind: HttpFailureKind, message: string, reply?: HttpReply): Answer {
  const fields: [string, Value][] = [
    ['kind', kind],
    ['message', message],
  ];
  const came = reply === undefined ? [] : Object.entries(showReply(reply));
  return answerValue(undefined, message, createValueMap([...fields, ...came]));
}

function showReply({ status, headers, body }: HttpReply) {
  const shown = Object.entries(headers).map(([name, value]): [string, Value] => {
    return [name, typeof value === 'string' ? value : [...value]];
  });
  return createValueMap([
    ['status', status],
    ['headers', createValueMap(shown)],
    ['body', body],
  ]);
}
