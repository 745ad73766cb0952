import type { HttpOutcome, HttpRequest } from '../../mock/http/http-request.js';
import type { ChunkOutcome } from '../../mock/llm/outcome.js';
import type { LlmRequest } from '../../mock/llm-request.js';
import type { Address } from '../../model/address.js';
import { type Answer, answerValue } from '../../model/dispatch.js';
import type { Hold, ModelAnswer, NetworkClient } from '../../wire/network/network-client.js';
import type { Stamp } from '../../wire/provider.js';
import { askModel } from '../ask-model.js';
import type { HostCall } from '../host-function.js';
import { askHttp } from '../http/ask-http.js';
import { createStamp } from '../http/stamp.js';
import { describeStream } from '../llm/describe-stream.js';
import { closeStream, isOpen, readChunk } from '../llm/stream.js';
import { passTime, switchPoint } from '../pass-time.js';
import type { AgentContext } from './agent-context.js';
import { failLate } from './fail-late.js';
import { findStop } from './find-stop.js';

/** Answers a question with its outcome, when that is known. */
type Ask<Outcome> = (call: HostCall, tell: (outcome: Outcome) => Answer) => Answer;

/** The network as the task of a native agent has it: what it asks for is done by the task's pump, as all that it asks for. */
export class AgentClient implements NetworkClient {
  readonly #context: AgentContext;

  constructor(context: AgentContext) {
    this.#context = context;
  }

  get agent(): string {
    return this.#context.run.task.agent;
  }

  get task(): string {
    return String(this.#context.run.task.id);
  }

  get isOpen(): boolean {
    return !this.#context.run.isOver;
  }

  locate(made: Error): Address | undefined {
    const { lines, file } = this.#context;
    return lines.addressOf(made) ?? { file };
  }

  hold(): Hold {
    return this.#context.run.holds.add();
  }

  askHttp(request: HttpRequest, { hasOther, made }: { hasOther: boolean; made: Error }): Promise<HttpOutcome> {
    const trier = { agent: this.agent, task: this.task, at: this.locate(made) };
    return this.#ask('http.request', made, (call, resume) =>
      switchPoint(call, () => askHttp(call, request, { hasOther, trier, resume })),
    );
  }

  askModel(request: LlmRequest, made: Error): Promise<ModelAnswer> {
    const { run } = this.#context;
    return this.#ask('llm.call', made, (call, tell) => {
      const stop = findStop(run);
      if (stop !== undefined) {
        run.stop(stop);
        return tell({ kind: 'failed', message: String(stop.error) });
      }
      run.turns += 1;
      return switchPoint(call, () =>
        askModel(call, request, (outcome) => {
          if (outcome.kind !== 'stream') return tell(outcome);
          return tell({ ...outcome, ...describeStream(call.world, outcome.stream) });
        }),
      );
    });
  }

  readChunk(stream: number, made: Error): Promise<ChunkOutcome> {
    return this.#ask('llm.read_chunk', made, (call, tell) => readChunk(call, stream, tell));
  }

  closeStream(stream: number): void {
    const { world } = this.#context.run;
    if (this.isOpen && isOpen(world, stream)) closeStream(world, stream);
  }

  stamp(): Stamp {
    return createStamp(this.#context.run.world);
  }

  async passTime(ms: number, made: Error): Promise<void> {
    await this.#ask<true>('http.read', made, (call, tell) => passTime(call, ms, () => tell(true)));
  }

  fail(check: 'mock' | 'protocol', message: string, made: Error): void {
    const { run } = this.#context;
    run.world.agents.runIn(run.task, () => failLate(run.world, this.locate(made), { check, message }));
  }

  async #ask<Outcome>(name: string, made: Error, ask: Ask<Outcome>): Promise<Outcome> {
    let told: { readonly outcome: Outcome } | undefined;
    const run = (call: HostCall) =>
      ask(call, (outcome) => {
        told = { outcome };
        return answerValue();
      });
    await this.#context.run.call({ name, args: [], by: { run }, locate: () => this.locate(made) });
    if (told === undefined) throw new Error(`${name} has no outcome`);
    return told.outcome;
  }
}
