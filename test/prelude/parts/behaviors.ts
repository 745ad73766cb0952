import { openTestVm, type TestVm, testSettings } from '../../vm/harness.js';

const roots = { ...testSettings('').roots, behavior: ['test/prelude/parts'] };

/** A VM whose agents can have the behavior `writer`, which reads the notes and logs. */
export function openAgentVm(): TestVm {
  return openTestVm({}, { roots, levels: { simple: 'haiku' } });
}

/** Two tasks of the agent `writer`, and a call of the model that is not its. */
export const TWO_TASKS = `
llm.on{ model = "haiku" }:reply{ text = "first", tokens = { input = 100, output = 20 }, cost_cents = 1.5, latency_ms = 200 }
llm.on{ model = "opus" }:reply{ text = "second", tokens = { input = 400, output = 80 }, cost_cents = 6, latency_ms = 900 }
workspace.write_file("notes.md", "be brief")
local agent = Agent.new("writer")
local one = agent:execute{ description = "One", cost_sensitive = true }
clock.advance(5000)
llm.call("opus", "by the way")
local two = agent:execute{ description = "Two", model = "opus" }
`;
