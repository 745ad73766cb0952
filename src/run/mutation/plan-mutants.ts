import type { ScenarioResult } from '../../model/run-event.js';
import type { Mutant } from '../../syntax/mutant.js';
import type { CoveragePoints } from '../../syntax/points.js';
import type { UnitNote } from '../coverage/counted-unit.js';
import type { MutantWork } from '../worker-messages.js';

/** What a run of the scenarios with the script as it is has shown. */
export interface Baseline {
  readonly notes: readonly UnitNote[];
  readonly results: readonly ScenarioResult[];
}

/** What runs a piece of a script. */
export interface FoundRuns {
  /** By file; those that took least time first. */
  readonly runs: MutantWork['runs'];
  /** Ids of the scenarios. */
  readonly ids: readonly string[];
  /** How long the slowest of them took, in milliseconds. */
  readonly slowestMs: number;
}

/** Tells which scenarios run a piece of a script. */
export class ScenarioFinder {
  readonly #script: string;
  readonly #points: CoveragePoints;
  readonly #notes: readonly UnitNote[];
  /** By file, the results of its scenarios by position. */
  readonly #results = new Map<string, ScenarioResult[]>();
  readonly #known = new Map<number | undefined, FoundRuns>();

  constructor(script: string, points: CoveragePoints, { notes, results }: Baseline) {
    this.#script = script;
    this.#points = points;
    this.#notes = notes;
    for (const result of results) {
      if (result.scenario.standsFor !== undefined) continue;
      const known = this.#results.get(result.scenario.file) ?? [];
      known.push(result);
      this.#results.set(result.scenario.file, known);
    }
    for (const list of this.#results.values()) list.sort((a, b) => a.scenario.index - b.scenario.index);
  }

  /** The scenarios that run what a mutant changes. */
  find(mutant: Pick<Mutant, 'start' | 'end'>): FoundRuns {
    const slot = this.#slotOf(mutant);
    const known = this.#known.get(slot) ?? this.#describe(this.#findRuns(slot));
    this.#known.set(slot, known);
    return known;
  }

  #describe(runs: MutantWork['runs']): FoundRuns {
    const results = runs.flatMap(({ file, positions }) =>
      positions.flatMap((at) => this.#results.get(file)?.[at] ?? []),
    );
    return {
      runs,
      ids: results.map(({ scenario }) => scenario.id),
      slowestMs: Math.max(0, ...results.map(({ durationMs }) => durationMs)),
    };
  }

  /** The counter of the innermost statement around a place; undefined for what stands outside of all. */
  #slotOf({ start, end }: Pick<Mutant, 'start' | 'end'>): number | undefined {
    let best: CoveragePoints['statements'][number] | undefined;
    for (const point of this.#points.statements) {
      const isAround = point.start <= start && end <= point.end;
      if (isAround && (best === undefined || point.end - point.start < best.end - best.start)) best = point;
    }
    return best?.slot;
  }

  #findRuns(slot: number | undefined): MutantWork['runs'] {
    const whole = new Set<string>();
    const positions = new Map<string, Set<number>>();
    for (const { unit, counts } of this.#notes) {
      const own = counts.get(this.#script);
      if (unit === undefined || own === undefined || (slot !== undefined && (own[slot] ?? 0) === 0)) continue;
      // What a load or a setup runs, all that comes after it may find.
      if (unit.kind !== 'scenario') whole.add(unit.file);
      else positions.set(unit.file, (positions.get(unit.file) ?? new Set()).add(unit.position));
    }
    const files = [...new Set([...whole, ...positions.keys()])];
    const runs = files.map((file) => ({
      file,
      positions: this.#order(file, whole.has(file) ? undefined : positions.get(file)),
    }));
    const costs = new Map(runs.map(({ file, positions: list }) => [file, this.#cost(file, list)]));
    return runs
      .filter((run) => run.positions.length > 0)
      .sort((a, b) => (costs.get(a.file) ?? 0) - (costs.get(b.file) ?? 0) || (a.file < b.file ? -1 : 1));
  }

  /** Positions that ran in the baseline, all of a file or some, in their order: blocks are set up once. */
  #order(file: string, some: ReadonlySet<number> | undefined): number[] {
    const results = this.#results.get(file) ?? [];
    return results.flatMap((result, position) => {
      const hasRun = result.outcome === 'passed' || result.outcome === 'flaky';
      return hasRun && (some === undefined || some.has(position)) ? [position] : [];
    });
  }

  #cost(file: string, positions: readonly number[]): number {
    const results = this.#results.get(file) ?? [];
    return positions.reduce((sum, position) => sum + (results[position]?.durationMs ?? 0), 0);
  }
}
