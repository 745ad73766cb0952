import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { outcomes, runAll, useProjects } from '../run/harness.js';

const { project } = useProjects();

/** What becomes of a scenario file with this in it. */
async function run(source: string, files: Record<string, string> = {}): Promise<readonly string[]> {
  const root = project({ 'a.scenario.lua': source, ...files });
  const results = await runAll(root, ['a.scenario.lua']);
  return results.map((result, i) => `${outcomes(results)[i]}${result.error ? `: ${result.error.message}` : ''}`);
}

const PASS = 'it("next", function() assert(true) end)';

it.each([
  [
    'a deadline that would not fit',
    `it("a", { timeout_ms = 2 ^ 32 }, function() while true do end end)`,
    'it: option timeout_ms: a whole number from 0 to 2147483647 is expected, got 4294967296.0',
  ],
  [
    'retries without end',
    'it("a", { retries = 1 / 0 }, function() assert(false) end)',
    'it: option retries: a whole number from 0 to 100 is expected, got inf',
  ],
  [
    'a name too large to be told',
    'it(("n"):rep(17e6), function() assert(true) end)',
    'it: a name of at most 65536 bytes is expected',
  ],
])('%s is refused', async (_, source, why) => {
  expect(await run(source)).toEqual([`<load>: errored: ${why}`]);
});

it('reads options and globals without metamethods', async () => {
  const source = `
it("a", { tags = setmetatable({ "x", y = print }, { __len = error, __index = error }) }, function() assert(true) end)
setmetatable(_G, { __pairs = error })`;
  expect(await run(source)).toEqual(['a: passed']);
});

it('is not stopped by an error whose file cannot be told', async () => {
  const source = `it("a", function() load("error('x')", "@" .. ("z"):rep(17e6))() end)\n${PASS}`;
  expect(await run(source)).toEqual(['a: errored: x', 'next: passed']);
});

it('a behavior that gives its task another id is no crash of the host', async () => {
  const source = `it("a", function()
  llm.on{}:reply("ok")
  assert(Agent.new("bad"):execute{ description = "x" }.success)
end)`;
  const behavior = 'function build_task_prompt(task) task.id = {} return "x" end';
  expect(await run(source, { 'agents/behaviors/bad.lua': behavior })).toEqual(['a: passed']);
});

it('a mock that is none is an error of the scenario', async () => {
  const why = 'a.scenario.lua:1: llm.on: this is no mock of this scenario; call its methods with a colon';
  const [result] = await run('it("a", function() llm.on{}.times({ id = 999 }, 1) end)');
  expect(`a.scenario.lua:1: ${result?.replace('a: errored: ', '')}`).toBe(why);
});

it('pending in after_each does not let a broken promise off', async () => {
  const source = `after_each(function() pending("later") end)
it("a", function() llm.on{}:reply("x") assert(true) end)`;
  const why = 'in after_each: pending comes too late: the scenario has run';
  expect(await run(source)).toEqual([`a: errored: ${why}`]);
});

it('pending gives a reason that is no text as one', async () => {
  const root = project({ 'a.scenario.lua': 'it("a", function() pending("\\255") end)' });
  const [result] = await runAll(root, ['a.scenario.lua']);
  expect(result).toMatchObject({ outcome: 'skipped', reason: '\\xFF' });
});

it.each([
  ['files', 'workspace.write_file("f" .. i, text)', 'workspace.write_file: a scenario can write at most 64 MiB'],
  ['fields', 'log.info("x", { text = text })', 'the journal of a scenario holds at most 32 MiB of calls and fields'],
])('a flood of %s ends in an error', async (_, call, why) => {
  const source = `it("a", { timeout_ms = 30000 }, function()
  local text = ("x"):rep(9e6)
  for i = 1, 20 do ${call} end
end)\n${PASS}`;
  expect(await run(source)).toEqual([`a: errored: ${why}`, 'next: passed']);
});

it('a workspace that is a link out of the project is none', async () => {
  const outside = project({ 'secret.txt': 'secret' });
  const root = project({
    'a.scenario.lua': 'it("a", function() workspace.use("out") end)',
    'mocks/workspaces/in/file.txt': 'x',
  });
  symlinkSync(outside, join(root, 'mocks/workspaces/out'));
  const [result] = await runAll(root, ['a.scenario.lua']);
  expect(result?.error?.message).toBe('workspace.use: there is no folder mocks/workspaces/out');
});

it('checks of the file or of setup do not make an empty scenario pass', async () => {
  const source = `assert(true)
describe("b", function()
  setup(function() assert(true) end)
  it("a", function() end)
end)`;
  expect(await run(source)).toEqual(['b › a: empty']);
});

it('a describe that a pcall has ended is left', async () => {
  const source = `pcall(describe, "b", error)\n${PASS}`;
  expect(await run(source)).toEqual(['next: passed']);
});

it('a file that holds more than can be told is an error of the file, not the end of the run', async () => {
  const source = 'for i = 1, 300 do it(i .. ("n"):rep(60000), function() assert(true) end) end';
  const [result] = await run(source);
  expect(result).toMatch(/^<load>: errored: cannot be told: \[\d+\]: more than 16 MiB in one call$/);
});
