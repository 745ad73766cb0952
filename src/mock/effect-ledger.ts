import type { Address } from '../model/address.js';

/** What was done to a file. */
export type EffectKind = 'read' | 'write' | 'append' | 'delete' | 'move';

/** One thing that was done, or tried, to the files of a workspace. */
export interface Effect {
  readonly kind: EffectKind;
  /** As scripts call it: `workspace.read_file`. */
  readonly call: string;
  /** As it was given, where it is refused. */
  readonly path: string;
  /** Where it was moved to. */
  readonly to: string | undefined;
  /** Bytes read or written. */
  readonly bytes: number | undefined;
  /** Agent and task that did it; the scenario itself where undefined. */
  readonly by: string | undefined;
  readonly task: string | undefined;
  /** Virtual milliseconds since the world began. */
  readonly atMs: number;
  readonly place: Address | undefined;
  /** Why it failed. */
  readonly error: string | undefined;
  /** The kind of the scripted fault that it met. */
  readonly fault: string | undefined;
}

/** So many are kept; later ones are counted. */
const MAX_EFFECTS = 100_000;

interface Link {
  readonly effect: Effect;
  readonly earlier: Link | undefined;
}

/** All that was done to the files of one world, in order. It never changes: adding gives another one that shares it. */
export class EffectLedger {
  readonly #newest: Link | undefined;
  readonly keptCount: number;
  readonly count: number;

  constructor(newest?: Link, keptCount = 0, count = keptCount) {
    this.#newest = newest;
    this.keptCount = keptCount;
    this.count = count;
  }

  add(effect: Effect): EffectLedger {
    if (this.keptCount === MAX_EFFECTS) return new EffectLedger(this.#newest, MAX_EFFECTS, this.count + 1);
    return new EffectLedger({ effect, earlier: this.#newest }, this.keptCount + 1);
  }

  /** Those that were kept, oldest first. */
  list(): Effect[] {
    const effects: Effect[] = [];
    for (let link = this.#newest; link !== undefined; link = link.earlier) effects.push(link.effect);
    return effects.reverse();
  }
}
