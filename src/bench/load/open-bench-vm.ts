import type { ScriptOptions } from '../../script/open-script.js';
import { createScriptFunctions } from '../../script/script-functions.js';
import type { ScriptSource } from '../../script/script-source.js';
import { compileLua } from '../../vm/compile.js';
import { RuleVm } from '../../vm/direct/rule-vm.js';
import type { PreludeSource } from '../../vm/open-prelude.js';
import { readBenchPrelude } from '../../vm/read-prelude.js';

let lua: { readonly compiled: WebAssembly.Module; readonly prelude: readonly PreludeSource[] } | undefined;

/** A VM that knows the prelude's part for benches, for one script. */
export function openBenchVm(source: ScriptSource, options: ScriptOptions): RuleVm {
  lua ??= { compiled: compileLua(), prelude: readBenchPrelude() };
  return new RuleVm({ ...lua, ...createScriptFunctions(source, options), memoryBytes: options.memoryBytes });
}
