import { describe, expect, it } from 'vitest';
import { openProject, readEvents, readOutcomes, spawnMoonrig } from './moonrig.js';

const BEHAVIOR = `local tone = "short"
function build_task_prompt(task)
  breakpoint()
  return Prompt.new():section("Task", task.description):instruction(tone)
end
`;
const SCENARIO = `it("writes", function()
  llm.on{ contains = "long" }:reply("done")
  local result = Agent.new("writer"):execute{ description = "A login" }
  assert.equal("done", result.text)
end)
it("sorts", function()
  local list = { 2, 1 }
  table.sort(list, function(a, b)
    breakpoint()
    return a < b
  end)
  assert.same({ 1, 2 }, list)
end)
`;
const FILES = { 'agents/behaviors/writer.lua': BEHAVIOR, 'scenarios/a.scenario.lua': SCENARIO };

describe('run --debug', () => {
  it('stops at a breakpoint of a script under test and does what is typed', async () => {
    const cwd = openProject(FILES);
    const stdin = 'task.description\ntone = "long"\nc\na, b\nbt\nc\n';
    const { code, stdout, stderr } = await spawnMoonrig(['run', '--debug'], { cwd, stdin });
    expect([code, stderr]).toEqual([0, '']);
    expect(readOutcomes(cwd)).toEqual(['writes: passed', 'sorts: passed']);
    const shown = stdout.slice(stdout.indexOf('Stopped at agents'), stdout.indexOf('Scenarios '));
    expect(shown).toContain('> 3 |   breakpoint()\n');
    expect(shown).toContain('\n"A login"\n');
    expect(shown).toContain('Stopped at scenarios/a.scenario.lua:9, in the function at line 8\n');
    expect(shown).toContain('\n1\n2\n> scenarios/a.scenario.lua:9, in the function at line 8\n');
  });

  it('goes on without stops when the input ends', async () => {
    const cwd = openProject(FILES);
    const { code, stdout } = await spawnMoonrig(['run', '--debug'], { cwd });
    expect(stdout.match(/Stopped at/g)).toHaveLength(1);
    expect(stdout).toContain('No more input: going on without stops.\n');
    // Nobody has asked for a long text.
    expect([code, readOutcomes(cwd)]).toEqual([1, ['writes: failed', 'sorts: passed']]);
  });

  it('ends with 130 at quit, with reports of what was done', async () => {
    const cwd = openProject(FILES);
    const { code, stdout } = await spawnMoonrig(['run', '--debug'], { cwd, stdin: 'tone = "long"\nc\nq\n' });
    expect(code).toBe(130);
    expect(stdout).toContain('Interrupted: the rest did not run.');
    expect(readOutcomes(cwd)).toEqual(['writes: passed']);
  });

  it('never stops on a build server, and neither does any run without it', async () => {
    const cwd = openProject(FILES);
    const stdin = 'quit\n';
    const ci = await spawnMoonrig(['run', '--debug', '-t', 'sorts'], { cwd, stdin, env: { CI: 'true' } });
    expect([ci.code, ci.stdout.includes('Stopped')]).toEqual([0, false]);
    const { code, stdout } = await spawnMoonrig(['run', '-t', 'sorts'], { cwd, stdin });
    expect(code).toBe(0);
    const message = 'breakpoint() is passed over: run with --debug to stop here';
    expect(stdout).toContain(`  scenarios/a.scenario.lua:9: ${message}\n`);
    const warnings = readEvents(cwd).filter(({ kind }) => kind === 'warning');
    expect(warnings).toEqual([{ kind: 'warning', message, at: { file: 'scenarios/a.scenario.lua', line: 9 } }]);
  });
});

describe('repl', () => {
  it('evaluates what a pipe brings', async () => {
    const cwd = openProject(FILES);
    const stdin = 'llm.on{}:reply("hi")\nanswer = llm.call("simple",\n  "hello")\nanswer.text\n#script.load("nope")\n';
    const { code, stdout, stderr } = await spawnMoonrig(['repl'], { cwd, stdin });
    expect(stdout).toMatch(/"hi"\n$/);
    expect(stderr).toMatch(/^script nope was not found/);
    expect(code).toBe(1);
  });

  it('prints nothing of itself to a pipe, and ends well where there is none', async () => {
    expect(await spawnMoonrig(['repl'], { cwd: openProject() })).toMatchObject({ code: 0, stdout: '', stderr: '' });
  });
});
