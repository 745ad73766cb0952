import type { RunEvent, Warning } from '../model/run-event.js';
import { RecordFold, type RunRecord } from '../model/run-record.js';
import { openEventLog } from './reports/event-log.js';
import type { ReportPlaces } from './reports/place-reports.js';
import type { WrittenReports } from './reports/write-reports.js';

/** Told each event of a run with its line of NDJSON. */
export type OnEvent = (event: RunEvent, line: string) => void;

export interface RecordSettings {
  /** Starts the run; resolves when it is over. */
  run(onEvent: OnEvent): Promise<void>;
  /** Shows an event. */
  show(event: RunEvent): void;
  /** What planning found; told as soon as the run has begun. */
  readonly warnings: readonly Warning[];
  readonly events: ReportPlaces['events'];
}

/** A run that is over. */
export interface RecordedRun {
  readonly record: RunRecord;
  /** What became of the event logs. */
  readonly logs: WrittenReports;
  /** What ended the run before its end, where something did. */
  readonly failure?: unknown;
}

/** Whether a run went to its end and had nothing to run. */
export function isVoid({ results, finished }: RunRecord): boolean {
  return results.length === 0 && finished !== undefined && finished.stopped === undefined;
}

/**
 * Runs, and takes down what the run tells: into a record and, line by line, into the event logs. A run that breaks off
 * is recorded as far as it came. Throws what the run throws before it has begun.
 */
export async function recordRun({ run, show, warnings, events }: RecordSettings): Promise<RecordedRun> {
  const fold = new RecordFold();
  const logs = events.map(({ file, path }) => openEventLog(file, path));
  let isStarted = false;
  const take: OnEvent = (event, line) => {
    fold.add(event, line);
    for (const log of logs) log.add(line);
    show(event);
    if (event.kind !== 'run.started') return;
    isStarted = true;
    for (const warning of warnings) take(warning, JSON.stringify(warning));
  };
  const failure = await run(take).then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  if (!isStarted) {
    for (const log of logs) log.drop();
    throw failure?.error ?? new Error('the run told of no beginning');
  }
  const record = fold.record();
  // A selection that keeps nothing must not cost the user the reports of the last run.
  if (isVoid(record)) {
    for (const log of logs) log.drop();
    return { record, logs: { written: [], problems: [] } };
  }
  const closed = logs.map((log) => log.close());
  const written = events.filter((_, index) => closed[index] === undefined).map(({ path }) => path);
  const problems = closed.filter((problem) => problem !== undefined);
  return {
    record,
    logs: { written, problems },
    ...(failure === undefined ? {} : { failure: failure.error }),
  };
}
