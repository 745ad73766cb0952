import type { Entry } from './entry.js';
import type { RunEvent, ScenarioResult } from './run-event.js';
import type { ValueMap } from './value.js';
import { decodeMap, encodeMap } from './value-json.js';

/** One event as one line of JSON, without the newline. Values that JSON lacks are written as `encodeValue` says. */
export function writeEventLine(event: RunEvent): string {
  if (event.kind !== 'scenario.finished') return JSON.stringify(event);
  const result = encodeResult(event.result);
  return JSON.stringify(result === event.result ? event : { ...event, result });
}

/** Back from `writeEventLine`, for a line that this program wrote; lines of a file go through the report's reader. */
export function parseEventLine(line: string): RunEvent {
  // What is trusted here is our own writing.
  return decodeEvent(JSON.parse(line) as RunEvent);
}

/** The event with its journal's data as it was before it was written. */
export function decodeEvent(event: RunEvent): RunEvent {
  if (event.kind !== 'scenario.finished') return event;
  const result = mapData(event.result, decodeMap);
  return result === event.result ? event : { ...event, result };
}

/** The result with its journal's data made fit for JSON; itself where it already is. */
export function encodeResult(result: ScenarioResult): ScenarioResult {
  return mapData(result, encodeMap);
}

function mapData(result: ScenarioResult, change: (data: ValueMap) => ValueMap): ScenarioResult {
  if (result.journal.every((entry) => entry.data === undefined)) return result;
  let isChanged = false;
  const journal = result.journal.map((entry): Entry => {
    if (entry.data === undefined) return entry;
    const data = change(entry.data);
    isChanged ||= data !== entry.data;
    return data === entry.data ? entry : { ...entry, data };
  });
  return isChanged ? { ...result, journal } : result;
}
