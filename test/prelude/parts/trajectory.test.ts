import { describe, expect, it } from 'vitest';
import { openAgentVm, TWO_TASKS } from './behaviors.js';

async function holds(source: string, checks = 1) {
  const vm = openAgentVm();
  await vm.run(TWO_TASKS + source);
  expect([vm.world.checks.count, vm.world.checks.failures]).toEqual([checks, []]);
}

async function failure(source: string) {
  const vm = openAgentVm();
  await vm.run(`${TWO_TASKS} pcall(function() ${source} end)`);
  expect(vm.world.checks.failures).toHaveLength(1);
  return vm.world.checks.failures[0];
}

describe('a trajectory', () => {
  it.each([
    'assert.trajectory(one):exactly("workspace.read_file", "llm.call")',
    'assert.trajectory(agent):exactly("workspace.read_file", "llm.call", "workspace.read_file", "llm.call")',
    'assert.trajectory("writer"):exactly(any, "llm.call", any, { "llm.call", model = "opus", tokens = { input = 400 } })',
    'assert.trajectory(agent):includes({ "llm.call", model = "opus" }, "workspace.read", { any, model = "haiku" })',
    'assert.trajectory(agent):includes({ "llm.call", model = "simple" })',
    'assert.trajectory(agent):includes({ "llm.call", text = function(text) return text:find("^sec") end, agent = any })',
    'assert.trajectory(agent):includes(any, any, any, "llm.call")',
    'assert.trajectory(agent):includes(function(fields) return fields.bytes == 8 end)',
    'assert.trajectory(agent):in_order({ "llm.call", model = "haiku" }, "workspace.read_file")',
    'assert.trajectory(agent):never("workspace.write_file", "git.log")',
    'assert.trajectory(two):never({ "llm.call", model = "haiku" })',
    'assert.trajectory(agent):never({ "llm.call", error = any })',
    'assert.trajectory(agent):includes("agent.task", { "log.info", fields = { task = "Two" } }, "log")',
    'assert.trajectory():includes("workspace.write_file", { "clock.advance", ms = 5000 })',
    'assert.trajectory(llm):in_order({ "llm.call", agent = "writer" }, { "llm.call", text = "second" })',
    'assert.trajectory(function() git.commits() end):exactly("git.commits")',
    'assert.trajectory(function() end):exactly()',
    'assert.is_not.trajectory(one):includes("git.log")',
  ])('holds: %s', async (source) => {
    await holds(source);
  });

  it('can be asked several things one after the other', async () => {
    await holds(
      'assert.trajectory(agent):includes("llm.call"):never("git.log"):in_order("workspace.read", "llm.call")',
      3,
    );
  });

  it('ends with its task, also where that raised', async () => {
    const source = `llm.on{ contains = "Three" }:reply{ error = "overloaded" }
      pcall(agent.execute, agent, { description = "Three" })
      git.log()
      assert.trajectory(agent):never("git.log"):includes({ "llm.call", error = "overloaded" })`;
    await holds(source, 2);
  });
});

const READ = 'workspace.read_file: notes.md (8 bytes) (test/prelude/parts/writer.lua:2)';
const FIRST = 'llm.call: writer → haiku: "first" (100 + 20 tokens, 1.5 ¢) (test.lua:6)';
const SECOND = 'llm.call: writer → opus: "second" (400 + 80 tokens, 6 ¢) (test.lua:9)';

describe('a trajectory that is not what was expected', () => {
  it('shows what came of each pattern, the nearest call, and the whole sequence with its marks', async () => {
    const source = `assert.trajectory(agent):includes({ "llm.call", tokens = { input = 400, output = 90 } }, { "llm.call", model = "haiku" }, "git.log")`;
    expect(await failure(source)).toMatchObject({
      check: 'trajectory:includes',
      message: [
        'the agent writer: 2 calls of 3 missing',
        '  ✗ llm.call { tokens = { input = 400, output = 90 } }: call 4 is nearest, tokens.output is not 90 but 80',
        '  ✓ llm.call { model = "haiku" }: call 2',
        '  ✗ git.log: there is no such call',
      ].join('\n'),
      actual: [`  1 · ${READ}`, `  2 ✓ ${FIRST}`, `  3 · ${READ}`, `  4 · ${SECOND}`].join('\n'),
      at: { file: 'test.lua', line: 10 },
    });
  });

  it('in order, says of a call that it came at another place', async () => {
    expect(await failure('assert.trajectory(one):in_order("llm.call", "workspace.read_file")')).toMatchObject({
      check: 'trajectory:in_order',
      message: [
        'the task task-1: 1 call of 2 missing, in this order',
        '  ✓ llm.call: call 2',
        '  ✗ workspace.read_file: call 1 is one, but not here',
      ].join('\n'),
    });
  });

  it('exactly, marks what was not expected', async () => {
    expect(await failure('assert.message("cheap").trajectory(one):exactly("llm.call")')).toMatchObject({
      check: 'trajectory:exactly',
      message: 'cheap\nthe task task-1: expected exactly 1 call, in this order; 2 came\n  ✓ llm.call: call 2',
      actual: [`  1 ✗ ${READ}`, `  2 ✓ ${FIRST}`].join('\n'),
    });
    expect(await failure('assert.trajectory(function() end):exactly("llm.call")')).toMatchObject({
      actual: 'no calls',
    });
  });

  it('never, marks each unwanted call', async () => {
    expect(await failure('assert.trajectory(agent):never("git.log", { "llm.call", agent = "writer" })')).toMatchObject({
      message: 'the agent writer: expected never llm.call { agent = "writer" }; 2 such calls came',
      actual: [`  1 · ${READ}`, `  2 ✗ ${FIRST}`, `  3 · ${READ}`, `  4 ✗ ${SECOND}`].join('\n'),
    });
  });

  it('of very many calls shows the first and the last', async () => {
    const source = 'assert.trajectory(function() for i = 1, 60 do git.log() end end):includes("llm.call")';
    const lines = (await failure(source))?.actual?.split('\n') ?? [];
    expect(lines).toHaveLength(41);
    expect(lines[30]).toBe('    … 20 more');
    expect(lines[31]).toMatch(/^ 51 · git\.log: /);
  });

  it('is soft as check.trajectory', async () => {
    const vm = openAgentVm();
    await vm.run(`${TWO_TASKS} check.trajectory(one):includes("git.log"):never("llm.call")`);
    expect(vm.world.checks.failures.map((failed) => failed.check)).toEqual([
      'check.trajectory:includes',
      'check.trajectory:never',
    ]);
  });

  it.each([
    ['assert.trajectory(nil)', 'assert.trajectory: an agent, its result, a function to call, or llm'],
    ['assert.trajectory({ text = "x" })', 'it is no agent, and it has no task_id'],
    [
      'assert.trajectory():never("worksapce.read_file")',
      'there is no call worksapce.read_file; did you mean workspace.read_file?',
    ],
    ['assert.trajectory():never{ "llm.call", modle = "x" }', 'llm.call has no field modle; did you mean model?'],
    ['assert.trajectory():never{ colour = "x" }', 'no call has a field colour; there are model, agent,'],
    ['assert.trajectory():never()', 'trajectory:never: at least one call is expected'],
    ['assert.trajectory():never(nil, "llm.call")', 'a pattern is nil'],
    ['assert.trajectory():never{ "llm.call", "git.log" }', "a call's name and named fields"],
    ['assert.trajectory():never(5)', 'a pattern is expected, got 5'],
    ['assert.trajectory().never("llm.call")', 'trajectory:never: is called with a colon'],
    ['for i = 1, 3000 do print(i) end assert.trajectory():never("llm.call")', 'keeps '],
  ])('is refused, and has failed: %s', async (source, message) => {
    const vm = openAgentVm();
    expect(await vm.fail(source)).toContain(message);
    expect(vm.world.checks.failures).toMatchObject([{ check: 'assert' }]);
  });
});
