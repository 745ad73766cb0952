import { describe, expect, it } from 'vitest';
import { foldEvents } from '../../src/model/run-record.js';
import { readEvents, writeEventLine } from '../../src/report/ndjson.js';
import { NDJSON_PATH, reporters } from '../../src/report/reporters.js';
import { createRichEvents, createRichRecord } from './rich-run.js';

const options = { junitDialect: 'common' } as const;

describe('every reporter', () => {
  it.each(Object.entries(reporters))(
    'makes the same file from run.ndjson as at the end of the run: %s',
    (_, reporter) => {
      const text = createRichEvents()
        .map((event) => `${writeEventLine(event)}\n`)
        .join('');
      const again = foldEvents(readEvents(text, NDJSON_PATH));
      expect(reporter.generate(again, options)).toBe(reporter.generate(createRichRecord(), options));
    },
  );

  it.each(Object.entries(reporters))('does not depend on which worker was quicker: %s', (_, reporter) => {
    const [started, ...rest] = createRichEvents();
    if (started === undefined) throw new Error('a run begins with run.started');
    const record = foldEvents([started, ...rest.reverse()]);
    expect(reporter.generate(record, options)).toBe(reporter.generate(createRichRecord(), options));
  });

  it('has a path of its own', () => {
    const paths = [NDJSON_PATH, ...Object.values(reporters).map(({ defaultPath }) => defaultPath)];
    expect(paths).toEqual(['reports/run.ndjson', 'reports/junit.xml', 'reports/report.html', 'reports/report.json']);
  });
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
