import { KnownError } from '../../model/known-error.js';
import { toScript } from '../../rule/prepare-rule.js';
import type { LuaRule } from '../../rule/rule-store.js';
import { openScript, readLuaMessage, type ScriptOptions } from '../../script/open-script.js';
import { type PlainData, RuleRaise } from '../../script/script-errors.js';
import type { ScriptSource } from '../../script/script-source.js';
import type { LoadedRule, RuleVm } from '../../vm/direct/rule-vm.js';
import { openBenchVm } from '../load/open-bench-vm.js';
import { INSTANCE_COUNT, type LuaParts, type Variant } from './variant.js';

/** Opens a Lua rule, in a VM of its own. Throws a KnownError where it does not load. */
export function openLuaVariant(name: string, rule: LuaRule, options: ScriptOptions): Variant {
  const script = toScript(rule);
  const { findModule = options.findModule } = rule;
  const ports = { ...options, findModule };
  const open = () => openBenchVm(script, ports);
  const loaded = Array.from({ length: INSTANCE_COUNT }, () => loadInto(open(), script));
  const apart = open();
  return {
    name,
    kind: 'lua',
    path: rule.path,
    version: rule.version,
    call: (input) => loaded[0]?.call(input),
    instances: loaded.map((rule) => rule.call),
    startCold: async (input) => {
      openScript(script, ports).call(input);
    },
    parts: takeApart((loader) => loadInto(apart, script, loader)),
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

/** What is passed where nothing is: a table without fields, since calls with tables are those that are made fast. */
const NOTHING = {};

function takeApart(load: (loader?: string) => LoadedRule): LuaParts {
  const [rule, taker, giver, loop] = [load(), load('load_taker'), load('load_giver'), load('load_loop')];
  return {
    take: (input) => taker.call(input ?? NOTHING),
    give: () => giver.call(NOTHING),
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
