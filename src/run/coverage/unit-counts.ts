import type { SlotCounts } from '../../vm/count-taker.js';
import type { CountingSources } from './counting-sources.js';

/** Counts by file. */
export type FileCounts = ReadonlyMap<string, Float64Array>;

/** What was counted since a moment, by file. */
export class UnitCounts {
  readonly #sources: CountingSources;
  #files = new Map<string, SlotCounts>();

  constructor(sources: CountingSources) {
    this.#sources = sources;
  }

  /** Where the counts of a file are added up. */
  of(file: string): SlotCounts {
    const known = this.#files.get(file);
    if (known !== undefined) return known;
    const { counterCount, flagCount } = this.#sources.sizeOf(file);
    const fresh = { counts: new Float64Array(counterCount + flagCount), counterCount };
    this.#files.set(file, fresh);
    return fresh;
  }

  /** What was counted; the next counts begin at zero. */
  take(): FileCounts {
    const taken = new Map(Array.from(this.#files, ([file, { counts }]) => [file, counts]));
    this.#files = new Map();
    return taken;
  }
}

/** Adds counts to others, which are changed. */
export function addCounts(sum: Map<string, Float64Array>, added: FileCounts): void {
  for (const [file, counts] of added) {
    const known = sum.get(file);
    if (known === undefined) sum.set(file, counts.slice());
    else for (let slot = 0; slot < counts.length; slot++) known[slot] = (known[slot] ?? 0) + (counts[slot] ?? 0);
  }
}
