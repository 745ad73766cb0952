import { describe, expect, it } from 'vitest';
import { askAgents, entriesOf } from './ask-agents.js';

async function resultsOf(source: string) {
  const { results, failures } = await askAgents(source);
  expect(failures).toEqual([]);
  return results;
}

const ON_MODEL = `llm.on{ agent = "asker" }:reply{ text = "of asker", cost_cents = 2, tokens = { input = 10, output = 1 } }:optional()
  llm.on{ agent = "lead" }:reply{ text = "of lead", cost_cents = 1, tokens = { input = 1, output = 1 } }:optional()
  local lead = Agent.new("lead")`;

describe('a task that is handed over', () => {
  it('is done inside the one it came from, on its budget and its bill', async () => {
    const { results, failures, world } = await askAgents(`${ON_MODEL}
      local result = lead:execute{ id = "L", to = "asker", task = { id = "A", description = "part" }, max_cost_cents = 5 }
      return result.text, tostring(result.cost_cents), result.tokens.input, result.turns, result.success`);
    expect(failures).toEqual([]);
    expect(results).toEqual(['of lead', '3.0', 11, 2, true]);
    expect(entriesOf(world, 'agent.task', 'agent.hand_over', 'agent.result')).toEqual([
      'agent.task lead begins L',
      'agent.hand_over lead hands L over to asker (lead → asker)',
      'agent.task asker begins A: part',
      'agent.result asker: A done for 2 ¢',
      'agent.result lead: L done for 3 ¢',
    ]);
  });

  it('sees what is left of the budgets around it, and is over them', async () => {
    const results = await resultsOf(`${ON_MODEL}
      local left
      asker:tool("left", {}, function() left = budget.remaining().cost_cents return "ok" end)
      llm.on{ agent = "asker", role = "user" }:reply{ tool_calls = { { name = "left" } }, cost_cents = 2 }
      local result = lead:execute{ to = asker, task = { max_cost_cents = 90 }, max_cost_cents = 2.5 }
      return left, result.success, result.error`);
    expect(results).toEqual([0.5, false, "cost 5 cents, over the task's budget of 2.5"]);
  });

  it('is seen by checks as part of the agent that handed it over, and by itself', async () => {
    const results = await resultsOf(`${ON_MODEL}
      lead:execute{ to = "asker" }
      assert.trajectory(lead):exactly({ "llm.call", agent = "asker" }, { "llm.call", agent = "lead" })
      assert.trajectory(asker):exactly({ "llm.call", agent = "asker" })
      assert.cost_below(lead, 3.01)
      assert.cost_below(asker, 2.01)
      return true`);
    expect(results).toEqual([true]);
  });

  it('may be named by the agent itself, or by its name; the newest of that name is meant', async () => {
    const results = await resultsOf(`${ON_MODEL}
      local newest = Agent.new("asker")
      newest:tool("own", {}, function() return "own" end)
      llm.on{ agent = "asker", tools = { "own" } }:reply("newest")
      local old = lead:execute{ to = asker }.text
      return old, lead:execute{ to = "asker" }.text`);
    expect(results).toEqual(['of lead', 'of lead']);
  });

  it('by a tool goes on with the other, whose answer is the answer', async () => {
    const { results, failures, world } = await askAgents(`${ON_MODEL}
      lead:tool("pass_on", {}, function() return { hand_over = "asker" } end)
      llm.on{ agent = "lead" }:reply{ tool_calls = { { name = "pass_on" } }, cost_cents = 1 }
      local result = lead:execute{ id = "L", description = "a riddle", max_cost_cents = 5 }
      return result.text, result.handed_to, tostring(result.cost_cents), result.turns`);
    expect([failures, results]).toEqual([[], ['of asker', 'asker', '3.0', 2]]);
    expect(entriesOf(world, 'tool.result', 'agent.hand_over', 'agent.task')).toEqual([
      'agent.task lead begins L: a riddle',
      'tool.result pass_on: "handed over to asker"',
      'agent.hand_over lead hands L over to asker (lead → asker)',
      'agent.task asker begins task-2: a riddle',
    ]);
  });

  it('by a tool may be another task', async () => {
    const results = await resultsOf(`${ON_MODEL}
      lead:tool("pass_on", {}, function() return { hand_over = asker, task = { description = "the half of it" } } end)
      llm.on{ agent = "lead" }:reply{ tool_calls = { { name = "pass_on" } } }
      llm.on{ agent = "asker", last = "the half of it" }:reply("half")
      return lead:execute{ description = "all" }.text`);
    expect(results).toEqual(['half']);
  });

  it('never goes round, and not deeper than eight agents', async () => {
    const { results } = await askAgents(`${ON_MODEL}
      local deep = { description = "end" }
      for i = 1, 9 do deep = { to = "lead", task = deep, n = i } end
      local _, first = pcall(lead.execute, lead, deep)
      lead:tool("again", {}, function() return { hand_over = "lead" } end)
      llm.on{ agent = "lead" }:reply{ tool_calls = { { name = "again" } } }
      local _, second = pcall(lead.execute, lead, { description = "x" })
      return first, second`);
    expect(results).toEqual([
      expect.stringMatching(/hand_over: more than 8 agents deep: lead → lead → .*lead$/),
      expect.stringMatching(/hand_over: lead has this task already: lead → lead$/),
    ]);
  });

  it.each([
    ['to = "nobody"', 'Agent.new: there is no agent called nobody'],
    ['to = 5', 'hand_over: an agent or its name is expected first, got number'],
    ['to = "asker", task = 5', 'hand_over: a table is expected, got number'],
  ])('with %s is refused', async (task, message) => {
    const { results } = await askAgents(`${ON_MODEL} return pcall(lead.execute, lead, { ${task} })`);
    expect(results).toEqual([false, expect.stringContaining(message)]);
  });

  it('that raises ends both tasks, and the one outside may catch it', async () => {
    const { results, world } = await askAgents(`${ON_MODEL}
      llm.on{ agent = "asker" }:fault("overloaded")
      local ok = pcall(lead.execute, lead, { id = "L", to = "asker", task = { id = "A" } })
      return ok`);
    expect(results).toEqual([false]);
    expect(entriesOf(world, 'agent.result').map((text) => text.split(':', 2).join(':'))).toEqual([
      'agent.result asker: A not done for 0 ¢',
      'agent.result lead: L not done for 0 ¢',
    ]);
  });
});
