import type { Failure } from '../../../src/model/outcome.js';
import type { RunSettings } from '../../../src/model/settings.js';
import type { Value } from '../../../src/model/value.js';
import { settleWorld } from '../../../src/world/settle.js';
import { openTestVm, type TestVm } from '../../vm/harness.js';

/** What sources of these tests share. */
const HEAD = `
local READ = { name = "read_file", parameters = { type = "object", required = { "path" }, properties = { path = { type = "string" } } } }
local WRITE = { name = "write_file", parameters = { type = "object" } }
local function user(text) return { role = "user", content = text } end
local function ask(prompt, options) return llm.call("haiku", prompt or "go", options).text end
local function try(prompt, options) return llm.try_call("haiku", prompt or "go", options) end
`.replaceAll('\n', ' ');

export interface Asked {
  readonly results: readonly Value[];
  /** Failed checks, and promises that were not kept once it was over. */
  readonly failures: readonly Failure[];
  readonly unkept: readonly Failure[];
  readonly vm: TestVm;
}

/** Runs a source as a scenario's body, and settles its world. */
export async function askLua(source: string, changes: Partial<RunSettings> = {}): Promise<Asked> {
  const vm = openTestVm({}, changes);
  vm.world.isBody = true;
  const results = await vm.run(HEAD + source);
  const { unkept } = await settleWorld(vm.world);
  return { results, failures: vm.world.checks.failures, unkept, vm };
}

/** What a source returns, where nothing of it fails. */
export async function resultsOf(source: string, changes: Partial<RunSettings> = {}): Promise<readonly Value[]> {
  const { results, failures, unkept } = await askLua(source, changes);
  const [failure] = [...failures, ...unkept];
  if (failure !== undefined) throw new Error([failure.message, ...(failure.notes ?? [])].join('\n'));
  return results;
}

/** The failures of a source, each with its notes. */
export async function failuresOf(source: string, changes: Partial<RunSettings> = {}): Promise<string[]> {
  const { failures, unkept } = await askLua(`pcall(function() ${source} end)`, changes);
  return [...failures, ...unkept].map(({ check, message, notes = [] }) =>
    [`${check}: ${message}`, ...notes].join('\n'),
  );
}
