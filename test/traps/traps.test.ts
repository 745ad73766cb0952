import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runAll } from '../run/harness.js';

const files = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.scenario.lua'))
  .sort();

interface Expected {
  readonly outcome: string;
  /** A part of what the first failure or the error says. */
  readonly told?: string;
}

interface Traps {
  readonly checks: 'strict' | 'lua';
  /** By the line on which a scenario begins, or something around scenarios went wrong. */
  readonly expected: ReadonlyMap<number, Expected>;
}

/** `-- checks: lua` at the top of a file; `-- outcome: failed, "a part of what is said"` above each trap. */
function readTraps(file: string): Traps {
  const lines = readFileSync(join(import.meta.dirname, file), 'utf8').split('\n');
  const marks = lines.map((line) => /^\s*-- outcome: ([\w-]+)(?:, "(.+)")?$/.exec(line));
  const expected = marks.flatMap((mark, i): [number, Expected][] =>
    mark === null ? [] : [[i + 2, { outcome: mark[1] ?? '', ...(mark[2] !== undefined && { told: mark[2] }) }]],
  );
  return { checks: lines[0] === '-- checks: lua' ? 'lua' : 'strict', expected: new Map(expected) };
}

describe.each(files)('each trap in %s', (file) => {
  it('comes to what stands above it', async () => {
    const { checks, expected } = readTraps(file);
    const results = await runAll(import.meta.dirname, [file], { checks });
    const told = results.map(({ scenario: { line }, outcome, failures, error }): [number, Expected] => {
      const said = (failures[0] ?? error)?.message ?? '';
      const part = expected.get(line)?.told;
      return [line, { outcome, ...(part !== undefined && { told: said.includes(part) ? part : said }) }];
    });
    expect(told).toHaveLength(expected.size);
    expect(new Map(told)).toEqual(expected);
  });
});

it('there are at least 40 of them', () => {
  expect(files.reduce((sum, file) => sum + readTraps(file).expected.size, 0)).toBeGreaterThanOrEqual(40);
});
