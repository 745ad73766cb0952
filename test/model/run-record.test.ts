import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/model/entry.js';
import { parseEventLine, writeEventLine } from '../../src/model/event-line.js';
import type { RunEvent, ScenarioResult } from '../../src/model/run-event.js';
import { RecordFold } from '../../src/model/run-record.js';
import { createValueMap, LuaFloat } from '../../src/model/value.js';
import { createRichEvents } from '../report/rich-run.js';

const EVENTS = createRichEvents();

function firstResult(): ScenarioResult {
  const found = EVENTS.find((event) => event.kind === 'scenario.finished' && event.result.outcome === 'passed');
  if (found?.kind !== 'scenario.finished') throw new Error('nothing has passed');
  return found.result;
}

/** A passed result with so many entries of some hundred characters, as it comes from a worker. */
function longLine(entryCount: number): string {
  const journal = Array.from({ length: entryCount }, (_, number): Entry => {
    const data = createValueMap([
      ['text', '→'.repeat(300)],
      ['cost', new LuaFloat(3)],
    ]);
    return { number, kind: 'log', at: 0, text: `entry ${number}`, data };
  });
  return writeEventLine({ kind: 'scenario.finished', result: { ...firstResult(), journal } });
}

function fold(lines: readonly string[], isTold: boolean) {
  const record = new RecordFold();
  for (const event of EVENTS) if (event.kind === 'run.started') record.add(event);
  for (const line of lines) {
    const event: RunEvent = parseEventLine(line);
    if (isTold) record.add(event, line);
    else record.add(event);
  }
  return record.record();
}

describe('the record of a run', () => {
  it.each([3, 20, 90])('has the same journals whether or not it keeps %i entries as lines', (entryCount) => {
    const lines = [longLine(entryCount), longLine(entryCount + 1)];
    const record = fold(lines, true);
    expect(record).toEqual(fold(lines, false));
    expect(JSON.stringify(record)).toBe(JSON.stringify(fold(lines, false)));
    expect(record.results[0]?.journal).toHaveLength(Math.min(20, entryCount));
  });
});
