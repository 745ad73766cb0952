import type { LineCount } from '../model/rule.js';
import type { Value } from '../model/value.js';
import { instrument } from '../syntax/instrument.js';
import { parseLua } from '../syntax/parse-lua.js';
import type { StatementPoint } from '../syntax/points.js';
import type { SlotCounts } from '../vm/count-taker.js';

/** Where what scripts count is added up, by file. */
export interface ScriptCounts {
  /** Where the counts of a file are added up, counters then flags; undefined where it does not count. */
  open(file: string, source: Uint8Array): SlotCounts | undefined;
}

/** Puts counters into sources, and reads them. */
export class Counting {
  /** Steps (calls of functions and turns of loops) that one call may take; undefined where none are counted. */
  readonly budget: number | undefined;
  /** Whether lines are counted. */
  readonly isExplained: boolean;
  /** By their numbers, what the counters of files mean. */
  readonly #files: {
    readonly file: string;
    readonly source: Uint8Array;
    readonly statements: readonly StatementPoint[];
  }[] = [];

  /** Tables of counters in the VM's memory, and whose counts they hold. */
  readonly #tables: { readonly table: number; readonly find: () => SlotCounts | undefined }[] = [];
  readonly #counts: ScriptCounts | undefined;

  constructor(budget: number | undefined, isExplained: boolean, counts?: ScriptCounts) {
    this.budget = budget;
    this.isExplained = isExplained;
    this.#counts = counts;
  }

  /** Whether what runs is counted for others too. */
  get isCovered(): boolean {
    return this.#counts !== undefined;
  }

  /** A source (which Lua compiles) with counters, its number, and how many counters and flags it has. */
  add(source: Uint8Array, chunkName: string): readonly Value[] {
    // What a script puts together while it runs has no lines that a person could look at.
    const isFile = chunkName.startsWith('@');
    const file = chunkName.slice(1);
    const branches = isFile && this.#counts?.open(file, source) !== undefined;
    const lines = (this.isExplained && isFile) || branches;
    const { source: counted, points } = instrument(parseLua(source), {
      steps: this.budget !== undefined,
      lines,
      branches,
    });
    if (!lines) return [counted, 0, 0, 0];
    const number = this.#files.push({ file, source, statements: points.statements });
    return [counted, number, points.counterCount, points.flagCount];
  }

  /** Notes where the counters of a file lie. */
  place(number: number, table: number): void {
    const { file, source } = this.#files[number - 1] ?? {};
    if (file === undefined || source === undefined) return;
    // Asked for anew each time: others take the counts away.
    this.#tables.push({ table, find: () => this.#counts?.open(file, source) });
  }

  /** Adds up what was counted since the last time. */
  take(read: (table: number, into: SlotCounts) => void): void {
    for (const { table, find } of this.#tables) {
      const into = find();
      if (into !== undefined) read(table, into);
    }
  }

  /** The lines that were run, by file and line. `counts`: of each file that has counters its number and they. */
  read(counts: readonly { readonly number: number; readonly counters: readonly number[] }[]): readonly LineCount[] {
    return counts.flatMap(({ number, counters }) => {
      const { file, statements } = this.#files[number - 1] ?? { file: '', statements: [] };
      const lines = new Map<number, number>();
      // Of several statements on a line the one that ran most tells how often it was come by.
      for (const { line, slot } of statements) lines.set(line, Math.max(lines.get(line) ?? 0, counters[slot] ?? 0));
      const run = [...lines].filter(([, count]) => count > 0).sort(([a], [b]) => a - b);
      return run.map(([line, count]) => ({ file, line, count }));
    });
  }
}
