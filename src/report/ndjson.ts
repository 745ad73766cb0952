import type { Entry } from '../model/entry.js';
import { KnownError } from '../model/known-error.js';
import { RECORD_FORMAT, type RunEvent, type ScenarioResult } from '../model/run-event.js';
import type { ValueMap } from '../model/value.js';
import { eventShapes } from './event-shape.js';
import { isObject, type Shape } from './shape.js';
import { decodeMap, encodeMap } from './value-json.js';

/** One event as one line of JSON, without the newline. Values that JSON lacks are written as `encodeValue` says. */
export function writeEventLine(event: RunEvent): string {
  if (event.kind !== 'scenario.finished') return JSON.stringify(event);
  return JSON.stringify({ ...event, result: encodeResult(event.result) });
}

/** The result with its journal's data made fit for JSON; itself where it already is. */
export function encodeResult(result: ScenarioResult): ScenarioResult {
  return mapData(result, encodeMap);
}

/**
 * The events of a `run.ndjson`; kinds this version does not know are passed over. A last line that was cut off, as after a
 * crash, becomes a warning. Throws a KnownError with the line where the text is no record, or one of a newer format.
 */
export function readEvents(text: string, file: string): RunEvent[] {
  const events: RunEvent[] = [];
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const place: Place = { file, line: index + 1, isLast: index === lines.length - 1, isFirst: events.length === 0 };
    const event = readLine(line, place);
    if (event !== undefined) events.push(event);
  }
  if (events.length === 0) throw new KnownError('bad-record', 'the record is empty: no run wrote it', { at: { file } });
  return events;
}

const SHAPES: ReadonlyMap<string, Shape> = new Map(Object.entries(eventShapes));

interface Place {
  readonly file: string;
  readonly line: number;
  readonly isLast: boolean;
  readonly isFirst: boolean;
}

function readLine(line: string, place: Place): RunEvent | undefined {
  const json = parse(line);
  if (json === undefined) {
    if (place.isLast && !place.isFirst) return cutOff(place);
    throw bad(place, 'not a line of JSON', 'a record is made by "moonrig run"; make it again');
  }
  if (!isObject(json)) throw bad(place, 'not an event: a line of a record is a JSON object');
  if (place.isFirst) checkBeginning(json, place);
  else if (json.kind === 'run.started') throw bad(place, 'a second run begins here: a record holds one run');
  return readEvent(json, place);
}

function readEvent(json: Readonly<Record<string, unknown>>, place: Place): RunEvent | undefined {
  if (typeof json.kind !== 'string') throw bad(place, 'not an event: it has no kind');
  const shape = SHAPES.get(json.kind);
  if (shape === undefined) return undefined;
  const problem = shape(json, '');
  if (problem !== undefined) throw bad(place, `not a ${json.kind} event: ${problem}`);
  // The door: `shape` has just held every field against the type.
  const event = json as unknown as RunEvent;
  if (event.kind !== 'scenario.finished') return event;
  return { ...event, result: mapData(event.result, decodeMap) };
}

function checkBeginning(json: Readonly<Record<string, unknown>>, place: Place): void {
  if (json.kind !== 'run.started' || typeof json.format !== 'number') {
    throw bad(place, 'not a record: it does not begin with run.started and its format');
  }
  const major = Math.trunc(json.format);
  if (major === RECORD_FORMAT) return;
  const hint = major > RECORD_FORMAT ? 'a newer moonrig wrote it; update this one' : 'make the record again';
  throw bad(place, `the record has format ${json.format}; this moonrig reads format ${RECORD_FORMAT}`, hint);
}

function cutOff({ file, line }: Place): RunEvent {
  return {
    kind: 'warning',
    message: 'the record breaks off in this line; what stands before it was read',
    at: { file, line },
    hint: 'the run was killed, or its disk was full',
  };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function bad(place: Place, message: string, hint?: string): KnownError {
  const at = { file: place.file, line: place.line };
  return new KnownError('bad-record', message, hint === undefined ? { at } : { at, hint });
}

/** The same result, not a copy, where no entry's data changes. */
function mapData(result: ScenarioResult, change: (data: ValueMap) => ValueMap): ScenarioResult {
  let isChanged = false;
  const journal = result.journal.map((entry): Entry => {
    if (entry.data === undefined) return entry;
    const data = change(entry.data);
    isChanged ||= data !== entry.data;
    return data === entry.data ? entry : { ...entry, data };
  });
  return isChanged ? { ...result, journal } : result;
}
