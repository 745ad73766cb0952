import { describe, expect, it } from 'vitest';
import { writeEventLine } from '../../src/model/event-line.js';
import type { RunEvent } from '../../src/model/run-event.js';
import { foldEvents } from '../../src/model/run-record.js';
import { readEvents } from '../../src/report/ndjson.js';
import { NDJSON_PATH, reporters } from '../../src/report/reporters.js';
import { createRichEvents, createRichRecord } from './rich-run.js';

const COVERAGE: RunEvent = {
  kind: 'coverage',
  files: [
    {
      file: 'rules/a.lua',
      source: 'return 1\n',
      lines: [[1, 3]],
      branches: [{ line: 1, column: 8, group: 0, kind: 'or', count: 0 }],
      functions: [{ name: 'f', line: 1, count: 0 }],
    },
  ],
};
const events = [...createRichEvents(), COVERAGE];
const record = foldEvents(events);

const options = { junitDialect: 'common' } as const;

describe('every reporter', () => {
  it.each(Object.entries(reporters))(
    'makes the same file from run.ndjson as at the end of the run: %s',
    (_, reporter) => {
      const text = events.map((event) => `${writeEventLine(event)}\n`).join('');
      const again = foldEvents(readEvents(text, NDJSON_PATH));
      expect(reporter.generate(again, options)).toBe(reporter.generate(record, options));
    },
  );

  it.each(Object.entries(reporters))('does not depend on which worker was quicker: %s', (_, reporter) => {
    const [started, ...rest] = events;
    if (started === undefined) throw new Error('a run begins with run.started');
    const reversed = foldEvents([started, ...rest.reverse()]);
    expect(reporter.generate(reversed, options)).toBe(reporter.generate(record, options));
  });

  it('has a path of its own', () => {
    const paths = [NDJSON_PATH, ...Object.values(reporters).map(({ defaultPath }) => defaultPath)];
    expect(paths).toEqual([
      'reports/run.ndjson',
      'reports/junit.xml',
      'reports/report.html',
      'reports/report.json',
      'reports/lcov.info',
    ]);
  });
});

it('refuses lcov of a run that has counted nothing', () => {
  expect(() => reporters.lcov.generate(createRichRecord(), options)).toThrow('the run has counted nothing');
});

describe('the JSON record', () => {
  const json = reporters.json.generate(createRichRecord(), options);

  it('is as the golden file has it', async () => {
    await expect(json).toMatchFileSnapshot('golden/report.json');
  });

  it('is JSON with everything of the record, a result a line', () => {
    const parsed = JSON.parse(json);
    expect(Object.keys(parsed)).toEqual(['started', 'finished', 'counts', 'files', 'warnings', 'results']);
    expect(parsed.results).toHaveLength(createRichRecord().results.length);
    expect(json.split('\n').filter((line) => line.startsWith('    {"scenario":'))).toHaveLength(parsed.results.length);
  });
});
