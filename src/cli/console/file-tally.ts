import { isBad, type OutcomeKind } from '../../model/outcome.js';
import type { FileLoaded, ScenarioResult } from '../../model/run-event.js';
import { countOutcomes } from '../../model/run-record.js';

/** What is known of a file while its scenarios run; it changes as they do. */
export interface FileState {
  readonly file: string;
  readonly counts: Record<OutcomeKind, number>;
  readonly bad: ScenarioResult[];
  /** Results so far: all of them, and those of its scenarios. */
  resultCount: number;
  scenarioCount: number;
  /** How many there will be; undefined until the file is loaded. */
  selectedCount: number | undefined;
  /** Real milliseconds of its attempts and of loading it. */
  durationMs: number;
}

/** Gathers results by file, and says when a file is done. It lets go of files that are. */
export class FileTally {
  readonly #open = new Map<string, FileState>();

  /** Takes note of a loaded file; returns its state where nothing of it is left to run. */
  load(event: FileLoaded): FileState | undefined {
    const state = this.#get(event.file);
    state.selectedCount = event.selectedCount;
    state.durationMs += event.durationMs;
    return this.#closeIfDone(state);
  }

  /** Adds a result; returns the file's state where it was the last of it. */
  add(result: ScenarioResult): FileState | undefined {
    const state = this.#get(result.scenario.file);
    state.counts[result.outcome] += 1;
    state.resultCount += 1;
    const { standsFor } = result.scenario;
    if (standsFor === undefined) state.scenarioCount += 1;
    for (const attempt of [...result.earlierAttempts, result]) state.durationMs += attempt.durationMs;
    if (isBad(result.outcome)) state.bad.push(result);
    // A file that did not load has this one result and was never announced.
    if (standsFor === 'load') state.selectedCount ??= 0;
    return this.#closeIfDone(state);
  }

  /** Files of which something has run that are not done. */
  open(): readonly FileState[] {
    return [...this.#open.values()].filter((state) => state.resultCount > 0);
  }

  #get(file: string): FileState {
    const known = this.#open.get(file);
    if (known !== undefined) return known;
    const counts = { ...countOutcomes([]) };
    const state = { file, counts, bad: [], resultCount: 0, scenarioCount: 0, selectedCount: undefined, durationMs: 0 };
    this.#open.set(file, state);
    return state;
  }

  #closeIfDone(state: FileState): FileState | undefined {
    if (state.selectedCount === undefined || state.scenarioCount < state.selectedCount) return undefined;
    this.#open.delete(state.file);
    return state;
  }
}
