import type { RunEvent, ScenarioResult } from './run-event.js';
import { encodeMap } from './value-json.js';

/** One event as one line of JSON, without the newline. Values that JSON lacks are written as `encodeValue` says. */
export function writeEventLine(event: RunEvent): string {
  if (event.kind !== 'scenario.finished') return JSON.stringify(event);
  return JSON.stringify({ ...event, result: encodeResult(event.result) });
}

/** The result with its journal's data made fit for JSON; itself where it already is. */
export function encodeResult(result: ScenarioResult): ScenarioResult {
  if (result.journal.every((entry) => entry.data === undefined)) return result;
  const journal = result.journal.map((entry) =>
    entry.data === undefined ? entry : { ...entry, data: encodeMap(entry.data) },
  );
  return { ...result, journal };
}
