import { createScriptFunctions } from '../../../src/script/script-functions.js';
import { compileLua } from '../../../src/vm/compile.js';
import { type LoadedRule, RuleVm } from '../../../src/vm/direct/rule-vm.js';
import { readRulePrelude } from '../../../src/vm/read-prelude.js';

const lua = { compiled: compileLua(), prelude: readRulePrelude() };

/** A rule in a VM of its own, called through memory or, with `isPlain`, value by value. */
export function openRule(source: string, isPlain = false): LoadedRule {
  const script = { name: 'rule', path: 'rules/rule.lua', source: new TextEncoder().encode(source) };
  const functions = createScriptFunctions(script, {
    now: () => 0,
    print: () => undefined,
    findModule: () => {
      throw new Error('there are no modules');
    },
  });
  const vm = new RuleVm({ ...lua, ...functions, memoryBytes: 96 * 1024 * 1024, isPlain });
  if (vm.isRaw === isPlain) throw new Error('the rule is not called in the way that was asked for');
  return vm.load({ name: script.name });
}

/** What became of a call: its value, or its error as one line. */
export function outcomeOf(run: () => unknown): unknown {
  try {
    return { value: run() };
  } catch (error) {
    return { error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}
