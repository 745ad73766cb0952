import { describe, expect, it } from 'vitest';
import { openTestVm } from './harness.js';

/** The scenarios that a file defines, as the prelude tells of them. */
async function collect(source: string): Promise<unknown> {
  const { vm } = openTestVm();
  expect(await vm.call('load', [false, 'pending.scenario.lua', source])).toEqual({
    kind: 'returned',
    values: [undefined],
  });
  const told = await vm.call('collect', []);
  if (told.kind !== 'returned') throw new Error(told.message);
  const [, names, , , extras] = told.values;
  const nodes = Array.isArray(extras) ? extras : [];
  return (Array.isArray(names) ? names : []).map((name, i) => ({ ...(nodes[i] as object), name }));
}

describe('pending at the top of a file', () => {
  it('takes a reason in the place of the function', async () => {
    expect(await collect('pending("rounds up", "waits for prices")')).toMatchObject([
      { name: 'rounds up', mode: 'skip', reason: 'waits for prices' },
    ]);
  });

  it('takes options before the reason', async () => {
    expect(await collect('pending("rounds up", { tags = { "slow" } }, "waits for prices")')).toMatchObject([
      { name: 'rounds up', mode: 'skip', reason: 'waits for prices', tags: ['slow'] },
    ]);
  });

  it('takes a function, as busted does, and leaves it alone', async () => {
    const scenarios = await collect('pending("rounds up", function() error("ran") end)');
    expect(scenarios).toMatchObject([{ name: 'rounds up', mode: 'skip' }]);
    expect(scenarios).not.toHaveProperty([0, 'reason']);
  });
});
