import { findEndpoint } from '../../mock/http/endpoints.js';
import { showClosed } from '../../mock/http/show-closed.js';
import type { Address } from '../../model/address.js';
import { PROVIDERS } from '../providers.js';
import { AllowList } from './allow-list.js';
import { answerModel } from './answer-model.js';
import { captureCaller } from './capture-caller.js';
import { closeNetwork } from './guard.js';
import { interceptRequests } from './intercept.js';
import type { NetworkClient } from './network-client.js';
import { createNodeError, NetworkClosed, portOf } from './node-error.js';
import { readMessage } from './read-message.js';
import { answerReply } from './responses.js';

/** Somebody who tried to reach the network when no task of an agent could answer for it. */
export interface StrayAttempt {
  /** `GET https://…`, `connect 10.0.0.1:5432`. */
  readonly what: string;
  /** The agent in whose code it was tried, though its task is over; undefined where it was in no agent's. */
  readonly agent: string | undefined;
  readonly at: Address | undefined;
  readonly message: string;
}

export interface NetworkOptions {
  /** Places that are left open: `127.0.0.1:8080`. */
  readonly allow: readonly string[];
  /** The task in whose code this is called; undefined outside of any. */
  current(): NetworkClient | undefined;
  onStray(attempt: StrayAttempt): void;
}

/**
 * Closes the network of this thread, and has requests answered by the world of the agent's task that makes them. Both stay for
 * as long as the thread lives: an agent's code may go on when its task is over. Call it before a module of an agent is loaded.
 */
export async function openNetwork(options: NetworkOptions): Promise<void> {
  const allowed = new AllowList(options.allow);
  closeNetwork(({ what, host, port }) => {
    if (allowed.allows(host, port)) return undefined;
    return refuse(options, what, captureCaller(closeNetwork));
  });
  await interceptRequests((request, made) => answerRequest(request, { ...options, allowed, made }));
}

interface Exchange extends NetworkOptions {
  readonly allowed: AllowList;
  readonly made: Error;
}

async function answerRequest(request: Request, exchange: Exchange): Promise<Response | undefined> {
  const { made } = exchange;
  const url = new URL(request.url);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  const isAllowed = exchange.allowed.allows(url.hostname, portOf(url));
  const client = exchange.current();
  if (client === undefined || !client.isOpen) {
    if (isAllowed) return undefined;
    throw refuse(exchange, `${request.method} ${request.url}`, made);
  }
  // The request itself may have to go on to the real network, and can be read only once.
  const message = await readMessage(request.clone(), { agent: client.agent, task: client.task });
  const endpoint = findEndpoint(message.method, url);
  const outcome = await client.askHttp(message, { hasOther: isAllowed || endpoint !== undefined, made });
  if (outcome.kind === 'reply') return answerReply(outcome, (ms) => client.passTime(ms, made));
  if (outcome.kind === 'fault') throw createNodeError(outcome.fault, url);
  if (outcome.kind === 'failed') throw new NetworkClosed(outcome.message);
  if (endpoint === undefined) return undefined;
  return await answerModel({ provider: PROVIDERS[endpoint.provider], message, client, made });
}

/** The error for an attempt that nothing answers, which is told. */
function refuse({ current, onStray }: NetworkOptions, what: string, made: Error): NetworkClosed {
  const client = current();
  const at = client?.locate(made);
  const message = showClosed(what, { agent: client?.agent, at });
  if (client?.isOpen === true) client.fail('mock', message, made);
  else onStray({ what, agent: client?.agent, at, message });
  return new NetworkClosed(message);
}
