import { findEndpoint } from '../../mock/http/endpoints.js';
import { showClosed } from '../../mock/http/show-closed.js';
import { loadLate } from '../../model/load-late.js';
import { AllowList } from './allow-list.js';
import type * as AnswerModel from './answer-model.js';
import { captureCaller } from './capture-caller.js';
import { closeNetwork } from './guard.js';
import { type Interception, interceptRequests } from './intercept.js';
import { createNodeError, NetworkClosed, portOf } from './node-error.js';
import { readMessage } from './read-message.js';
import { answerReply } from './responses.js';
import { type Sender, whileAway } from './sender.js';

export interface NetworkOptions extends Pick<Interception, 'current' | 'outside'> {
  /** Places that are left open: `127.0.0.1:8080`. */
  readonly allow: readonly string[];
  /** Told of an attempt to reach the network outside of any task. */
  onStray(message: string): void;
}

/**
 * Closes the network of this thread, and has requests answered by the world of the agent's task that makes them. Both stay for
 * as long as the thread lives: an agent's code may go on when its task is over. Call it before a module of an agent is loaded.
 */
export function openNetwork(options: NetworkOptions): void {
  const allowed = new AllowList(options.allow);
  closeNetwork(({ what, host, port }, below) => {
    if (allowed.allows(host, port)) return undefined;
    return refuse(options, what, { client: options.current(), made: captureCaller(below) });
  });
  const { current, outside } = options;
  interceptRequests({
    current,
    outside,
    answer: (request, sender) => answerRequest(request, { ...options, allowed, sender }),
  });
}

interface Exchange extends NetworkOptions {
  readonly allowed: AllowList;
  readonly sender: Sender;
}

async function answerRequest(request: Request, exchange: Exchange): Promise<Response | undefined> {
  const { sender } = exchange;
  const { client, made } = sender;
  const url = new URL(request.url);
  const { signal } = request;
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  const isAllowed = exchange.allowed.allows(url.hostname, portOf(url));
  if (client === undefined || !client.isOpen) {
    if (isAllowed) return undefined;
    throw refuse(exchange, `${request.method} ${request.url}`, sender);
  }
  // The request itself may have to go on to the real network, and can be read only once.
  const message = await readMessage(request.clone(), { agent: client.agent, task: client.task });
  const endpoint = findEndpoint(message.method, url);
  const hasOther = isAllowed || endpoint !== undefined;
  const outcome = await whileAway(sender, () => client.askHttp(message, { hasOther, made }));
  if (outcome.kind === 'reply') return answerReply(outcome, { passTime: (ms) => client.passTime(ms, made), signal });
  if (outcome.kind === 'fault') throw createNodeError(outcome.fault, url);
  if (outcome.kind === 'failed') throw new NetworkClosed(outcome.message);
  if (endpoint === undefined) return undefined;
  return await loadModels().answerModel({ endpoint, message, client, sender, signal });
}

/** What speaks with providers is loaded when one is first spoken with. */
function loadModels(): typeof AnswerModel {
  // What is loaded late is untyped.
  return loadLate('./answer-model.js', import.meta.url) as typeof AnswerModel;
}

/** The error for an attempt that nothing answers, which is told. */
function refuse({ onStray }: NetworkOptions, what: string, { client, made }: Sender): NetworkClosed {
  const at = client?.locate(made);
  const message = showClosed(what, { agent: client?.agent, task: client?.task, at });
  if (client === undefined) onStray(message);
  else client.fail('mock', message, made);
  return new NetworkClosed(message);
}
