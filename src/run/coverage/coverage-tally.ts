import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { CoveredFile } from '../../model/coverage.js';
import { KnownError } from '../../model/known-error.js';
import type { CoverageMeasured, RunEvent, Warning } from '../../model/run-event.js';
import { showSystemError } from '../../model/system-error.js';
import { LuaTokenError } from '../../syntax/lua-tokens.js';
import type { CoveragePoints } from '../../syntax/points.js';
import { prepareSource } from '../../vm/source.js';
import type { CountedUnit, UnitNote } from './counted-unit.js';
import { measureSource } from './counting-sources.js';
import { addCounts } from './unit-counts.js';

interface MeasuredFile {
  readonly file: string;
  readonly source: string;
  readonly points: CoveragePoints;
}

/** The parent's side of coverage: adds up what workers have counted, and knows what the counts mean. */
export class CoverageTally {
  readonly #root: string;
  readonly #counts = new Map<string, Float64Array>();
  /** Loads and setups that were told; a worker that goes on for a dead one runs them again. */
  readonly #told = new Set<string>();
  readonly #measured: MeasuredFile[] = [];
  readonly #warnings: Warning[] = [];

  /** `root`: the project's folder. */
  constructor(root: string) {
    this.#root = root;
  }

  add(notes: readonly UnitNote[]): void {
    for (const { unit, counts } of notes) {
      const key = unit === undefined || unit.kind === 'scenario' ? undefined : showUnit(unit);
      if (key === undefined || this.#told.size < this.#told.add(key).size) addCounts(this.#counts, counts);
    }
  }

  /** Finds out what there is to count in files, while the workers run. */
  async measure(files: readonly string[]): Promise<void> {
    for (const file of files) {
      // Between two of them what the workers tell is heard.
      await setImmediate();
      this.#measure(file);
    }
  }

  #measure(file: string): void {
    try {
      const source = prepareSource(readFileSync(join(this.#root, file)), file);
      this.#measured.push({ file, source: Buffer.from(source).toString(), points: measureSource(source).points });
    } catch (error) {
      this.#warnings.push({ kind: 'warning', ...showProblem(error, file) });
    }
  }

  /** What is to be told at the end. */
  finish(): readonly RunEvent[] {
    const files = this.#measured.flatMap((measured) => this.#cover(measured) ?? []);
    const event: CoverageMeasured = { kind: 'coverage', files };
    return [...this.#warnings, event];
  }

  #cover({ file, source, points }: MeasuredFile): CoveredFile | undefined {
    const size = points.counterCount + points.flagCount;
    const counts = this.#counts.get(file) ?? new Float64Array(size);
    if (counts.length !== size) {
      this.#warnings.push({ kind: 'warning', message: 'has changed during the run, and does not count', at: { file } });
      return undefined;
    }
    const at = ({ slot }: { readonly slot: number }) => counts[slot] ?? 0;
    const lines = new Map<number, number>();
    for (const point of points.statements) lines.set(point.line, Math.max(lines.get(point.line) ?? 0, at(point)));
    return {
      file,
      source,
      lines: [...lines].sort(([a], [b]) => a - b),
      branches: points.branches.map(({ slot, ...branch }) => ({ ...branch, count: at({ slot }) })).sort(byLine),
      functions: points.functions.map(({ slot, ...fn }) => ({ ...fn, count: at({ slot }) })).sort(byLine),
    };
  }
}

function byLine(a: { readonly line: number }, b: { readonly line: number }): number {
  return a.line - b.line;
}

function showUnit(unit: CountedUnit): string {
  return unit.kind === 'setup' ? `${unit.file}\n${unit.block} ${unit.chunk}` : unit.file;
}

function showProblem(error: unknown, file: string): Omit<Warning, 'kind'> {
  const hint = 'coverage.exclude of the config leaves it out';
  if (error instanceof LuaTokenError)
    return { message: `not valid Lua, so it does not count: ${error.message}`, at: { file, line: error.line }, hint };
  const why = error instanceof KnownError ? error.message : showSystemError(error);
  if (why === undefined) throw error;
  return { message: `does not count: ${why}`, at: { file }, hint };
}
