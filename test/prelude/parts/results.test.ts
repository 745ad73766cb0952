import { describe, expect, it } from 'vitest';
import { openAgentVm, TWO_TASKS } from './behaviors.js';

async function failures(source: string) {
  const vm = openAgentVm();
  await vm.run(`${TWO_TASKS} pcall(function() ${source} end)`);
  expect(vm.world.checks.count).toBe(1);
  return vm.world.checks.failures;
}

describe('decision', () => {
  it.each([
    'assert.decision({ decision = "autonomous" }, "autonomous")',
    'assert.decision("escalated", { "collaborative", "escalated" })',
    'assert.not_decision({ decision = "autonomous" }, "escalated")',
  ])('holds: %s', async (source) => {
    expect(await failures(source)).toEqual([]);
  });

  it('shows what was decided, and why', async () => {
    const result = '{ decision = "escalated", confidence = 0.8, reasoning = "Low WSJF" }';
    expect(await failures(`assert.decision(${result}, "autonomous", "a good epic")`)).toMatchObject([
      {
        check: 'decision',
        message: 'a good epic\nexpected another decision\n  reasoning: "Low WSJF"\n  confidence: 0.8',
        expected: '"autonomous"',
        actual: '"escalated"',
      },
    ]);
    expect(await failures('assert.decision({ desicion = "autonomous" }, "autonomous")')).toMatchObject([
      { message: 'there is no decision', actual: '{ desicion = "autonomous" }' },
    ]);
    expect(await failures(`assert.not_decision(${result}, "escalated")`)).toMatchObject([
      { message: expect.stringContaining('expected any decision but "escalated"') },
    ]);
  });
});

describe('what was used up', () => {
  it.each([
    'assert.cost_below(one, 1.6)',
    'assert.cost_below(agent, 7.51)',
    'assert.cost_below(llm, 13.51)',
    'assert.cost_below(llm.call("haiku", "x"), 2)',
    'assert.cost_below(function() llm.call("haiku", "x") llm.call("haiku", "y") end, 3.1)',
    'assert.not_cost_below(agent, 7.5)',
    'assert.tokens_below(one, 121)',
    'assert.tokens_below("writer", 601)',
    'assert.not_tokens_below(two, 480)',
    'assert.latency_below(one, 201)',
    'assert.latency_below(agent, 1101)',
    'assert.not_latency_below(agent, 1100)',
    'assert.latency_below(llm, 7001)',
    'assert.latency_below(function() clock.sleep(40) end, 41)',
  ])('holds: %s', async (source) => {
    expect(await failures(source)).toEqual([]);
  });

  it('is what the function gave, too', async () => {
    const vm = openAgentVm();
    expect(await vm.run('return assert.latency_below(function() return "a", nil, 3 end, 5)')).toEqual([
      'a',
      undefined,
      3,
    ]);
  });

  it('shows the calls that came to it', async () => {
    expect(await failures('assert.cost_below(agent, 5, "cheap")')).toMatchObject([
      {
        check: 'cost_below',
        message: 'cheap\nthe agent writer: expected a cost below 5 ¢, got 7.5 ¢',
        actual: [
          'writer → haiku: "first" (100 + 20 tokens, 1.5 ¢), at 200 ms (test.lua:6)',
          'writer → opus: "second" (400 + 80 tokens, 6 ¢), at 7000 ms (test.lua:9)',
        ].join('\n'),
      },
    ]);
    expect(await failures('assert.tokens_below(two, 480)')).toMatchObject([
      { message: 'the task task-2: expected tokens below 480, got 480: 400 in, 80 out' },
    ]);
    expect(await failures('assert.latency_below(function() clock.sleep(50) end, 20)')).toMatchObject([
      { message: 'the function: expected a latency below 20 ms, got 50 ms', actual: 'no calls of the model' },
    ]);
    expect(await failures('assert.cost_below({ cost_cents = 3 }, 3)')).toMatchObject([
      { message: 'the reply: expected a cost below 3 ¢, got 3 ¢', actual: '{ cost_cents = 3 }' },
    ]);
    expect(await failures('assert.not_cost_below(agent, 9)')).toMatchObject([
      { message: 'the agent writer: expected a cost of 9 ¢ or more, got 7.5 ¢' },
    ]);
  });

  it('is never below a limit where it is not a number', async () => {
    expect(await failures('assert.cost_below({ cost_cents = 0 / 0 }, 3)')).toHaveLength(1);
  });

  it.each([
    ['assert.cost_below(nil, 5)', 'assert.cost_below: an agent, its result, a function to call, or llm'],
    ['assert.cost_below({}, 5)', 'assert.cost_below: this table has neither cost_cents nor a task_id'],
    ['assert.cost_below({ cost_cents = {} }, 5)', 'cost_cents is no number: {}'],
    ['assert.cost_below({ cost_cents = 1 }, "5")', 'assert.cost_below: a number is expected as the limit, got "5"'],
    ['assert.cost_below({ cost_cents = 1 }, 0 / 0)', 'as the limit, got nan'],
    ['assert.tokens_below({ tokens = 5 }, 5)', 'tokens with input and output are expected, got 5'],
    ['assert.latency_below({ cost_cents = 1 }, 5)', 'a reply does not tell its time'],
  ])('cannot be told by %s', async (source, message) => {
    expect(await openAgentVm().fail(source)).toContain(message);
  });
});
