import { openScript, readLuaMessage } from '../../script/open-script.js';
import { type PlainData, RuleRaise } from '../../script/script-errors.js';
import { hashSource } from '../../script/script-source.js';
import { KnownError } from '../../model/known-error.js';
import type { LoadedRule, RuleVm } from '../../vm/direct/rule-vm.js';
import type { VariantDefinition } from '../load/bench-definition.js';
import { findLuaRule, type ProjectFiles } from '../load/bench-project.js';
import { openBenchVm } from '../load/open-bench-vm.js';
import type { LuaParts, Variant } from './variant.js';

/** Opens a Lua rule, in a VM of its own. Throws a KnownError where it does not load. */
export function openLuaVariant({ name, path: named, entry }: VariantDefinition, from: string, files: ProjectFiles): Variant {
  const path = findLuaRule(files, named, from);
  const source = { name: path, path, source: files.book.read(path), ...(entry === undefined ? {} : { entry }) };
  const vm = openBenchVm(source, files);
  const load = (loader?: string): LoadedRule => loadInto(vm, source, loader);
  const rule = load();
  return {
    name,
    kind: 'lua',
    path,
    version: hashSource(source.source),
    call: (input) => rule.call(input),
    startCold: async (input) => {
      openScript(source, { ...files.ports, memoryBytes: files.memoryBytes }).call(input);
    },
    parts: takeApart(load, rule),
  };
}

interface LoadSource {
  readonly name: string;
  readonly path: string;
  readonly entry?: string;
}

function loadInto(vm: RuleVm, { name, path, entry }: LoadSource, loader?: string): LoadedRule {
  try {
    return vm.load(name, entry, loader);
  } catch (error) {
    if (!(error instanceof RuleRaise)) throw error;
    const { at, message } = readLuaMessage(error.message, path);
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
