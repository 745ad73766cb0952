import { describe, expect, it } from 'vitest';
import { openProject, readEvents, readResults, spawnMoonrig } from './moonrig.js';

/** Ways never to end; each within its own scenario. */
const LOOPS = [
  'while true do end',
  'while true do pcall(function() while true do pcall(error) end end) end',
  'string.find(("a"):rep(30000), (".-"):rep(30) .. "b")',
  'coroutine.wrap(function() while true do end end)()',
  'local co = coroutine.wrap(function() while true do coroutine.yield() end end) while true do co() end',
];

const FILE_COUNT = 20;
const PER_FILE = 50;
/** Fifty in all, at places that differ from file to file. */
const isStuck = (file: number, i: number) => i === file || i === 49 - file || (i === 24 && file % 2 === 0);

type Expected = 'passed' | 'failed' | 'errored' | 'timed-out';

function plan(file: number, i: number): { body: string; outcome: Expected } {
  if (isStuck(file, i)) return { body: LOOPS[(file + i) % LOOPS.length] ?? '', outcome: 'timed-out' };
  if (i % 10 === 3) return { body: `assert.equal(${i}, -1)`, outcome: 'failed' };
  if (i % 10 === 7) return { body: `error("boom ${i}")`, outcome: 'errored' };
  return { body: `count = count + 1 assert.equal(1, count)`, outcome: 'passed' };
}

describe('1,000 scenarios with endless loops among them', () => {
  it('get each the right outcome, once, and nothing stays behind', async () => {
    const files: Record<string, string> = {};
    const wanted: string[] = [];
    for (let file = 0; file < FILE_COUNT; file++) {
      const path = `scenarios/f${String(file).padStart(2, '0')}.scenario.lua`;
      const lines = Array.from({ length: PER_FILE }, (_, i) => {
        const { body, outcome } = plan(file, i);
        wanted.push(`${path}:${i + 2} ${outcome}`);
        // What ends by itself has all the time that a busy machine may need for it.
        const timeoutMs = outcome === 'timed-out' ? 100 : 5000;
        return `it("s${i}", { timeout_ms = ${timeoutMs} }, function() ${body} end)\n`;
      });
      files[path] = `count = 0\n${lines.join('')}`;
    }
    const stuckCount = wanted.filter((line) => line.endsWith('timed-out')).length;
    expect([wanted.length, stuckCount]).toEqual([1000, 50]);
    const cwd = openProject(files);
    const { code, stdout, stderr } = await spawnMoonrig(['run', '--workers', '2'], { cwd });
    expect([code, stderr]).toEqual([1, '']);
    const results = readResults(cwd);
    expect(results.map(({ scenario: { file, line }, outcome }) => `${file}:${line} ${outcome}`)).toEqual(wanted);
    for (const result of results) {
      if (result.outcome === 'failed') expect(result.failures[0]?.at?.line).toBe(result.scenario.line);
      if (result.outcome === 'timed-out')
        expect(result.error?.message).toBe('the scenario was stopped after 100 ms of real time');
    }
    expect(stdout).toContain(`${stuckCount} timed out of 1000 in 20 files`);
    expect(readEvents(cwd).filter(({ kind }) => kind === 'file.loaded')).toHaveLength(FILE_COUNT);
  });
});

describe('a loop outside a scenario', () => {
  it.each([
    ['at the top level', 'while true do end\n', ['<load>: timed-out']],
    [
      'in a setup',
      'describe("d", function() setup(function() while true do end end) it("a", function() assert(true) end) end)\nit("b", function() assert(true) end)',
      ['d › a: errored', 'b: passed'],
    ],
    [
      'in a before_each',
      'before_each(function() while true do end end)\nit("a", function() assert(true) end)',
      ['a: timed-out'],
    ],
    [
      'in a retry',
      'it("a", { retries = 2 }, function() while true do end end)\nit("b", function() assert(true) end)',
      ['a: timed-out', 'b: passed'],
    ],
  ])('%s ends too, and the rest goes on', async (_, source, outcomes) => {
    const cwd = openProject({
      'scenarios/a.scenario.lua': source,
      'scenarios/b.scenario.lua': 'it("other", function() assert(true) end)',
    });
    const { code, stdout, stderr } = await spawnMoonrig(['run', '--timeout', '300'], { cwd });
    expect([code, stderr]).toEqual([2, '']);
    const told = readResults(cwd).map(({ scenario, outcome }) => `${scenario.path.join(' › ')}: ${outcome}`);
    expect(told).toEqual([...outcomes, 'other: passed']);
    expect(stdout).toContain('was stopped after 300 ms of real time');
  });
});
