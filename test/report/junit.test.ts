import { describe, expect, it } from 'vitest';
import { foldEvents } from '../../src/model/run-record.js';
import { toJunit } from '../../src/report/junit.js';
import type { JunitDialect } from '../../src/report/junit-dialect.js';
import { createRichRecord } from './rich-run.js';
import { createEvents, createResult, type ResultSketch } from './sketch-run.js';

const FILE = 'scenarios/rules/epic.scenario.lua';

function write(sketches: readonly Partial<ResultSketch>[], dialect: JunitDialect = 'common'): string {
  const results = sketches.map((sketch, index) => createResult({ file: FILE, path: ['a'], index, ...sketch }));
  return toJunit(foldEvents(createEvents(results)), dialect);
}

describe('a JUnit file', () => {
  it.each(['common', 'jenkins', 'ant'] as const)('is as the golden file has it: %s', async (dialect) => {
    await expect(toJunit(createRichRecord(), dialect)).toMatchFileSnapshot(`golden/junit-${dialect}.xml`);
  });

  it('has a name on its root even where the project has none', () => {
    const [started, ...rest] = createEvents([]);
    if (started?.kind !== 'run.started') throw new Error('a run begins with run.started');
    expect(toJunit(foldEvents([{ ...started, project: '' }, ...rest]), 'common')).toContain(
      '<testsuites name="moonrig"',
    );
  });

  it('names the file with dots, and never gives a pair of names twice', () => {
    const xml = write([{ path: ['a'] }, { path: ['a'] }, { path: ['a #2'] }, { path: ['\u001b[1ma'] }]);
    const pairs = [...xml.matchAll(/<testcase name="([^"]*)" classname="([^"]*)"/g)].map(
      ([, name, classname]) => `${classname}: ${name}`,
    );
    expect(pairs).toEqual([
      'scenarios.rules.epic: a',
      'scenarios.rules.epic: a #2',
      'scenarios.rules.epic: a #2 #2',
      'scenarios.rules.epic: a #3',
    ]);
  });

  it('tells files apart whose dotted names are equal', () => {
    const xml = write([{ file: 'a/b.lua' }, { file: 'a/b.scenario.lua' }]);
    expect(xml).toContain('name="a #2" classname="a.b"');
  });

  it('counts failed and empty as failures, errored and timed out as errors, todo as skipped', () => {
    const outcomes = ['passed', 'failed', 'empty', 'errored', 'timed-out', 'skipped', 'todo', 'flaky'] as const;
    const xml = write(outcomes.map((outcome, index) => ({ outcome, path: [String(index)] })));
    expect(xml).toContain('<testsuites name="agent-rules" tests="8" failures="2" errors="2" skipped="2"');
    expect(xml.match(/<failure /g)).toHaveLength(2);
    expect(xml.match(/<error /g)).toHaveLength(2);
    expect(xml.match(/<skipped /g)).toHaveLength(2);
  });

  it('gives the reason of a skipped scenario', () => {
    expect(write([{ outcome: 'skipped', reason: 'later' }])).toContain('<skipped message="later"/>');
    expect(write([{ outcome: 'todo' }])).toContain('<skipped message="to do"/>');
  });

  it('repeats the message in the text, with the address', () => {
    const xml = write([
      { outcome: 'failed', failures: [{ check: 'equal', message: 'no\nreally', at: { file: 'x.lua', line: 3 } }] },
    ]);
    expect(xml).toContain('<failure message="no" type="equal">no\nreally\n  at x.lua:3\n  again ');
  });

  it('tells of a retry that passed without a failure, and of retries that all failed with reruns', () => {
    const earlierAttempts = [
      { outcome: 'failed' as const, failures: [{ check: 'equal', message: 'first' }], durationMs: 1 },
    ];
    const flaky = write([{ outcome: 'flaky', earlierAttempts }]);
    expect(flaky).toContain('<flakyFailure message="first" type="equal">\n        <stackTrace>first\n');
    expect(flaky).not.toContain('<failure');
    const failed = write([{ outcome: 'failed', earlierAttempts, failures: [{ check: 'same', message: 'last' }] }]);
    expect(failed).toContain('<failure message="last"');
    expect(failed).toContain('<rerunFailure message="first"');
  });

  it('holds the output of bad scenarios only, once and capped', () => {
    const xml = write([
      { path: ['good'], output: 'quiet' },
      { path: ['bad'], outcome: 'failed', output: 'x'.repeat(20_000) },
    ]);
    expect(xml.match(/<system-out>/g)).toHaveLength(1);
    expect(xml).toContain('x… (4000 more characters)</system-out>');
  });

  it('says when a suite began, and for ant without a zone', () => {
    expect(write([{ startedMs: 1000 }, { startedMs: 500 }])).toContain('timestamp="2026-03-01T09:30:00.750Z"');
    expect(write([{ startedMs: 500 }], 'ant')).toContain('timestamp="2026-03-01T09:30:00"');
  });

  it('holds no character that XML lacks', () => {
    const xml = toJunit(createRichRecord(), 'common');
    expect(xml.isWellFormed()).toBe(true);
    expect(xml).not.toMatch(/(?![\n\t])[\p{Cc}\uFFFE\uFFFF]/u);
    expect(xml).toContain('line one&#10;line two&#9;tabbed');
    expect(xml).not.toContain(']]>');
  });

  it('says that a run was stopped or broke off', () => {
    const events = createEvents([createResult({ file: FILE, path: ['a'] })]);
    expect(toJunit(foldEvents(events.slice(0, -1)), 'common')).toContain('name="moonrig.stopped" value="broken off"');
    expect(toJunit(foldEvents(events), 'common')).not.toContain('moonrig.stopped');
    const stopped = [...events.slice(0, -1), { kind: 'run.finished', durationMs: 1, stopped: 'bailed' } as const];
    expect(toJunit(foldEvents(stopped), 'common')).toContain('name="moonrig.stopped" value="bailed"');
  });
});
