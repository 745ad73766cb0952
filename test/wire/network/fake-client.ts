import type { HttpOutcome, HttpRequest } from '../../../src/mock/http/http-request.js';
import type { Chunk, ModelReply } from '../../../src/mock/llm/outcome.js';
import type { LlmRequest } from '../../../src/mock/llm-request.js';
import type { ModelAnswer, NetworkClient } from '../../../src/wire/network/network-client.js';

/** A task of an agent whose world says what it is told to say, and remembers what it was asked. */
export class FakeClient implements NetworkClient {
  readonly agent = 'reviewer';
  readonly task = 'task-1';
  isOpen = true;
  elapsedMs = 0;
  /** Streams that were left before their end. */
  closed = 0;
  /** What is answered, in order; the last is repeated. */
  models: (ModelAnswer | StreamScript)[] = [];
  services: HttpOutcome[] = [];
  readonly asked: LlmRequest[] = [];
  readonly sent: HttpRequest[] = [];
  readonly failures: string[] = [];
  #number = 0;
  #chunks: (Chunk | 'fault')[] = [];
  #streamed: ModelReply | undefined;

  locate(made: Error) {
    const line = /fake-agent\.mjs:(\d+)/.exec(made.stack ?? '')?.[1];
    return line === undefined ? { file: 'fake-agent.mjs' } : { file: 'fake-agent.mjs', line: Number(line) };
  }

  async askHttp(request: HttpRequest, { hasOther }: { hasOther: boolean }): Promise<HttpOutcome> {
    const outcome = take(this.services) ?? { kind: 'none' };
    if (outcome.kind === 'none' && hasOther) return outcome;
    this.sent.push(request);
    if (outcome.kind !== 'none') return outcome;
    const message = `network is closed: ${request.method} ${request.url} (agent ${this.agent})`;
    this.failures.push(message);
    return { kind: 'failed', message, failure: this.failures.length };
  }

  async askModel(request: LlmRequest): Promise<ModelAnswer> {
    this.asked.push(request);
    const answer = take(this.models);
    if (answer === undefined) return { kind: 'failed', message: 'no mock answers this call of the model' };
    if (answer.kind !== 'chunks') return answer;
    this.#chunks = [...answer.chunks];
    this.#streamed = answer.reply;
    const { finishReason, tokens } = answer.reply;
    return { kind: 'stream', stream: 1, isRefusal: finishReason === 'refusal', tokens };
  }

  async readChunk() {
    const chunk = this.#chunks.shift();
    if (chunk === 'fault') return { kind: 'fault', fault: { kind: 'truncated', message: 'broke off' } } as const;
    if (chunk !== undefined) return { kind: 'chunk', chunk } as const;
    if (this.#streamed === undefined) throw new Error('no stream is open');
    return { kind: 'end', reply: this.#streamed } as const;
  }

  closeStream(): void {
    this.closed += 1;
  }

  stamp() {
    this.#number += 1;
    return { number: this.#number, atMs: Date.UTC(2025, 0, 1) + this.elapsedMs };
  }

  async passTime(ms: number): Promise<void> {
    this.elapsedMs += ms;
  }

  hold() {
    return { away: <Result>(ask: () => Promise<Result>) => ask(), release: () => undefined };
  }

  fail(check: string, message: string): void {
    this.failures.push(`${check}: ${message}`);
  }
}

/** A streamed answer: its chunks, and what they make together. */
export interface StreamScript {
  readonly kind: 'chunks';
  readonly chunks: readonly (Chunk | 'fault')[];
  readonly reply: ModelReply;
}

function take<T>(list: T[]): T | undefined {
  return list.length > 1 ? list.shift() : list[0];
}
