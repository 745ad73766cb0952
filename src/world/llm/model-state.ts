import { createLlmMocks, type LlmMocking } from '../../mock/llm/llm-mock.js';
import type { CallNumbers } from '../../mock/llm/match.js';
import type { LlmRequest, ToolCall } from '../../mock/llm-request.js';
import { Ledger } from '../mocks/ledger.js';
import { Accounts } from './accounts.js';
import type { Budget } from './budget.js';
import type { OpenStream } from './open-stream.js';

/** Calls of tools remembered, of those that mocks asked for. */
const MAX_ISSUED = 1000;

/** All of the mocked model that a scenario can change. It forks with the world. */
export class ModelState {
  mocks = createLlmMocks();
  accounts = new Accounts();
  ledger = new Ledger<LlmMocking>();
  budgets: readonly Budget[] = [];
  #callCount = 0;
  #agentCalls = new Map<string, number>();
  #toolCallCount = 0;
  /** By id: what mocks asked for, which agents send back as it was. */
  #issued = new Map<string, ToolCall>();
  readonly #streams = new Map<number, OpenStream>();
  #streamCount = 0;

  fork(): ModelState {
    const fork = new ModelState();
    fork.mocks = this.mocks.fork();
    fork.accounts = this.accounts.fork();
    fork.ledger = this.ledger.fork();
    fork.budgets = this.budgets;
    fork.#callCount = this.#callCount;
    fork.#agentCalls = new Map(this.#agentCalls);
    fork.#toolCallCount = this.#toolCallCount;
    fork.#issued = new Map(this.#issued);
    for (const [number, stream] of this.#streams) fork.#streams.set(number, { ...stream });
    fork.#streamCount = this.#streamCount;
    return fork;
  }

  /** Counts a call; gives its numbers. */
  countCall({ agent }: LlmRequest): CallNumbers {
    this.#callCount += 1;
    if (agent === undefined) return { call: this.#callCount, agentCall: 0 };
    const agentCall = (this.#agentCalls.get(agent) ?? 0) + 1;
    this.#agentCalls.set(agent, agentCall);
    return { call: this.#callCount, agentCall };
  }

  /** An id for a tool's call: the next one of this world. */
  nextToolCallId(): string {
    this.#toolCallCount += 1;
    return `call_${this.#toolCallCount}`;
  }

  issue(call: ToolCall): void {
    if (this.#issued.size >= MAX_ISSUED) this.#issued.clear();
    this.#issued.set(call.id, call);
  }

  /** What a mock asked for under an id. */
  issued(id: string): ToolCall | undefined {
    return this.#issued.get(id);
  }

  /** Keeps an open stream; gives the number by which it is known. */
  addStream(stream: OpenStream): number {
    this.#streamCount += 1;
    this.#streams.set(this.#streamCount, stream);
    return this.#streamCount;
  }

  stream(number: number): OpenStream | undefined {
    return this.#streams.get(number);
  }

  dropStream(number: number): void {
    this.#streams.delete(number);
  }

  get hasOpenStreams(): boolean {
    return this.#streams.size > 0;
  }

  get openStreams(): readonly number[] {
    return [...this.#streams.keys()];
  }
}
