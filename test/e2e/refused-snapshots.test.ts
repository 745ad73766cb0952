import { existsSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openProject, readOutcomes, readResults, spawnMoonrig } from './moonrig.js';
import { A, run, SNAP } from './snapshot-project.js';

const REFUSED = [
  ['local t = {} for i = 1, 6000 do t[i] = i end assert.matches_snapshot(t)', 'too large or too deep'],
  ['assert.matches_snapshot(("x"):rep(20000))', 'too large or too deep'],
  ['assert.matches_snapshot(("x\\n"):rep(40000))', 'too large or too deep'],
  ['local t = {} for i = 1, 40 do t = { t } end assert.matches_snapshot(t)', 'too large or too deep'],
  ['assert.matches_snapshot(1, 2)', 'a name is expected, got number'],
  ['assert.matches_snapshot(1, "")', 'a name of 1 to 1000 characters is expected'],
  ['assert.matches_snapshot(1, "\\xff")', 'a name is expected, got string'],
  ['for i = 1, 1001 do assert.matches_snapshot(i) end', 'a scenario may compare 1000 values'],
  ['assert.matches_inline_snapshot(1, {})', 'a text is expected as argument 2, got table'],
  ['return assert.matches_inline_snapshot(1)', 'write it as a statement, without return'],
] as const;

describe('a snapshot is refused', () => {
  it('that would prove nothing', async () => {
    const cwd = openProject({ [A]: REFUSED.map(([body], i) => `it("${i}", function() ${body} end)\n`).join('') });
    expect(await run(cwd)).toMatchObject({ code: 2 });
    const told = readResults(cwd).map(({ outcome, error }) => [outcome, error?.message]);
    expect(told).toEqual(REFUSED.map(([, why]) => ['errored', expect.stringContaining(why)]));
    expect(existsSync(join(cwd, SNAP))).toBe(false);
  });

  it('outside a scenario', async () => {
    const cwd = openProject({
      [A]: 'setup(function() assert.matches_snapshot(1) end)\nit("a", function() assert(true) end)',
    });
    expect((await run(cwd)).stdout).toContain('assert.matches_snapshot: only in a running scenario');
  });

  it('in a property, which keeps no example of that', async () => {
    const cwd = openProject({ [A]: 'property("a", gen.integer(), function(n) assert.matches_snapshot(n) end)\n' });
    const { code, stdout } = await run(cwd);
    expect([code, readOutcomes(cwd)]).toEqual([2, ['a: errored']]);
    expect(stdout).toContain('assert.matches_snapshot: a snapshot keeps one value, and a property has many');
    expect(existsSync(join(cwd, 'scenarios/__examples__'))).toBe(false);
  });

  it('where a name is used twice with different values', async () => {
    const cwd = openProject({
      [A]: 'it("a", function() assert.matches_snapshot(1, "n") assert.matches_snapshot(1, "n") end)\nit("b", function() assert.matches_snapshot(1, "n") assert.matches_snapshot(2, "n") end)',
    });
    const { code, stdout } = await run(cwd);
    expect(code).toBe(1);
    expect(stdout).toContain('snapshot "n" was compared with another value before in this scenario');
    expect(readOutcomes(cwd)).toEqual(['a: passed', 'b: failed']);
  });
});

it('nothing is removed or written through a link that leads out of the project', async () => {
  const outside = openProject({ 'elsewhere.snap.lua': 'return {}\n' });
  const cwd = openProject({
    'scenarios/a.scenario.lua': 'it("snap", function() assert.matches_snapshot({ 1 }) end)\n',
  });
  symlinkSync(outside, join(cwd, 'scenarios/__snapshots__'));
  const { code, stderr } = await spawnMoonrig(['run', '--update'], { cwd });
  expect(stderr).toContain('a link leads out of the project');
  expect(code).toBe(2);
  expect(readdirSync(outside)).toEqual(['elsewhere.snap.lua']);
});
