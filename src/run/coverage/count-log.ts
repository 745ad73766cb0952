import type { CountedUnit, UnitNote } from './counted-unit.js';
import { addCounts, type FileCounts } from './unit-counts.js';

/** Gathers what was counted until it is posted. */
export class CountLog {
  readonly #isByScenario: boolean;
  /** Of scenarios, together. */
  #counts = new Map<string, Float64Array>();
  #units: UnitNote[] = [];

  /** `isByScenario`: whether what each scenario counts is told by itself. */
  constructor(isByScenario: boolean) {
    this.#isByScenario = isByScenario;
  }

  /** Adds what was counted in a unit. */
  add(unit: CountedUnit, counts: FileCounts): void {
    if (unit.kind === 'scenario' && !this.#isByScenario) addCounts(this.#counts, counts);
    else if (counts.size > 0) this.#units.push({ unit, counts });
  }

  take(): readonly UnitNote[] {
    const counted = [...this.#units, ...(this.#counts.size > 0 ? [{ unit: undefined, counts: this.#counts }] : [])];
    this.#units = [];
    this.#counts = new Map();
    return counted;
  }
}
