import { describe, expect, it } from 'vitest';
import { openTestVm } from '../vm/harness.js';

const call = 'llm.call("haiku", "go").text';

describe('mocks of the model', () => {
  it.each(['{ "only" }', '{ "first", "only" }'])(
    'of the sequence %s are used up after its last answer',
    async (list) => {
      const { run } = openTestVm();
      const [last, more] = await run(`
      llm.on{}:reply_sequence${list}
      local last
      for _ = 1, #${list} do last = ${call} end
      return last, (pcall(function() return ${call} end))`);
      expect([last, more]).toEqual(['only', false]);
    },
  );

  it('with a single reply answer every call', async () => {
    expect(await openTestVm().run(`llm.on{}:reply("again") return ${call}, ${call}, ${call}`)).toEqual([
      'again',
      'again',
      'again',
    ]);
  });

  it('that failed are listed with what they were asked', async () => {
    const { run } = openTestVm();
    const [calls] = await run(
      'llm.on{}:reply{ error = "overloaded" } pcall(llm.call, "simple", "go") return llm.calls()',
    );
    expect(calls).toEqual([
      {
        model: 'haiku',
        messages: [{ role: 'user', content: 'go' }],
        error: 'overloaded',
        fault: 'error',
        mock: 'test.lua:1',
      },
    ]);
  });
});
