import type { LineCount } from '../model/rule.js';
import type { Value } from '../model/value.js';
import { instrument } from '../syntax/instrument.js';
import { parseLua } from '../syntax/parse-lua.js';
import type { StatementPoint } from '../syntax/points.js';

/** Puts counters into sources, and reads them. */
export class Counting {
  /** Steps (calls of functions and turns of loops) that one call may take; undefined where none are counted. */
  readonly budget: number | undefined;
  /** Whether lines are counted. */
  readonly isExplained: boolean;
  /** By their numbers, what the counters of files mean. */
  readonly #files: { readonly file: string; readonly statements: readonly StatementPoint[] }[] = [];

  constructor(budget: number | undefined, isExplained: boolean) {
    this.budget = budget;
    this.isExplained = isExplained;
  }

  /** A source (which Lua compiles) with counters, its number, and how many counters of lines it has. */
  add(source: Uint8Array, chunkName: string): readonly Value[] {
    // What a script puts together while it runs has no lines that a person could look at.
    const isFile = chunkName.startsWith('@');
    const lines = this.isExplained && isFile;
    const { source: counted, points } = instrument(parseLua(source), { steps: this.budget !== undefined, lines });
    if (!lines) return [counted, 0, 0];
    const number = this.#files.push({ file: chunkName.slice(1), statements: points.statements });
    return [counted, number, points.counterCount];
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
