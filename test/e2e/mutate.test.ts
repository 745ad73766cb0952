import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectMistake, openProject, spawnMoonrig } from './moonrig.js';

const RULE = `local lib = require("lib.limits")
return function(n)
  if n > lib.limit then return "high" end
  if n < 0 then return "odd" end
  return "low"
end
`;
const LIB = 'return { limit = 50 }\n';
const SCENARIO = `local rule = script.load("rules/rule")
it("is high", function() assert.equal("high", rule(60)) end)
it("is low", function() assert.equal("low", rule(10)) end)
it("has nothing to do with it", function() assert.is_true(true) end)
`;
const PROJECT = { 'rules/rule.lua': RULE, 'lib/limits.lua': LIB, 'scenarios/a.scenario.lua': SCENARIO };
const mutate = (cwd: string, ...argv: string[]) => spawnMoonrig(['mutate', ...argv], { cwd });

describe('mutate', () => {
  it('tells which mistakes nothing finds, and which nothing runs', async () => {
    const cwd = openProject(PROJECT);
    const { code, stdout, stderr } = await mutate(cwd, 'rule');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const ran = ['high', 'low'].map((name) => `      ran  scenarios/a.scenario.lua::is ${name}`);
    expect(stdout).toContain(
      ['rules/rule.lua', '  No scenario finds:', '    rules/rule.lua:3:8  > → >=  comparison', ...ran].join('\n'),
    );
    expect(stdout).toContain('\n  No scenario runs:\n    rules/rule.lua:4:24  "odd" → nil  return\n');
    expect(stdout).toMatch(
      /\n {2}\d+ mutants: \d+ killed, \d+ survived, 2 not run\n\nScore {6}\d+ of \d+ mutants found, \d\d\.\d %\n$/,
    );
    // No file was touched.
    expect(readFileSync(join(cwd, 'rules/rule.lua'), 'utf8')).toBe(RULE);
  });

  it('is the same for one, two and four workers', async () => {
    const cwd = openProject(PROJECT);
    const told = [];
    for (const workers of ['1', '2', '4'])
      told.push((await mutate(cwd, 'rules/rule.lua', '--workers', workers)).stdout);
    expect(told[1]).toBe(told[0]);
    expect(told[2]).toBe(told[0]);
  });

  it('reaches what a script requires, and several scripts at once', async () => {
    const { stdout } = await mutate(openProject(PROJECT), 'lib/limits.lua', 'rule');
    expect(stdout).toContain('lib/limits.lua\n  No scenario finds:\n    lib/limits.lua:1:18  50 → 51  number\n');
    expect(stdout).toContain('\nrules/rule.lua\n');
  });

  it('reaches rules that the engine runs, and what they require', async () => {
    const rule = `local lib = require("lib.limits")
return function(context)
  local decision = context.n > lib.limit and "autonomous" or "escalated"
  return { decision = decision, confidence = 1.0, reasoning = "by number" }
end
`;
    const scenario = `it("decides", function()
  assert.equal("autonomous", rules.execute("gate", { n = 51 }).decision)
  assert.equal("escalated", rules.execute("gate", { n = 50 }).decision)
end)
`;
    const cwd = openProject({ 'rules/gate.lua': rule, 'lib/limits.lua': LIB, 'scenarios/a.scenario.lua': scenario });
    const { stdout } = await spawnMoonrig(['rules', 'mutate', 'gate', 'lib/limits.lua'], { cwd });
    expect(stdout).toContain('rules/gate.lua\n  No scenario finds:\n');
    expect(stdout).toContain('"by number" → ""  string');
    expect(stdout).not.toContain(' > → >=');
    expect(stdout).toContain('lib/limits.lua\n  3 mutants: 3 killed\n');
  });

  it('ends mutants that never end', async () => {
    const loop = 'return function(n)\n  local i = 0\n  while i < n do i = i + 1 end\n  return i\nend\n';
    const scenario = 'it("a", function() assert.equal(3, script.load("rules/loop")(3)) end)';
    const { stdout } = await mutate(
      openProject({ 'rules/loop.lua': loop, 'scenarios/a.scenario.lua': scenario }),
      'loop',
    );
    expect(stdout).toContain('10 mutants: 6 killed, 3 killed by their deadline, 1 survived\n');
  });

  it('writes all mutants as mutation testing reports have them', async () => {
    const cwd = openProject(PROJECT);
    expect((await mutate(cwd, 'rule', '--json', 'build/mutants.json')).stdout).toContain('wrote build/mutants.json\n');
    const { schemaVersion, files } = JSON.parse(readFileSync(join(cwd, 'build/mutants.json'), 'utf8'));
    expect(schemaVersion).toBe('2');
    const [first] = files['rules/rule.lua'].mutants.filter((mutant: { status: string }) => mutant.status === 'Killed');
    expect(first).toEqual({
      id: expect.any(String),
      mutatorName: expect.any(String),
      replacement: expect.any(String),
      status: 'Killed',
      location: { start: { line: 2, column: 8 }, end: { line: 6, column: 4 } },
      coveredBy: expect.arrayContaining(['scenarios/a.scenario.lua::is high']),
      killedBy: [expect.stringContaining('scenarios/a.scenario.lua')],
      statusReason: expect.any(String),
    });
  });

  it('ends with 1 where too few are found', async () => {
    const cwd = openProject(PROJECT);
    const { code, stdout } = await mutate(cwd, 'rule', '--threshold', '100');
    expect(code).toBe(1);
    expect(stdout).toContain('The score is too low; the threshold is 100 %.');
    expect((await mutate(cwd, 'rule', '--threshold', '50')).code).toBe(0);
  });

  it('wants scenarios that pass', async () => {
    const bad = `${SCENARIO}it("is wrong", function() assert.equal("low", rule(99)) end)\n`;
    const { code, stdout } = await mutate(openProject({ ...PROJECT, 'scenarios/a.scenario.lua': bad }), 'rule');
    expect(code).toBe(1);
    expect(stdout).toContain('✗ failed  is wrong');
    expect(stdout).toContain('These have to pass before mutants can tell anything.');
  });

  it('refuses a script that is no Lua', async () => {
    const cwd = openProject({ ...PROJECT, 'rules/bad.lua': 'return 1\nlocal = 2\n' });
    expectMistake(await mutate(cwd, 'bad'), { code: 2, text: 'rules/bad.lua:2: not valid Lua: the end of the source' });
  });

  it('runs only the scenarios it is told to', async () => {
    const { stdout } = await mutate(openProject(PROJECT), 'rule', '-t', 'is low');
    expect(stdout).not.toContain('is high');
    expect(stdout).toContain('"high" → nil  return');
  });

  it.each([
    [['nothing'], 'nothing'],
    [[], "missing required argument 'scripts'"],
    [['rule', '--threshold', '1.5'], '--threshold: expected a whole number from 0 to 100'],
  ])('refuses %j', async (argv, text) => {
    expectMistake(await mutate(openProject(PROJECT), ...argv), { code: 3, text });
  });
});
