import { describe, expect, it } from 'vitest';
import type { CoveredFile } from '../../src/model/coverage.js';
import { type RunChanges, runEvents, useProjects } from './harness.js';

const { project: makeProject } = useProjects();

type Files = Readonly<Record<string, string>>;

/** Runs the scenario files of a project and tells what ran of the others. */
async function cover(files: Files, changes: RunChanges = {}) {
  const root = makeProject(files);
  const scenarios = Object.keys(files).filter((file) => file.endsWith('.scenario.lua'));
  const counted = Object.keys(files)
    .filter((file) => !scenarios.includes(file))
    .sort();
  const events = await runEvents(root, scenarios, { counted, ...changes });
  const found = events.flatMap((event) => (event.kind === 'coverage' ? event.files : []));
  const results = events.flatMap((event) => (event.kind === 'scenario.finished' ? [event.result] : []));
  const warnings = events.flatMap((event) => (event.kind === 'warning' ? [event] : []));
  return { files: found, results, warnings };
}

const linesOf = (files: readonly CoveredFile[], name: string) =>
  Object.fromEntries(files.find(({ file }) => file === name)?.lines ?? []);

const outcomesOf = ({ results }: Awaited<ReturnType<typeof cover>>) => results.map(({ outcome }) => outcome);

const RULE = `return function(score)
  if score > 50 then
    return "high"
  end
  return "low"
end
`;
const load = 'local rule = script.load("rules/rule")\n';

describe('coverage', () => {
  it('counts lines, branches and functions over all scenarios', async () => {
    const { files } = await cover({
      'rules/rule.lua': RULE,
      'a.scenario.lua': `${load}it("a", function() assert.equal("high", rule(51)) end)\nit("b", function() assert.equal("low", rule(1)) rule(2) end)`,
      'b.scenario.lua': `${load}it("c", function() assert.equal("low", rule(50)) end)`,
    });
    expect(linesOf(files, 'rules/rule.lua')).toEqual({ 1: 2, 2: 4, 3: 1, 5: 3 });
    expect(files[0]?.branches.map(({ kind, line, count }) => [kind, line, count])).toEqual([
      ['if', 2, 1],
      ['missing else', 2, 3],
    ]);
    expect(files[0]?.functions).toEqual([{ name: 'function at line 1', line: 1, count: 4 }]);
    expect(files[0]?.source).toBe(RULE);
  });

  it('counts whichever way a script is run', async () => {
    const script = (name: string) => `local M = {}\nfunction M.${name}() return 1 end\nreturn M\n`;
    const { files, ...run } = await cover({
      'lib/required.lua': script('go'),
      'rules/uses.lua': 'local lib = require("lib.required")\nreturn function() return lib.go() end\n',
      'agents/behaviors/worker.lua':
        'function build_task_prompt(task)\n  local prompt = Prompt.new()\n  prompt:section("Task", task.description)\n  return prompt\nend\n',
      'workflows/threads.lua':
        'return function()\n  local c = coroutine.wrap(function()\n    coroutine.yield(1)\n    return 2\n  end)\n  c()\n  return c()\nend\n',
      'rules/fails.lua': 'return function()\n  local t = nil\n  t.x = 1\n  return t\nend\n',
      'a.scenario.lua': `
it("requires", function() assert.equal(1, script.load("rules/uses")()) assert.equal(1, require("lib.required").go()) end)
it("has agents", function()
  llm.on{ contains = "x" }:reply{ text = "hello" }
  assert.is_true(Agent.new("worker"):execute{ description = "x" }.success)
end)
it("has threads", function() assert.equal(2, script.load("workflows/threads")()) end)
it("fails", function() assert.is_false(pcall(script.load("rules/fails"))) end)`,
    });
    expect(outcomesOf({ files, ...run })).toEqual(['passed', 'passed', 'passed', 'passed']);
    expect(linesOf(files, 'lib/required.lua')).toEqual({ 1: 2, 2: 2, 3: 2 });
    expect(linesOf(files, 'rules/uses.lua')).toEqual({ 1: 1, 2: 1 });
    expect(linesOf(files, 'agents/behaviors/worker.lua')).toEqual({ 1: 1, 2: 1, 3: 1, 4: 1 });
    expect(linesOf(files, 'workflows/threads.lua')).toEqual({ 1: 1, 2: 1, 3: 1, 4: 1, 6: 1, 7: 1 });
    expect(linesOf(files, 'rules/fails.lua')).toEqual({ 1: 1, 2: 1, 3: 1, 4: 0 });
  });

  it('counts rules that the engine runs, their modules, and those it explains', async () => {
    const rule = `local limits = require("lib.limits")
return function(context)
  if context.n > limits.high and context.sure then
    return { decision = "autonomous", confidence = 1.0, reasoning = "high" }
  end
  return { decision = "escalated", confidence = 0.5, reasoning = "low" }
end
`;
    const { files, ...run } = await cover({
      'rules/gate.lua': rule,
      'lib/limits.lua': 'return { high = 50 }\n',
      'a.scenario.lua': `
it("escalates", function() assert.equal("escalated", rules.execute("gate", { n = 1 }).decision) end)
it("decides", function()
  assert.equal("autonomous", rules.execute("gate", { n = 51, sure = true }).decision)
  assert.equal("escalated", rules.execute("gate", { n = 51 }).decision)
end)
it("explains", function() assert.is_table(rules.execute("gate", { n = 2 }, { explain = true }).explanation) end)
`,
    });
    expect(outcomesOf({ files, ...run })).toEqual(['passed', 'passed', 'passed']);
    // Loaded once a scenario, and once more to be explained.
    expect(linesOf(files, 'lib/limits.lua')).toEqual({ 1: 4 });
    expect(linesOf(files, 'rules/gate.lua')).toEqual({ 1: 4, 2: 4, 3: 4, 4: 1, 6: 3 });
    const gate = files.find(({ file }) => file === 'rules/gate.lua');
    expect(gate?.branches.map(({ kind, count }) => [kind, count])).toEqual([
      ['and', 1],
      ['if', 1],
      ['missing else', 3],
    ]);
  });

  it('counts what no scenario loads as not run, and leaves out what does not count', async () => {
    const { files } = await cover(
      {
        'rules/idle.lua': RULE,
        'rules/rule.lua': RULE,
        'a.scenario.lua': `${load}it("a", function() assert.equal("low", rule(1)) end)`,
      },
      { counted: ['rules/idle.lua'] },
    );
    expect(files.map(({ file }) => file)).toEqual(['rules/idle.lua']);
    expect(linesOf(files, 'rules/idle.lua')).toEqual({ 1: 0, 2: 0, 3: 0, 5: 0 });
  });

  const many = Array.from(
    { length: 600 },
    (_, i) => `it("s${i}", function() assert.equal("low", rule(${i % 50})) end)`,
  );
  const long = `${load}describe("all", function()
  setup(function() rule(99) end)
  teardown(function() rule(98) end)
  before_each(function() rule(1) end)
  ${many.join('\n  ')}
  it("is stuck", { timeout_ms = 200 }, function() while true do end end)
  it("goes on", function() assert.equal("low", rule(2)) end)
  describe("inside", function()
    setup(function() rule(97) end)
    it("is last", function() assert.equal("high", rule(96)) end)
  end)
end)`;
  const others = Object.fromEntries(
    Array.from({ length: 9 }, (_, i) => [
      `f${i}.scenario.lua`,
      `${load}it("x", function() assert.equal("low", rule(${i})) end)`,
    ]),
  );

  it('is the same for one, two and four workers, with long files and scenarios that get stuck', async () => {
    const project = { 'rules/rule.lua': RULE, 'long.scenario.lua': long, ...others };
    const told = [];
    for (const workerCount of [1, 2, 4]) {
      const { files, results } = await cover(project, { workerCount, timeoutMs: 60_000 });
      expect(results.filter(({ outcome }) => outcome === 'timed-out')).toHaveLength(1);
      told.push(JSON.stringify(files));
    }
    expect(told[1]).toBe(told[0]);
    expect(told[2]).toBe(told[0]);
    const [file] = JSON.parse(told[0] ?? '') as CoveredFile[];
    // Loads: ten files. Low: 600 scenarios, `goes on`, nine others; before each but the stuck one, which told nothing.
    // High: `setup` in each of three chunks, `teardown`, the inner `setup`, `is last`.
    expect(Object.fromEntries(file?.lines ?? [])).toEqual({ 1: 10, 2: 610 + 602 + 6, 3: 6, 5: 610 + 602 });
  }, 60_000);

  it('changes no line, no name and no variable that a failure tells of', async () => {
    const project = {
      'rules/broken.lua':
        'local limit = 3\nreturn function(n)\n  local t = { n = n }\n  return t.missing.field, limit\nend\n',
      'rules/top.lua': 'local x = 1\nerror("at the top")\n',
      'a.scenario.lua':
        'it("a", function() script.load("rules/broken")(1) end)\nit("b", function() script.load("rules/top") end)',
    };
    const told = async (counted: readonly string[]) =>
      (await cover(project, { counted })).results.map(({ error, failures }) => ({ error, failures }));
    const plain = await told([]);
    expect(await told(['rules/broken.lua', 'rules/top.lua'])).toEqual(plain);
    expect(JSON.stringify(plain)).toContain('top level');
    expect(JSON.stringify(plain)).toContain('limit');
  });

  it('warns of files that are no Lua, and of those too large with their counters', async () => {
    const names = (letter: string, count: number) => Array.from({ length: count }, (_, i) => `${letter}${i}`);
    const [outer, inner] = [names('a', 200), names('b', 55)];
    // Lua has room for 255 variables of the functions around.
    const deep = `local ${outer.join(', ')} = 1
return function(x)
  local ${inner.join(', ')}
  return (function() local y ${[...outer, ...inner].map((name) => `y = ${name}`).join(' ')} end)() or x
end
`;
    const { files, warnings } = await cover({
      'rules/bad.lua': 'local = 1\n',
      'rules/deep.lua': deep,
      'a.scenario.lua': 'it("a", function() assert.equal(1, script.load("rules/deep")(1)) end)',
    });
    expect(warnings.map(({ message, at }) => `${at?.file}:${at?.line}: ${message}`)).toEqual([
      expect.stringMatching(/^rules\/deep.lua:undefined: does not count: .*too many upvalues/),
      "rules/bad.lua:1: not valid Lua, so it does not count: a name is expected in place of '='",
    ]);
    expect(linesOf(files, 'rules/deep.lua')).toEqual({ 1: 0, 2: 0, 3: 0, 4: 0 });
  });

  it('counts properties, retries and every order of tasks', async () => {
    const { files, ...run } = await cover(
      {
        'rules/rule.lua': RULE,
        'a.scenario.lua': `${load}
property("p", { cases = 20 }, gen.integer(0, 100), function(n) assert.is_string(rule(n)) end)
it("fails twice", function() rule(1) assert.is_true(false) end)`,
      },
      { retries: 1 },
    );
    const lines = linesOf(files, 'rules/rule.lua');
    expect(outcomesOf({ files, ...run }).at(-1)).toBe('failed');
    expect(lines[2]).toBe(22);
  });
});
