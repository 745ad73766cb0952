import { type Address, showAddress } from '../model/address.js';
import { KnownError } from '../model/known-error.js';
import type { Explanation } from '../model/rule.js';
import { compileLua } from '../vm/compile.js';
import type { BatchOutcome } from '../vm/direct/batch-outcome.js';
import type { PlainData } from '../vm/direct/plain-data.js';
import { RuleRaise, RuleVmFault } from '../vm/direct/rule-error.js';
import { takeRuleImage } from '../vm/direct/rule-state.js';
import { type LoadedRule, RuleVm } from '../vm/direct/rule-vm.js';
import type { PreludeSource } from '../vm/open-prelude.js';
import { readRulePrelude } from '../vm/read-prelude.js';
import type { VmImage } from '../vm/vm-image.js';
import { Counting, type ScriptCounts } from './counting.js';
import { keepReads } from './keep-reads.js';
import { createScriptFunctions, type ScriptFunctions, type ScriptPorts } from './script-functions.js';
import type { ScriptSource } from './script-source.js';

export interface ScriptOptions extends ScriptPorts {
  /** Cap of the script's memory. */
  readonly memoryBytes: number;
  /** Steps (calls of functions and turns of loops) that loading it, and each call, may take; without it none are counted. */
  readonly maxSteps?: number;
  /** Where it is added up what runs of it; without it nobody counts. */
  readonly counts?: ScriptCounts;
}

/** What a script gave, and what led to it. */
export interface Explained {
  readonly result: PlainData;
  readonly explanation: Explanation;
}

/** A script in a VM of its own, ready to be called. */
export interface Script {
  /** What it says of itself in the table it returns: version, entry, input, output, thresholds. */
  readonly declared: PlainData;
  /**
   * Calls its entry. Throws a ContextError for what cannot be passed, a RuleRaise where the script raises, a ResultError
   * where its result cannot be told, a RuleVmFault where it used up its memory: the next call finds it as it was loaded.
   */
  call(input: PlainData): PlainData;
  /** Calls it, in a VM made for that, and tells how it came to what it gives. Throws as `call` does. */
  explain(input: PlainData): Explained;
  /** Calls it with each input in turn; what went wrong is told by row. Throws only a RuleVmFault. */
  callMany(inputs: readonly PlainData[]): BatchOutcome;
  /** Adds up what it has counted since the last time. */
  takeCounts(): void;
}

/** What every VM is made of, read once. */
let lua: { readonly compiled: WebAssembly.Module; readonly sources: readonly PreludeSource[] } | undefined;
const IMAGE_BYTES = 32 * 1024 * 1024;
/** VMs as they are when the prelude has run, by its settings: to run it takes ten times as long as to copy the memory. */
const images = new Map<string, VmImage>();

/** A VM for one script. */
function openVm({ dispatch, settings }: ScriptFunctions, memoryBytes: number): RuleVm {
  lua ??= { compiled: compileLua(), sources: readRulePrelude() };
  const options = { compiled: lua.compiled, dispatch, settings, memoryBytes };
  const key = JSON.stringify(settings);
  const image = images.get(key) ?? takeRuleImage({ ...options, memoryBytes: IMAGE_BYTES, prelude: lua.sources });
  images.set(key, image);
  return new RuleVm({ ...options, prelude: image });
}

/** Loads a script. Throws a KnownError with its line where it does not compile, raises, or has no entry. */
export function openScript(source: ScriptSource, options: ScriptOptions): Script {
  const begin = () => new Counting(options.maxSteps, false, options.counts);
  let counting = begin();
  let loaded: LoadedRule | undefined = load(source, options, counting);
  const { declared } = loaded;
  let explain: ((input: PlainData) => Explained) | undefined;
  const use = <T>(run: (script: LoadedRule) => T): T => {
    if (loaded === undefined) {
      counting = begin();
      loaded = load(source, options, counting);
    }
    try {
      return run(loaded);
    } catch (error) {
      // Such a VM is of no use any more; the next call makes a new one.
      if (error instanceof RuleVmFault) {
        takeCounts();
        loaded = undefined;
      }
      throw error;
    }
  };
  function takeCounts(): void {
    const from = loaded;
    if (from !== undefined) counting.take((table, into) => from.takeCounts(table, into));
  }
  return {
    declared,
    takeCounts,
    call: (input) => use((script) => script.call(input)),
    explain(input) {
      explain ??= openExplaining(source, options);
      try {
        return explain(input);
      } catch (error) {
        if (error instanceof RuleVmFault) explain = undefined;
        throw error;
      }
    },
    callMany: (inputs) => use((script) => script.callMany(inputs)),
  };
}

/** A VM whose code counts its lines, and whose contexts tell what is read of them. */
function openExplaining(source: ScriptSource, options: ScriptOptions): (input: PlainData) => Explained {
  const counting = new Counting(options.maxSteps, true, options.counts);
  const script = load(source, options, counting);
  const takeCounts = () => counting.take((table, into) => script.takeCounts(table, into));
  takeCounts();
  return (input) => {
    const { result, reads, counts } = explainAnd(() => script.explain(input), takeCounts);
    return { result, explanation: { lines: counting.read(counts), reads: keepReads(reads) } };
  };
}

function explainAnd<T>(run: () => T, then: () => void): T {
  try {
    return run();
  } finally {
    then();
  }
}

function load(source: ScriptSource, options: ScriptOptions, counting: Counting): LoadedRule {
  const vm = openVm(createScriptFunctions(source, options, counting), options.memoryBytes);
  try {
    return vm.load(source);
  } catch (error) {
    if (error instanceof RuleVmFault) {
      throw new KnownError('bad-source', `it cannot be loaded: ${error.message}`, { at: { file: source.path } });
    }
    if (!(error instanceof RuleRaise)) throw error;
    const { at, message } = readLuaMessage(error.message, source.path);
    throw new KnownError('bad-source', message, { at });
  }
}

/** A message of Lua's taken apart: `path:line: what`. */
export function readLuaMessage(text: string, path: string): { readonly at: Address; readonly message: string } {
  const found = /^([^\n:]+):(\d+): ([\s\S]*)$/.exec(text);
  const [, file, line, message] = found ?? [];
  if (file === undefined || message === undefined) {
    const prefix = `${showAddress({ file: path })}: `;
    return { at: { file: path }, message: text.startsWith(prefix) ? text.slice(prefix.length) : text };
  }
  return { at: { file, line: Number(line) }, message };
}
