import type { Failure } from '../../../src/model/outcome.js';
import type { Value } from '../../../src/model/value.js';
import { settleWorld } from '../../../src/world/settle.js';
import type { World } from '../../../src/world/world.js';
import { openTestVm, testSettings } from '../../vm/harness.js';

/** What sources of these tests share: answers of the model that call a tool, and the agent that is asked. */
const HEAD = `
local function calls(name, arguments, id)
  return { tool_calls = { { name = name, arguments = arguments, id = id } }, tokens = { input = 100, output = 10 } }
end
local function wishes(name, arguments) llm.on{ role = "user" }:reply(calls(name, arguments)):optional() end
local asker = Agent.new("asker")
local ECHO = { properties = { text = { type = "string" } }, required = { "text" } }
`.replaceAll('\n', ' ');

export interface AskedAgents {
  readonly results: readonly Value[];
  /** Failed checks, and promises that were not kept. */
  readonly failures: readonly string[];
  readonly world: World;
}

/** Runs a source as a scenario's body, with the agents of `behaviors/`, and settles its world. */
export async function askAgents(source: string): Promise<AskedAgents> {
  const roots = { ...testSettings('').roots, behavior: ['test/world/agent/behaviors'] };
  const { world, run } = openTestVm({}, { roots });
  world.isBody = true;
  const results = await run(HEAD + source);
  const { unkept } = settleWorld(world);
  return { results, failures: [...world.checks.failures, ...unkept].map(show), world };
}

function show({ check, message, notes = [] }: Failure): string {
  return [`${check}: ${message}`, ...notes].join('\n');
}

/** The texts of a world's entries of some kinds. */
export function entriesOf(world: World, ...kinds: readonly string[]): string[] {
  const entries = world.journal.entries(Number.POSITIVE_INFINITY);
  return entries.filter(({ kind }) => kinds.includes(kind)).map(({ kind, text }) => `${kind} ${text}`);
}
