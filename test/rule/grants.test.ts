import { describe, expect, it } from 'vitest';
import { luaRule, openEngine } from './engine-harness.js';

const GIVE = 'return { decision = "escalated", confidence = 1, reasoning = "", got = got }';

const given: unknown[] = [];

const grants = {
  stock: {
    count: (sku: string) => ({ left: sku.length, at: ['a', 'b'] }),
    take: (order: unknown, more?: unknown) => {
      given.push([order, more]);
    },
    fail: () => {
      throw new Error('no stock today');
    },
    odd: () => new Date(0),
  },
};

async function open(body: string) {
  return await openEngine([luaRule(`return function(c) ${body} ${GIVE} end`)], { ports: { grants } });
}

describe('what a host grants', () => {
  it('can be called with plain data, which comes out as such', async () => {
    const engine = await open('local s = stock.count(c.sku) local got = s.left .. table.concat(s.at)');
    expect(engine.execute('r', { sku: 'abc' }).result).toMatchObject({ got: '3ab' });
    expect(engine.executeMany('r', [{ sku: 'a' }, { sku: 'ab' }])).toMatchObject([
      { result: { got: '1ab' } },
      { result: { got: '2ab' } },
    ]);
  });

  it('is given the context itself where that is explained', async () => {
    const engine = await open('stock.take(c.order, { of = c.order.items, half = 0.5, whole = 2.0 }) local got = 1');
    const context = { order: { items: [1, 2] } };
    engine.execute('r', context);
    engine.execute('r', context, { explain: true });
    expect(given).toEqual([
      [{ items: [1, 2] }, { of: [1, 2], half: 0.5, whole: 2 }],
      [{ items: [1, 2] }, { of: [1, 2], half: 0.5, whole: 2 }],
    ]);
  });

  it('raises at the line of the rule, which may catch it', async () => {
    const fails = await open('\nlocal got = stock.fail()');
    expect(() => fails.execute('r', {})).toThrow(/rules\/r\.lua:2: stock\.fail: no stock today$/);
    const odd = await open('local got = stock.odd()');
    expect(() => odd.execute('r', {})).toThrow('stock.odd: what it gives cannot be passed: an object of class Date');
    const caught = await open('local got = select(2, pcall(stock.fail))');
    expect(caught.execute('r', {}).result).toMatchObject({ got: expect.stringContaining('no stock today') });
  });

  it('is all that is granted', async () => {
    const engine = await openEngine([
      luaRule(`return function(c) local got = tostring(stock) .. tostring(io) .. tostring(llm) ${GIVE} end`),
    ]);
    expect(engine.execute('r', {}).result).toMatchObject({ got: 'nilnilnil' });
  });
});
