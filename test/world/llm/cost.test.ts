import { describe, expect, it } from 'vitest';
import { readCents, readPrice, toCents } from '../../../src/world/llm/money.js';
import { computeCost } from '../../../src/world/llm/price.js';
import { estimateTokens } from '../../../src/world/llm/tokens.js';
import { testSettings } from '../../vm/harness.js';
import { failuresOf, resultsOf } from './ask.js';

describe('money', () => {
  it.each([0, 0.1, 0.3, 1e-9, 1.5e-7, 123456.789, 1e21, 0.000000000000001, 12345678901.23])(
    'keeps %s as it is',
    (cents) => {
      expect(toCents(readCents(cents))).toBe(cents);
    },
  );

  it('sums decimals exactly', () => {
    const sum = (cents: number, times: number) =>
      toCents(Array.from({ length: times }, () => readCents(cents)).reduce((a, b) => a + b, 0n));
    expect(sum(0.1, 3)).toBe(0.3);
    expect(sum(0.07, 100)).toBe(7);
    expect(sum(0.000001, 1_000_000)).toBe(1);
    expect(sum(1.1, 10_000)).toBe(11_000);
  });

  it('rounds what is finer than a unit', () => {
    expect(readCents(1.4e-15)).toBe(1n);
    expect(readCents(1.6e-15)).toBe(2n);
    expect(readPrice(37.5)).toBe(37_500_000_000n);
  });
});

describe('the cost of a call', () => {
  const settings = {
    ...testSettings('/p'),
    prices: { a: { input: 37.5, output: 150.25, cached: 3.75 }, b: { input: 10, output: 20 } },
  };
  const cost = (model: string, input: number, output: number, cached = 0) => {
    const money = computeCost(settings, model, { input, output, cached });
    return money === undefined ? undefined : toCents(money);
  };

  it('is tokens times price, cached tokens by a price of their own', () => {
    expect(cost('a', 1, 0)).toBe(0.0000375);
    expect(cost('a', 1000, 100, 400)).toBe((600 * 37.5 + 400 * 3.75 + 100 * 150.25) / 1e6);
    expect(cost('b', 1000, 0, 500)).toBe(0.01);
    expect(cost('a', 10, 0, 50)).toBe(0.0000375);
    expect(cost('c', 1, 1)).toBeUndefined();
    expect(cost('constructor', 1, 1)).toBeUndefined();
  });

  it('is in the reply, in the journal and in what was spent', async () => {
    const source = `
      llm.on{}:reply{ text = "x", tokens = { input = 900, output = 120, cached = 800 } }
      llm.on{ agent = "a" }:reply{ text = "x", cost_cents = 0.1, tokens = { input = 1, output = 2 } }
      for i = 1, 3 do llm.call("haiku", "go", { agent = "a", task = i % 2 }) end
      local reply = llm.call("haiku", "go", { task = 1 })
      return reply.cost_cents, llm.calls()[4].cost_cents, llm.spent().cost_cents, llm.spent{ agent = "a" },
        llm.spent{ task = 1 }.calls, llm.spent{ agent = "a", task = 1 }, llm.spent{ agent = "b" }.calls`;
    expect(await resultsOf(source)).toEqual([
      0.078,
      0.078,
      0.378,
      { calls: 3, tokens: { input: 3, output: 6, cached: 0 }, cost_cents: 0.3 },
      3,
      { calls: 2, tokens: { input: 2, output: 4, cached: 0 }, cost_cents: 0.2 },
      0,
    ]);
  });

  it('counts the tools that are offered and asked for, where no tokens are told', async () => {
    const source = `
      llm.on{}:reply{ tool_calls = { { name = "write_file", arguments = { text = ("word "):rep(50) } } } }
      local plain = llm.call("haiku", "go", { tools = { WRITE } }).tokens
      local more = llm.call("haiku", "go", { tools = { WRITE, { name = "search", description = ("word "):rep(100) } } }).tokens
      return plain.input, more.input - plain.input, plain.output`;
    const [plain, more, output] = await resultsOf(source);
    expect(plain).toBeGreaterThan(5);
    expect(more).toBeGreaterThan(90);
    expect(output).toBeGreaterThan(45);
  });

  it('of a refusal is that of what it says', async () => {
    const source = `
      llm.on{}:reply{ text = "x", tokens = { input = 10, output = 5000 }, fault = { kind = "refusal", message = "No." } }
      return llm.call("haiku", "go").tokens`;
    expect(await resultsOf(source)).toEqual([{ input: 10, output: 2, cached: 0 }]);
  });

  it('of a model without a price fails the scenario', async () => {
    expect((await failuresOf('llm.on{}:reply("x") llm.call("haikoo", "go")'))[0]).toContain(
      'the model haikoo has no price in the config; did you mean haiku?',
    );
  });

  it('adds up exactly in the checks of an agent’s work', async () => {
    const source = `
      llm.on{}:reply{ text = "x", cost_cents = 0.1 }
      assert.cost_below(function() for i = 1, 3 do ask() end end, 0.30000000000000001)`;
    expect((await failuresOf(source))[0]).toContain('expected a cost below 0.3 ¢, got 0.3 ¢');
  });
});

describe('tokens', () => {
  it('are estimated as tokenizers count them, within a fifth', () => {
    const prose = 'The quick brown fox jumps over the lazy dog. '.repeat(20);
    expect(estimateTokens(prose)).toBeGreaterThan(160);
    expect(estimateTokens(prose)).toBeLessThan(240);
    expect(estimateTokens('')).toBe(0);
    expect(estimateTokens(prose)).toBe(estimateTokens(prose));
  });

  it('that are remembered do not pile up', () => {
    for (let i = 0; i < 200; i++) estimateTokens(`${i} ${'x'.repeat(100_000)}`);
    expect(estimateTokens('short words here')).toBe(3);
  });
});

describe('a budget', () => {
  const MOCK = 'llm.on{}:reply{ text = "x", cost_cents = 0.1, tokens = { input = 10, output = 5 } }:optional()';

  it.each([
    ['{ max_cost_cents = 0.25 }', 'over the budget of the scenario: 0.3 ¢ of 0.25 ¢', 3],
    ['{ max_tokens = 29 }', 'over the budget of the scenario: 30 of 29 tokens', 2],
    ['{ max_calls = 2 }', 'over the budget of the scenario: 3 of 2 calls', 2],
    ['{ max_cost_cents = 0.1, agent = "a" }', 'over the budget of the agent a: 0.2 ¢ of 0.1 ¢', 2],
    ['{ max_calls = 1, agent = "a", task = 7 }', 'over the budget of the agent a, the task 7: 2 of 1 calls', 1],
  ])('of %s fails with the call that goes past it', async (budget, why, calls) => {
    const source = `${MOCK} llm.budget${budget} for i = 1, 5 do ask("go", { agent = "a", task = 7 }) end`;
    const failures = await failuresOf(source);
    expect(failures).toHaveLength(1);
    expect(failures[0]).toBe(`budget: this call of the model is ${why}\nasked by a of haiku: user "go"`);
    expect(
      await resultsOf(
        `${MOCK} llm.budget${budget} for i = 1, ${calls - (why.includes('calls') ? 0 : 1)} do ask("go", { agent = "a", task = 7 }) end return llm.spent().calls > 0`,
      ),
    ).toEqual([true]);
  });

  it('is kept to the last decimal', async () => {
    expect(await failuresOf(`${MOCK} llm.budget{ max_cost_cents = 0.3 } for i = 1, 3 do ask() end`)).toEqual([]);
  });

  it('raises for who calls, whom no pcall helps', async () => {
    const [failure] = await failuresOf(`${MOCK} llm.budget{ max_calls = 0 } assert(not pcall(ask))`);
    expect(failure).toContain('1 of 0 calls');
  });

  it('counts the calls of its own agent or task only', async () => {
    const source = `${MOCK} llm.budget{ max_calls = 1, agent = "a" } llm.budget{ max_calls = 3 }
      ask("go", { agent = "a" }) ask("go", { agent = "b" }) ask()`;
    expect(await failuresOf(source)).toEqual([]);
  });

  it('of a gateway refuses calls once it is used up, and the agent may cope', async () => {
    const source = `${MOCK} llm.budget{ max_cost_cents = 0.15, gateway = true }
      ask() ask()
      local reply, failure = try()
      return reply, failure, llm.calls()[3].fault, llm.spent().calls`;
    const message = 'the budget of the scenario is used up: 0.2 ¢ of 0.15 ¢';
    expect(await resultsOf(source)).toEqual([
      undefined,
      { kind: 'budget_exceeded', status: 429, message },
      'budget_exceeded',
      2,
    ]);
  });

  it('can be seen by the agent: the least that is left', async () => {
    const source = `${MOCK}
      local none = budget.remaining("a")
      llm.budget{ max_cost_cents = 1, max_calls = 5 }
      llm.budget{ max_cost_cents = 0.15, agent = "a" }
      ask("go", { agent = "a" })
      local left = { none.cost_cents == math.huge and none.calls == math.huge, budget.remaining(), budget.remaining("a"), budget.remaining("b") }
      llm.budget{ max_tokens = 10 }
      return left, budget.remaining()`;
    const tokens = Number.POSITIVE_INFINITY;
    expect(await resultsOf(source)).toEqual([
      [
        true,
        { cost_cents: 0.9, calls: 4, tokens },
        { cost_cents: 0.05, calls: 4, tokens },
        { cost_cents: 0.9, calls: 4, tokens },
      ],
      { cost_cents: tokens, calls: tokens, tokens: 0 },
    ]);
  });

  it.each([
    ['{}', 'llm.budget: a limit is expected: max_cost_cents, max_tokens, max_calls'],
    ['{ max_cost_cent = 1 }', 'llm.budget: max_cost_cent: unknown field max_cost_cent; did you mean max_cost_cents?'],
    ['{ max_calls = 1.5 }', 'llm.budget: max_calls: a whole number is expected, got 1.5'],
    ['{ max_cost_cents = -1 }', 'llm.budget: max_cost_cents: a number from 0 up is expected, got -1'],
    ['{ max_calls = 1, agent = 5 }', 'llm.budget: agent: a text is expected, got a number'],
    ['5', 'llm.budget: named fields are expected, got a number'],
  ])('is refused where it cannot be read: %s', async (budget, message) => {
    const [text] = await resultsOf(`return select(2, pcall(llm.budget, ${budget}))`);
    expect(text).toContain(`test.lua:1: ${message}`);
  });
});
