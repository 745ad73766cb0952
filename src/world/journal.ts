import type { Entry } from '../model/entry.js';

/** Entries held of one scenario: the first and the last; those between are only counted. */
const HELD = 1000;
const MAX_TEXT = 1000;

/** The ordered facts of one scenario. */
export class Journal {
  readonly #entries: Entry[];
  #count: number;

  constructor(entries: readonly Entry[] = [], count = 0) {
    this.#entries = [...entries];
    this.#count = count;
  }

  fork(): Journal {
    return new Journal(this.#entries, this.#count);
  }

  add(entry: Entry): void {
    this.#count += 1;
    this.#entries.push(entry.text.length > MAX_TEXT ? { ...entry, text: `${entry.text.slice(0, MAX_TEXT)}…` } : entry);
    if (this.#entries.length > HELD * 2) this.#entries.splice(HELD / 2, HELD);
  }

  /** How many there were, held or not. */
  get count(): number {
    return this.#count;
  }

  /** At most `limit` entries: the first half and the last half of what is held. */
  entries(limit: number): readonly Entry[] {
    if (this.#entries.length <= limit) return this.#entries;
    const head = Math.ceil(limit / 2);
    return [...this.#entries.slice(0, head), ...this.#entries.slice(this.#entries.length - (limit - head))];
  }
}
