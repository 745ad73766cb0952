import { describe, expect, it } from 'vitest';
import { writeEventLine } from '../../src/model/event-line.js';
import { KnownError, showKnownError } from '../../src/model/known-error.js';
import type { RunEvent } from '../../src/model/run-event.js';
import { foldEvents } from '../../src/model/run-record.js';
import { createValueMap, LuaFloat, type Value } from '../../src/model/value.js';
import { toJson } from '../../src/report/json.js';
import { readEvents } from '../../src/report/ndjson.js';
import { createRichEvents } from './rich-run.js';
import { createEvents, createResult } from './sketch-run.js';

const FILE = 'reports/run.ndjson';
const write = (events: readonly RunEvent[]) => events.map((event) => `${writeEventLine(event)}\n`).join('');

function readBack(data: Value): Value {
  const journal = [{ kind: 'x', at: 0, text: '', data: createValueMap([['value', data]]) }];
  const events = createEvents([createResult({ file: 'a.lua', path: ['a'], journal })]);
  const found = readEvents(write(events), FILE).find((event) => event.kind === 'scenario.finished');
  return found?.kind === 'scenario.finished' ? found.result.journal[0]?.data?.value : undefined;
}

function refusal(text: string): string {
  try {
    readEvents(text, FILE);
  } catch (error) {
    if (error instanceof KnownError && error.code === 'bad-record') return showKnownError(error);
    throw error;
  }
  return 'read without complaint';
}

describe('a record that is written and read', () => {
  it('is as the golden file has it', async () => {
    await expect(write(createRichEvents())).toMatchFileSnapshot('golden/run.ndjson');
  });

  it('comes back as the same events', () => {
    expect(readEvents(write(createRichEvents()), FILE)).toEqual(createRichEvents());
  });

  it('is written the same after it was read', () => {
    const once = write(createRichEvents());
    expect(write(readEvents(once, FILE))).toBe(once);
  });

  it('has one line an event, whatever its texts hold', () => {
    const events = createRichEvents();
    expect(write(events).trimEnd().split('\n')).toHaveLength(events.length);
  });
});

describe('values that JSON lacks', () => {
  it.each<[string, Value]>([
    ['a bigint', 2n ** 60n],
    ['an integral float', new LuaFloat(5)],
    ['infinity', Number.POSITIVE_INFINITY],
    ['not a number', Number.NaN],
    ['minus zero', -0],
    ['bytes that are no UTF-8', new Uint8Array([0xff, 0x00, 0x80])],
    ['a list with a hole', [1, undefined, 3]],
    ['a map whose key looks like ours', createValueMap([['$integer', '5']])],
    ['a map with __proto__ as a key', createValueMap([['__proto__', 1n]])],
    ['a deep mix', createValueMap([['a', [createValueMap([['$$b', [new LuaFloat(-2), null, 'text']]])]]])],
  ])('come back as they were: %s', (_, value) => {
    expect(readBack(value)).toStrictEqual(value);
  });
});

describe('reading a record', () => {
  const [first = '', second = '', ...rest] = write(createRichEvents()).trimEnd().split('\n');

  it('refuses an empty file', () => {
    expect(refusal('')).toBe('reports/run.ndjson: the record is empty: no run wrote it');
    expect(refusal('\n \n')).toContain('the record is empty');
  });

  it('refuses a newer format and says what to do', () => {
    expect(refusal(first.replace('"format":1', '"format":2'))).toBe(
      'reports/run.ndjson:1: the record has format 2; this moonrig reads format 1\n  hint: a newer moonrig wrote it; update this one',
    );
  });

  it('reads a newer minor format, with fields and kinds it does not know', () => {
    const newer = first.replace('"format":1', '"format":1.3,"later":true');
    const events = readEvents(`${newer}\n{"kind":"later","lines":[1]}\n${second}\n`, FILE);
    expect(events.map(({ kind }) => kind)).toEqual(['run.started', 'file.loaded']);
  });

  it('refuses a file that does not begin a run', () => {
    expect(refusal(second)).toContain('reports/run.ndjson:1: not a record');
    expect(refusal('[]')).toContain('reports/run.ndjson:1: not an event');
    expect(refusal('hello')).toContain('reports/run.ndjson:1: not a line of JSON');
    expect(refusal('{"kind":"run.started","format":"1"}')).toContain(':1: not a record');
  });

  it('refuses a failure whose parts are not what they are said to be', () => {
    const failed = rest.find((line) => line.includes('"diff"')) ?? '';
    expect(refusal([first, failed.replace('"key":"[2]"', '"key":2')].join('\n'))).toContain(
      'result.failures[0].diff.parts[0].rows[0].key is not text',
    );
    expect(refusal([first, failed.replace('"hiddenCount":3', '"hiddenCount":"3"')].join('\n'))).toContain(
      'locals.hiddenCount is not a number',
    );
  });

  it('names the line that is broken', () => {
    expect(refusal([first, second, '{"kind":', ...rest].join('\n'))).toContain(
      'reports/run.ndjson:3: not a line of JSON',
    );
    expect(refusal(`${first}\n{"kind":"warn\n`)).toContain('reports/run.ndjson:2: not a line of JSON');
  });

  it('reads what stands before a last line that was cut off, and warns', () => {
    const events = readEvents(`${first}\n${second}\n${rest[0]?.slice(0, 20)}`, FILE);
    expect(events).toHaveLength(3);
    expect(events[2]).toMatchObject({ kind: 'warning', at: { file: FILE, line: 3 } });
  });

  it('takes CRLF, a byte order mark and a missing last newline', () => {
    expect(readEvents(`\uFEFF${first}\r\n${second}`, FILE)).toHaveLength(2);
  });

  it('refuses two runs in one file', () => {
    expect(refusal(`${first}\n${second}\n${first}\n`)).toContain(':3: a second run begins here');
  });

  it.each([
    ['{"kind":"warning"}', 'not a warning event: message is not text'],
    ['{"kind":"run.finished","durationMs":null}', 'not a run.finished event: durationMs is not a number'],
    ['{"kind":"run.finished","durationMs":1,"stopped":"x"}', 'stopped is none of interrupted, bailed'],
    ['{"kind":"scenario.finished","result":[]}', 'result is not an object'],
    ['{"kind":5}', 'not an event: it has no kind'],
    ['null', 'not an event'],
  ])('refuses %s with a reason', (line, reason) => {
    expect(refusal(`${first}\n${line}\n`)).toContain(reason);
  });

  it('never throws anything but a known error, whichever field of a result is spoiled', () => {
    const line =
      write(createRichEvents())
        .split('\n')
        .find((each) => each.includes('names every reason')) ?? '';
    for (const spoil of [null, 5, 'text', [], {}, [null], true]) {
      for (const path of fieldPaths(JSON.parse(line))) {
        const spoiled = JSON.stringify(replaceAt(JSON.parse(line), path, spoil));
        try {
          toJson(foldEvents(readEvents(`${first}\n${spoiled}\n`, FILE)));
        } catch (error) {
          expect(error, `${path.join('.')} = ${JSON.stringify(spoil)}`).toBeInstanceOf(KnownError);
        }
      }
    }
  });

  it('refuses data that is nested too deep to walk', () => {
    const line = write(
      createEvents([createResult({ file: 'a', path: ['a'], journal: [{ kind: 'x', at: 0, text: '', data: {} }] })]),
    );
    const deep = line.replace('"data":{}', `"data":{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`);
    expect(refusal(deep)).toContain('result.journal[0].data is nested too deep');
  });
});

function fieldPaths(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, each]) => fieldPaths(each, [...path, key]))];
}

function replaceAt(value: unknown, [key, ...rest]: readonly string[], replacement: unknown): unknown {
  if (key === undefined) return replacement;
  if (Array.isArray(value))
    return value.map((each, index) => (String(index) === key ? replaceAt(each, rest, replacement) : each));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, name === key ? replaceAt(each, rest, replacement) : each]),
  );
}
