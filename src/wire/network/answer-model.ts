import type { Endpoint } from '../../mock/http/endpoints.js';
import type { HttpRequest } from '../../mock/http/http-request.js';
import type { ModelFault } from '../../mock/llm/outcome.js';
import { exchangeHeaders, readExchange, refuseExchange, writeExchange, writeFaultExchange } from '../exchange.js';
import type { Provider, ReadRequest } from '../provider.js';
import { PROVIDERS } from '../providers.js';
import type { ModelAnswer, NetworkClient } from './network-client.js';
import { createNodeError } from './node-error.js';
import { answerReply, createBody, createResponse, lostConnection } from './responses.js';
import { type Sender, whileAway } from './sender.js';

/** A request for a model's answer, and who makes it. */
export interface ModelExchange {
  readonly endpoint: Endpoint;
  readonly message: HttpRequest;
  readonly client: NetworkClient;
  readonly sender: Sender;
  /** Aborted where the agent no longer waits. */
  readonly signal: AbortSignal;
}

interface Exchange extends ModelExchange {
  readonly provider: Provider;
}

/** Answers a request of a model as its provider would. Throws a NodeError where the network fails. */
export async function answerModel(asked: ModelExchange): Promise<Response> {
  const { message, client, sender } = asked;
  const { made } = sender;
  const provider = PROVIDERS[asked.endpoint.provider];
  const exchange: Exchange = { ...asked, provider };
  const reading = readExchange(provider, message.body, () => client.stamp());
  if (reading.kind === 'refused') {
    client.fail(reading.check, reading.message, made);
    return createResponse(reading.response);
  }
  const { read } = reading;
  const request = { ...read.request, agent: client.agent, task: client.task };
  const answer = await whileAway(sender, () => client.askModel(request, made));
  if (answer.kind === 'fault') return answerFault(exchange, answer.fault);
  if (answer.kind === 'stream') return openStream(exchange, read, answer);
  const stamp = client.stamp();
  if (answer.kind === 'reply') return createResponse(writeExchange(provider, answer.reply, stamp));
  return createResponse(refuseExchange(provider, { status: 400, message: answer.message }, stamp));
}

function answerFault({ provider, message, client }: Exchange, fault: ModelFault): Response {
  const outcome = writeFaultExchange(provider, fault, client.stamp());
  if (outcome.kind === 'broken') throw createNodeError(outcome.fault, new URL(message.url));
  const { response, isCut } = outcome;
  return answerReply({ kind: 'reply', reply: response, bodyMs: 0, isCut }, { passTime: () => Promise.resolve() });
}

type StreamAnswer = Extract<ModelAnswer, { kind: 'stream' }>;

/** Chunks are asked for as the agent reads them: the time between them passes then. */
function openStream(exchange: Exchange, read: ReadRequest, answer: StreamAnswer): Response {
  const { provider, client, sender, signal } = exchange;
  const { isRefusal, tokens, stream } = answer;
  const stamp = client.stamp();
  const { streamsUsage, request } = read;
  const writer = provider.openStream({ model: request.model, isRefusal, tokens, stamp, streamsUsage });
  const body = createBody(
    async () => {
      const outcome = await client.readChunk(stream, sender.made);
      if (outcome.kind === 'chunk') return { text: writer.chunk(outcome.chunk), isLast: false };
      if (outcome.kind === 'end') return { text: writer.end(outcome.reply), isLast: true };
      throw lostConnection();
    },
    { signal, onLeave: () => client.closeStream(stream) },
  );
  const headers = exchangeHeaders(provider, 'text/event-stream; charset=utf-8', stamp);
  return new Response(body, { status: 200, headers });
}
