import type { Endpoint } from '../../mock/http/endpoints.js';
import type { HttpOutcome, HttpReply, HttpRequest } from '../../mock/http/http-request.js';
import { dropUndefined } from '../../mock/llm/drop-undefined.js';
import type { ChunkOutcome, ModelFault } from '../../mock/llm/outcome.js';
import type { Answer } from '../../model/dispatch.js';
import { exchangeHeaders, readExchange, writeExchange, writeFaultExchange } from '../../wire/exchange.js';
import type { Provider, ReadRequest, StreamWriter } from '../../wire/provider.js';
import { PROVIDERS } from '../../wire/providers.js';
import { type Asking, askModel } from '../ask-model.js';
import { failCheck } from '../check-binding.js';
import { describeStream } from '../llm/describe-stream.js';
import { readChunk } from '../llm/stream.js';
import { createStamp } from './stamp.js';

type Then = (outcome: HttpOutcome) => Answer;

export type AskProvider = (asking: Asking, request: HttpRequest, then: Then) => Answer;

/** A request of a model as a script sends it, and what becomes of the answer. */
interface Exchange {
  readonly asking: Asking;
  readonly provider: Provider;
  readonly resume: Then;
}

/** Has a request of a script's to a provider answered by the mocks of the model, whole: of a stream all events at once. */
export function createAskProvider(name: Endpoint['provider']): AskProvider {
  const provider = PROVIDERS[name];
  return (asking, request, resume) => {
    const { world, site } = asking;
    const reading = readExchange(provider, request.body, () => createStamp(world));
    if (reading.kind === 'refused') {
      const { check, message } = reading;
      const failure = failCheck(world, { world, site, args: [] }, { check, message });
      return resume({ kind: 'failed', message, failure });
    }
    const exchange = { asking, provider, resume };
    const { agent, task, timeoutMs } = request;
    const asked = dropUndefined({ ...reading.read.request, agent, task, timeoutMs });
    return askModel(asking, asked, (outcome) => {
      if (outcome.kind === 'failed') return resume(outcome);
      if (outcome.kind === 'fault') return answerFault(exchange, outcome.fault);
      if (outcome.kind === 'stream') return readStream(exchange, reading.read, outcome.stream);
      return resume(toReply(writeExchange(provider, outcome.reply, createStamp(world))));
    });
  };
}

function toReply(reply: HttpReply, isCut = false): HttpOutcome {
  return { kind: 'reply', reply, bodyMs: 0, isCut };
}

function answerFault({ asking, provider, resume }: Exchange, fault: ModelFault): Answer {
  const outcome = writeFaultExchange(provider, fault, createStamp(asking.world));
  if (outcome.kind === 'response') return resume(toReply(outcome.response, outcome.isCut));
  return resume({ kind: 'fault', fault: outcome.fault, message: fault.message });
}

function readStream(exchange: Exchange, { request, streamsUsage }: ReadRequest, stream: number): Answer {
  const { asking, provider, resume } = exchange;
  const { world } = asking;
  const stamp = createStamp(world);
  const writer = provider.openStream({ model: request.model, ...describeStream(world, stream), stamp, streamsUsage });
  const headers = exchangeHeaders(provider, 'text/event-stream; charset=utf-8', stamp);
  let body = '';
  const next = (): Answer =>
    readChunk(asking, stream, (outcome) => {
      if (outcome.kind === 'failed') return resume(outcome);
      body += writeOutcome(writer, outcome);
      if (outcome.kind === 'chunk') return next();
      return resume(toReply({ status: 200, headers, body }, outcome.kind === 'fault'));
    });
  return next();
}

function writeOutcome(writer: StreamWriter, outcome: ChunkOutcome): string {
  if (outcome.kind === 'chunk') return writer.chunk(outcome.chunk);
  return outcome.kind === 'end' ? writer.end(outcome.reply) : '';
}
