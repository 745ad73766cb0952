import { expect, it } from 'vitest';
import { MemoryRuleStore } from '../../src/rule/memory-store.js';
import { RuleEngine } from '../../src/rule/rule-engine.js';
import { luaRule } from './engine-harness.js';

/** A rule all of whose parts say which version they are of. */
function version(n: number) {
  return luaRule(`local n = ${n}
    return function(c)
      local first = n
      for i = 1, 20 do first = first + i - i end
      return { decision = "escalated", confidence = 1, reasoning = "${n}", first = first, last = n }
    end`);
}

it('never mixes versions: thousands of calls over hundreds of reloads', async () => {
  const store = new MemoryRuleStore([version(0)]);
  const problems: string[] = [];
  const engine = await RuleEngine.open({ store, onProblem: (_, { message }) => problems.push(message) });
  const versions = new Map<string, string>();
  let reload = 0;
  for (let call = 0; call < 3000; call++) {
    if (call % 10 === 0) {
      reload++;
      store.put(reload % 50 === 0 ? luaRule('return function( end') : version(reload));
    }
    const rows = call % 7 === 0 ? engine.executeMany('r', [{}, {}, {}]) : [engine.execute('r', {})];
    const [first] = rows;
    if (first === undefined || first instanceof Error) throw first;
    for (const row of rows) expect(row).toEqual(first);
    const { rule, reasoning, result } = first;
    expect(result).toMatchObject({ first: Number(reasoning), last: Number(reasoning) });
    expect(versions.get(rule.version) ?? reasoning).toBe(reasoning);
    versions.set(rule.version, reasoning);
  }
  expect([versions.size, problems.length]).toEqual([294, 6]);
  await engine.close();
});
