import { expect, it } from 'vitest';
import { openTestVm, testSettings } from '../vm/harness.js';

const roots = { ...testSettings('').roots, behavior: ['scenarios/agents/behaviors'] };

it.each([
  ['{}', 'table'],
  ['{ 1, 2 }', 'table'],
  ['true', 'boolean'],
])('agent:execute refuses the task id %s', async (id, kind) => {
  const test = openTestVm({}, { roots });
  const message = await test.fail(`Agent.new("cost_optimizer"):execute{ id = ${id}, description = "Log in" }`);
  expect(message).toBe(`test.lua:1: agent:execute: task.id: a text or a number is expected, got ${kind}`);
});

it('agent:execute refuses a budget that is no number, before the model is asked', async () => {
  const test = openTestVm({}, { roots });
  const message = await test.fail(
    'Agent.new("cost_optimizer"):execute{ description = "Log in", max_cost_cents = "5" }',
  );
  expect(message).toBe('test.lua:1: agent:execute: task.max_cost_cents: a number is expected, got string');
});

it('no cost keeps a budget of NaN', async () => {
  const { run } = openTestVm({}, { roots });
  const results = await run(`
    llm.on{}:reply("ok")
    local result = Agent.new("cost_optimizer"):execute{ description = "Log in", max_cost_cents = 0 / 0 }
    return result.success`);
  expect(results).toEqual([false]);
});

it.each(['\\n', '\\r\\n'])(
  'the code of a fenced block ends before the line end %s of its last line',
  async (newline) => {
    const { run } = openTestVm({}, { roots });
    const results = await run(`
    llm.on{}:reply("Here:${newline}\`\`\`elixir${newline}x = 1${newline}\`\`\`${newline}")
    return Agent.new("cost_optimizer"):execute{ description = "Log in" }.code`);
    expect(results).toEqual(['x = 1']);
  },
);

it('a behavior that returns a table chooses its model as one with globals does', async () => {
  const { run } = openTestVm({}, { roots: { ...roots, behavior: ['test/world/behaviors'] } });
  const results = await run('llm.on{}:reply("ok") return Agent.new("returned_table"):execute{}.model');
  expect(results).toEqual(['haiku']);
});
