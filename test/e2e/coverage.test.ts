import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectMistake, openProject, spawnMoonrig } from './moonrig.js';

const RULE = `local function grade(n)
  if n > 50 then
    return "high"
  end
  return "low"
end
return grade
`;
const SCENARIO = 'it("is low", function() assert.equal("low", script.load("rules/rule")(1)) end)\n';
const PROJECT = { 'rules/rule.lua': RULE, 'rules/idle.lua': 'return 1\n', 'scenarios/a.scenario.lua': SCENARIO };

describe('run --coverage', () => {
  it('tells what ran as a table, as lcov, in the events and in the page', async () => {
    const cwd = openProject(PROJECT);
    const { code, stdout, stderr } = await spawnMoonrig(['run', '--coverage', '--reporter', 'json'], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(
      [
        'Coverage                      lines           branches          functions',
        '  rules/rule.lua       4/5   80.0 %       1/2   50.0 %       1/1  100.0 %  lines 3; branches at 2',
        '  1 file not at all: rules/idle.lua',
        '  all 2 files          4/6   66.6 %       1/2   50.0 %       1/1  100.0 %',
        '',
      ].join('\n'),
    );
    const { coverage } = JSON.parse(readFileSync(join(cwd, 'reports/report.json'), 'utf8'));
    expect(coverage[1]).toMatchObject({
      file: 'rules/rule.lua',
      lines: [
        [1, 1],
        [2, 1],
        [3, 0],
        [5, 1],
        [7, 1],
      ],
    });
  });

  it('writes lcov beside the usual reports', async () => {
    const cwd = openProject(PROJECT);
    const { stdout } = await spawnMoonrig(['run', '--coverage'], { cwd });
    expect(stdout).toContain('reports/junit.xml, reports/report.html, reports/lcov.info, reports/run.ndjson');
    expect(readFileSync(join(cwd, 'reports/lcov.info'), 'utf8')).toContain(
      'SF:rules/rule.lua\nFN:1,grade\nFNDA:1,grade\n',
    );
    const again = await spawnMoonrig(['report', '--reporter', 'lcov:again.info'], { cwd });
    expect(again.code).toBe(0);
    expect(readFileSync(join(cwd, 'again.info'))).toEqual(readFileSync(join(cwd, 'reports/lcov.info')));
  });

  it('ends with 1 where a threshold is not reached, and says by how much', async () => {
    const cwd = openProject(PROJECT);
    const low = await spawnMoonrig(['run', '--coverage-threshold', 'lines=67,branches=50'], { cwd });
    expect(low.code).toBe(1);
    expect(low.stdout).toContain('\nCoverage is too low: 4 of 6 lines ran, 66.6 %; the threshold is 67 %.\n');
    expect(low.stdout).not.toContain('branches ran');
    const fine = await spawnMoonrig(['run', '--coverage-threshold', 'lines=66'], { cwd });
    expect(fine.code).toBe(0);
  });

  it('takes what counts, and thresholds, from the config; flags win', async () => {
    const coverage = { include: ['rules/**'], exclude: ['**/idle.lua'], thresholds: { lines: 90 } };
    const cwd = openProject({ ...PROJECT, 'moonrig.config.json': JSON.stringify({ coverage }) });
    const low = await spawnMoonrig(['run', '--coverage'], { cwd });
    expect(low.code).toBe(1);
    expect(low.stdout).toContain('4 of 5 lines ran, 80.0 %; the threshold is 90 %');
    expect(low.stdout).not.toContain('idle');
    expect((await spawnMoonrig(['run', '--coverage-threshold', 'lines=80'], { cwd })).code).toBe(0);
    // Nothing counts where nobody asks for it.
    expect((await spawnMoonrig(['run'], { cwd })).code).toBe(0);
  });

  it.each([
    [['run', '--coverage-threshold', 'lines=101'], '--coverage-threshold lines: expected a whole number from 0 to 100'],
    [['run', '--coverage-threshold', 'lines=99.96'], 'expected a whole number from 0 to 100, found "99.96"'],
    [['run', '--coverage-threshold', '90'], '--coverage-threshold: expected lines=90,branches=80, found "90"'],
    [['run', '--reporter', 'lcov'], 'the report lcov tells what ran, and nothing counts that\n  hint: add --coverage'],
  ])('refuses %j', async (argv, text) => {
    expectMistake(await spawnMoonrig(argv, { cwd: openProject(PROJECT) }), { code: 3, text });
  });

  it('refuses a config whose globs stand for nothing, and a report that nobody counted for', async () => {
    const cwd = openProject({ ...PROJECT, 'moonrig.config.json': '{ "coverage": { "include": ["src/**"] } }' });
    expectMistake(await spawnMoonrig(['run', '--coverage'], { cwd }), {
      code: 3,
      text: 'coverage.include (src/**) stands for no Lua file',
    });
    await spawnMoonrig(['run'], { cwd });
    const report = await spawnMoonrig(['report', '--reporter', 'lcov'], { cwd });
    expect(report.code).toBe(2);
    expect(report.stderr).toContain('lcov: the run has counted nothing');
  });
});
