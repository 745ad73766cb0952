import { afterEach } from 'vitest';
import { MemoryRuleStore } from '../../src/rule/memory-store.js';
import { RuleEngine, type RuleEngineOptions } from '../../src/rule/rule-engine.js';
import type { StoredRule } from '../../src/rule/rule-store.js';
import { hashSource } from '../../src/script/script-source.js';

const engines: RuleEngine[] = [];

afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.close();
});

/** A Lua rule `r`. */
export function luaRule(text: string, id = 'r'): StoredRule {
  const source = new TextEncoder().encode(text);
  return { id, kind: 'lua', path: `rules/${id}.lua`, source, version: hashSource(source) };
}

/** A native rule `r`. */
export function nativeRule(run: (context: never) => unknown): StoredRule {
  return { id: 'r', kind: 'native', path: 'rules/r.ts', version: 'v', rule: { run } };
}

/** An engine over rules in memory; it is closed when the test is over. */
export async function openEngine(
  rules: readonly StoredRule[],
  options: Partial<RuleEngineOptions> = {},
): Promise<RuleEngine> {
  const engine = await RuleEngine.open({ store: new MemoryRuleStore(rules), isLive: false, ...options });
  engines.push(engine);
  return engine;
}
