import { KnownError } from '../../model/known-error.js';
import { toScript } from '../../rule/prepare-rule.js';
import type { LuaRule } from '../../rule/rule-store.js';
import { openScript, readLuaMessage, type ScriptOptions } from '../../script/open-script.js';
import { type PlainData, RuleRaise } from '../../script/script-errors.js';
import type { ScriptSource } from '../../script/script-source.js';
import type { LoadedRule, RuleVm } from '../../vm/direct/rule-vm.js';
import { openBenchVm } from '../load/open-bench-vm.js';
import type { LuaParts, Variant } from './variant.js';

/** Opens a Lua rule, in a VM of its own. Throws a KnownError where it does not load. */
export function openLuaVariant(name: string, rule: LuaRule, options: ScriptOptions): Variant {
  const script = toScript(rule);
  const { findModule = options.findModule } = rule;
  const ports = { ...options, findModule };
  const vm = openBenchVm(script, ports);
  const loaded = loadInto(vm, script);
  return {
    name,
    kind: 'lua',
    path: rule.path,
    version: rule.version,
    call: (input) => loaded.call(input),
    startCold: async (input) => {
      openScript(script, ports).call(input);
    },
    parts: takeApart((loader) => loadInto(vm, script, loader), loaded),
  };
}

function loadInto(vm: RuleVm, script: ScriptSource, loader?: string): LoadedRule {
  try {
    return vm.load(script, loader);
  } catch (error) {
    if (!(error instanceof RuleRaise)) throw error;
    const { at, message } = readLuaMessage(error.message, script.path);
    throw new KnownError('bad-source', message, { at });
  }
}

function takeApart(load: (loader: string) => LoadedRule, rule: LoadedRule): LuaParts {
  const [taker, giver, loop] = [load('load_taker'), load('load_giver'), load('load_loop')];
  return {
    take: (input) => taker.call(input),
    give: () => giver.call(undefined),
    keep: (inputs: readonly PlainData[]) => {
      loop.call(inputs);
    },
    loop: (rounds) => {
      loop.call(rounds);
    },
    callMany(inputs) {
      const { values, problems } = rule.callMany(inputs);
      for (const problem of problems.values()) throw problem;
      return values;
    },
  };
}
