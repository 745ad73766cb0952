import type { CoveredFile } from './coverage.js';
import { parseEventLine } from './event-line.js';
import { LineShelf } from './line-shelf.js';
import type { OutcomeKind } from './outcome.js';
import type { FileLoaded, RunEvent, RunFinished, RunStarted, ScenarioResult, Warning } from './run-event.js';
import { compareDefinition } from './scenario.js';

export type OutcomeCounts = Readonly<Record<OutcomeKind, number>>;

/** A whole run as data. Its lists are sorted, so it does not depend on which worker was quicker. */
export interface RunRecord {
  readonly started: RunStarted;
  /** By file, in code unit order. */
  readonly files: readonly FileLoaded[];
  /** By file, then in the order of definition. */
  readonly results: readonly ScenarioResult[];
  readonly warnings: readonly Warning[];
  readonly counts: OutcomeCounts;
  /** What ran of the scripts, where it was counted. */
  readonly coverage?: readonly CoveredFile[];
  /** Undefined where the run was cut off before it could say so. */
  readonly finished?: RunFinished;
}

/** Characters of a line beyond which a good result's journal stays in it. */
const LONG_LINE = 4096;

/** Journal entries kept of a scenario that is not bad; the rest stay in `run.ndjson`. */
const KEPT_ENTRIES = 20;

/** Gathers events, in any order after the first, into a record. */
export class RecordFold {
  #started: RunStarted | undefined;
  #finished: RunFinished | undefined;
  #coverage: readonly CoveredFile[] | undefined;
  readonly #shelf = new LineShelf();
  readonly #files: FileLoaded[] = [];
  readonly #results: ScenarioResult[] = [];
  readonly #warnings: Warning[] = [];

  /** Takes one event; unknown kinds are passed over. `line` is the event as `writeEventLine` has it, where the caller knows. */
  add(event: RunEvent, line = ''): void {
    if (event.kind === 'run.started') this.#started = event;
    else if (event.kind === 'file.loaded') this.#files.push(event);
    else if (event.kind === 'scenario.finished') this.#results.push(keep(event.result, line, this.#shelf));
    else if (event.kind === 'warning') this.#warnings.push(event);
    else if (event.kind === 'coverage') this.#coverage = event.files;
    else if (event.kind === 'run.finished') this.#finished = event;
  }

  /** The record so far. Throws where no `run.started` has come. */
  record(): RunRecord {
    if (this.#started === undefined) throw new Error('a run begins with run.started');
    const results = [...this.#results].sort(compareResults);
    return {
      started: this.#started,
      files: [...this.#files].sort((a, b) => compareText(a.file, b.file)),
      results,
      warnings: [...this.#warnings].sort(compareWarnings),
      counts: countOutcomes(results),
      ...(this.#coverage === undefined ? {} : { coverage: this.#coverage }),
      ...(this.#finished === undefined ? {} : { finished: this.#finished }),
    };
  }
}

/** Folds a whole list of events. */
export function foldEvents(events: Iterable<RunEvent>): RunRecord {
  const fold = new RecordFold();
  for (const event of events) fold.add(event);
  return fold.record();
}

/** How many results there are of each outcome. */
export function countOutcomes(results: Iterable<Pick<ScenarioResult, 'outcome'>>): OutcomeCounts {
  const counts = { passed: 0, failed: 0, errored: 0, 'timed-out': 0, skipped: 0, todo: 0, flaky: 0, empty: 0 };
  for (const result of results) counts[result.outcome] += 1;
  return counts;
}

/** By code unit: the order of names everywhere in moonrig. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareResults(a: ScenarioResult, b: ScenarioResult): number {
  return compareText(a.scenario.file, b.scenario.file) || compareDefinition(a.scenario, b.scenario);
}

function compareWarnings(a: Warning, b: Warning): number {
  return compareText(a.at?.file ?? '', b.at?.file ?? '') || (a.at?.line ?? 0) - (b.at?.line ?? 0);
}

/** What is kept of a result. */
function keep(result: ScenarioResult, line: string, shelf: LineShelf): ScenarioResult {
  const isGood = result.outcome === 'passed' || result.outcome === 'skipped' || result.outcome === 'todo';
  if (isGood && line.length > LONG_LINE) return keepLine(result, shelf.add(line));
  return isGood && result.journal.length > KEPT_ENTRIES ? { ...result, journal: trim(result) } : result;
}

const trim = ({ journal }: ScenarioResult) => journal.slice(0, KEPT_ENTRIES);

/**
 * The result with its journal as the line that told of it, which is read anew whenever it is asked for: few are looked at, and one
 * after the other, but the journals of 10,000 agents would fill a gigabyte as objects.
 */
function keepLine(result: ScenarioResult, readLine: () => string): ScenarioResult {
  // A copy, so that the fields keep their order in reports.
  return Object.defineProperty({ ...result }, 'journal', {
    enumerable: true,
    get: () => {
      const event = parseEventLine(readLine());
      return event.kind === 'scenario.finished' ? trim(event.result) : [];
    },
  });
}
