import type { LlmRequest, TokenCounts } from '../../mock/llm-request.js';

/** What calls of a model come to. */
export interface Spent extends TokenCounts {
  readonly calls: number;
  /** In units of `money.ts`. */
  readonly money: bigint;
}

/** Whose calls are meant: an agent's, a task's, else all of the scenario. */
export interface Spender {
  readonly agent?: string;
  readonly task?: string;
}

/** The key of all calls together. */
const ALL = '';

const NOTHING_SPENT: Spent = { calls: 0, input: 0, output: 0, cached: 0, money: 0n };

/** What the calls of one world come to: all of them, and those of each agent and each task. */
export class Accounts {
  #spent: Map<string, Spent>;
  /** Whether the map is another world's too. */
  #isShared = false;

  constructor(spent: Map<string, Spent> = new Map()) {
    this.#spent = spent;
  }

  fork(): Accounts {
    const fork = new Accounts(this.#spent);
    fork.#isShared = true;
    this.#isShared = true;
    return fork;
  }

  add(request: LlmRequest, tokens: TokenCounts, money: bigint): void {
    if (this.#isShared) this.#spent = new Map(this.#spent);
    this.#isShared = false;
    const { agent, task } = request;
    this.#addTo(ALL, tokens, money);
    if (agent !== undefined) this.#addTo(keyOf({ agent }), tokens, money);
    if (task !== undefined) this.#addTo(keyOf({ task }), tokens, money);
    if (agent !== undefined && task !== undefined) this.#addTo(keyOf({ agent, task }), tokens, money);
  }

  #addTo(key: string, { input, output, cached }: TokenCounts, money: bigint): void {
    const known = this.#spent.get(key) ?? NOTHING_SPENT;
    this.#spent.set(key, {
      calls: known.calls + 1,
      input: known.input + input,
      output: known.output + output,
      cached: known.cached + cached,
      money: known.money + money,
    });
  }

  of(spender: Spender): Spent {
    return this.#spent.get(keyOf(spender)) ?? NOTHING_SPENT;
  }
}

/** Names may hold anything, so their lengths set them apart. */
export function keyOf({ agent, task }: Spender): string {
  if (agent === undefined && task === undefined) return ALL;
  const part = (name: string | undefined) => (name === undefined ? '-' : `${name.length}:${name}`);
  return `${part(agent)} ${part(task)}`;
}
