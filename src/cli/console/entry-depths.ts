import type { Entry } from '../../model/entry.js';

/** Entries that are remembered: what has led to the next ones is not long ago. */
const MAX_KNOWN = 10_000;

/**
 * How far in each of a scenario's entries is shown, told one after the other: what a call has led to stands further in than
 * the call, what ends it as far in as itself, and the next turn where the last one stood.
 */
export class EntryDepths {
  readonly #known = new Map<number, { readonly kind: string; readonly depth: number }>();
  /** Of tasks of agents that have not ended. */
  readonly #tasks = new Map<string, number>();

  /** The entry's depth; 0 where nothing that is known has led to it. */
  add(entry: Entry): number {
    const { number, kind } = entry;
    const depth = this.#depthOf(entry);
    if (number !== undefined) this.#known.set(number, { kind, depth });
    if (this.#known.size > MAX_KNOWN) this.#known.delete(this.#known.keys().next().value ?? 0);
    return depth;
  }

  forget(): void {
    this.#known.clear();
    this.#tasks.clear();
  }

  #depthOf({ kind, cause, agent, data }: Entry): number {
    const by = cause === undefined ? undefined : this.#known.get(cause);
    const depth = by === undefined ? 0 : Math.max(0, by.depth + stepFrom(by.kind, kind));
    const task = `${agent} ${String(data?.task)}`;
    if (kind === 'agent.task') this.#tasks.set(task, depth);
    if (kind !== 'agent.result') return depth;
    const begun = this.#tasks.get(task) ?? depth;
    this.#tasks.delete(task);
    return begun;
  }
}

/** What ends a call stands as far in as that; the model's next turn beside its last, which asked for the tool. */
function stepFrom(cause: string, kind: string): number {
  if (cause === 'tool.result' && kind === 'llm.call') return -1;
  return cause === 'tool.call' && kind === 'tool.result' ? 0 : 1;
}
