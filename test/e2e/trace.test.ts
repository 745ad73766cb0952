import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findOddField } from '../../src/model/entry-kinds.js';
import { decodeEvent } from '../../src/model/event-line.js';
import type { ScenarioResult } from '../../src/model/run-event.js';
import { createProject } from '../support/project.js';
import { readResults, spawnMoonrig } from './moonrig.js';

const named = (name: string) => `
for i = 1, 20 do
  it("${name} " .. i, function()
    for step = 1, 5 do log.info("${name} " .. i .. "." .. step) clock.sleep(1) end
    assert(true)
  end)
end
`;

it('prints the entries of a scenario together, under its name, whatever runs beside it', async () => {
  const cwd = createProject({
    'scenarios/a.scenario.lua': named('a'),
    'scenarios/b.scenario.lua': named('b'),
    'scenarios/c.scenario.lua': named('c'),
  });
  const { code, stdout } = await spawnMoonrig(['run', '--trace', '--workers', '3'], { cwd });
  expect(code).toBe(0);
  const lines = stdout.split('\n');
  const headings = lines.flatMap((line, at) => (/^scenarios\/\w\.scenario\.lua::/.test(line) ? [at] : []));
  expect(headings).toHaveLength(60);
  for (const at of headings) {
    const name = lines[at]?.split('::')[1] ?? '';
    const own = lines.slice(at + 1, at + 12);
    expect(own.filter((line) => line.includes(`info: ${name}.`))).toHaveLength(5);
    expect(own.at(-1)).toMatch(/check {2,}assert held/);
    expect(lines[at + 12]).toBe(`✓ passed  ${name}`);
  }
});

it('prints what a scenario did that never ends, until it is stopped', async () => {
  const cwd = createProject({
    'scenarios/a.scenario.lua': 'it("hangs", function() log.info("still here") while true do end end)',
  });
  const { stdout } = await spawnMoonrig(['run', '--trace', '--timeout', '300'], { cwd });
  expect(stdout.indexOf('still here')).toBeGreaterThan(0);
  expect(stdout.indexOf('timed out  hangs')).toBeGreaterThan(stdout.indexOf('still here'));
});

it('writes the same entries with and without --trace, each as its kind says', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'moonrig-trace-'));
  const project = join(import.meta.dirname, '../..');
  const runs = [];
  for (const flags of [['--trace'], []]) {
    const root = join(folder, String(runs.length));
    const log = join(root, 'reports/run.ndjson');
    await spawnMoonrig(['run', 'scenarios', '--reporter', `ndjson:${log}`, ...flags], { cwd: project });
    runs.push(
      readResults(root)
        .map(decodeResult)
        .map(({ scenario, journal }) => ({ id: scenario.id, journal })),
    );
  }
  rmSync(folder, { recursive: true });
  const [traced = [], plain = []] = runs.map((run) => run.sort((a, b) => (a.id < b.id ? -1 : 1)));
  expect(traced).toEqual(plain);
  expect(traced.length).toBeGreaterThan(100);
  const odd = new Set(traced.flatMap(({ journal }) => journal.map(findOddField)));
  expect([...odd]).toEqual([undefined]);
});

function decodeResult(result: ScenarioResult): ScenarioResult {
  const event = decodeEvent({ kind: 'scenario.finished', result });
  return event.kind === 'scenario.finished' ? event.result : result;
}
