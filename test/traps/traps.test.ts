import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runAll } from '../run/harness.js';

const files = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.scenario.lua'))
  .sort();

/** The outcome that stands above each scenario, by the line on which the scenario begins. */
function readExpected(file: string): Map<number, string> {
  const lines = readFileSync(join(import.meta.dirname, file), 'utf8').split('\n');
  const marks = lines.map((line) => /^\s*-- outcome: (.+)$/.exec(line)?.[1]);
  return new Map(marks.flatMap((outcome, i) => (outcome === undefined ? [] : [[i + 2, outcome] as const])));
}

describe.each(files)('each trap in %s', (file) => {
  it('comes to what stands above it', async () => {
    const expected = readExpected(file);
    const results = await runAll(import.meta.dirname, [file]);
    const told = new Map(results.map(({ scenario, outcome }) => [scenario.line, outcome as string]));
    expect(told).toEqual(expected);
  });
});

it('there are at least 40 of them', () => {
  expect(files.reduce((sum, file) => sum + readExpected(file).size, 0)).toBeGreaterThanOrEqual(40);
});
