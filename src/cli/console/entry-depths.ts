import type { Entry } from '../../model/entry.js';
import { kindOf } from '../../model/entry-kinds.js';

/** Entries that are remembered: what has led to the next ones is not long ago. */
const MAX_KNOWN = 10_000;

/**
 * How far in each of a scenario's entries is shown, told one after the other: what a call has led to stands further in than
 * the call, what ends it as far in as itself, and the next turn where the last one stood.
 */
export class EntryDepths {
  readonly #known = new Map<number, { readonly kind: string; readonly depth: number }>();

  /** The entry's depth; 0 where nothing that is known has led to it. */
  add({ number, kind, cause }: Entry): number {
    const by = cause === undefined ? undefined : this.#known.get(cause);
    const depth = by === undefined ? 0 : Math.max(0, by.depth + stepFrom(by.kind, kind));
    if (number !== undefined) this.#known.set(number, { kind, depth });
    if (this.#known.size > MAX_KNOWN) this.#known.delete(this.#known.keys().next().value ?? 0);
    return depth;
  }

  forget(): void {
    this.#known.clear();
  }
}

/** The model's next turn stands beside its last, which asked for the tool; the end of a task beside its beginning. */
const BACK: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'tool.result': { 'llm.call': -1, 'tool.call': 0, 'agent.result': -2, 'agent.hand_over': 0 },
  'llm.call': { 'agent.result': -1 },
  'agent.result': { 'agent.result': -2 },
};

function stepFrom(cause: string, kind: string): number {
  const back = BACK[cause]?.[kind];
  if (back !== undefined) return back;
  const ends = kindOf(kind)?.indent === 0 && (cause === 'tool.call' || cause === 'agent.task');
  return ends ? 0 : 1;
}
