import { TYPES_FOLDER } from './types/definitions.js';

const RULE = `-- Decides who may approve a refund: { amount_cents, customer_years, reason }.
function decide_refund(refund)
  if refund.reason == "fraud" then
    return { decision = "manager", reasoning = "Fraud is never settled alone" }
  elseif refund.amount_cents <= 5000 then
    return { decision = "automatic", reasoning = "Small amount" }
  elseif refund.customer_years >= 2 then
    return { decision = "agent", reasoning = "Known customer" }
  end
  return { decision = "manager", reasoning = "Large amount, new customer" }
end
`;

const RULE_SCENARIO = `describe("refund approval", function()
  local decide

  before_each(function()
    decide = script.entry("rules/refund_approval")
  end)

  it("pays small amounts at once #smoke", function()
    local result = decide{ amount_cents = 1999, customer_years = 0, reason = "damaged" }
    assert.equal("automatic", result.decision)
  end)

  it("never settles fraud alone", function()
    local result = decide{ amount_cents = 1, customer_years = 9, reason = "fraud" }
    assert.equal("manager", result.decision)
  end)

  each{ { 5000, "automatic" }, { 5001, "manager" } }("decides %s cents of a new customer as %s", function(cents, decision)
    assert.equal(decision, decide{ amount_cents = cents, customer_years = 0, reason = "late" }.decision)
  end)
end)
`;

const BEHAVIOR = `-- Builds the prompt of the agent that answers customers.
function build_task_prompt(task)
  local prompt = Prompt.new()
  prompt:section("Customer", task.description)
  if workspace.file_exists("docs/tone.md") then
    prompt:section("Tone", workspace.read_file("docs/tone.md"))
  end
  if task.cost_sensitive then
    prompt:instruction("Answer in one short paragraph")
  else
    prompt:instruction("Answer in full")
  end
  return prompt
end
`;

const BEHAVIOR_SCENARIO = `describe("support reply", function()
  local task = { description = "Where is my refund?", cost_sensitive = true, max_cost_cents = 5 }

  it("answers within its budget", function()   -- the model's answer stands in mocks/llm/support.json
    local result = Agent.new("support_reply"):execute(task)
    assert.is_true(result.success)
    assert.is_true(result.cost_cents <= 5)
    assert.matches("on its way", result.text)
  end)

  it("says so when an answer costs too much", function()
    llm.on{ contains = "one short paragraph" }:reply{ text = "…", tokens = { input = 200, output = 900000 } }
    local result = Agent.new("support_reply"):execute(task)
    assert.is_false(result.success)
    assert.matches("over the task's budget", result.error)
  end)
end)
`;

const LLM_MOCKS = `[
  {
    "match": { "agent": "support_reply" },
    "reply": { "text": "Your refund is on its way.", "tokens": { "input": 200, "output": 40 } }
  }
]
`;

const TONE = `Short sentences. No jargon. Sign as the support team.
`;

const CONFIG = `/** @type {import('moonrig').Config} */
export default {
  timeoutMs: 5000,
  reporters: ['junit', 'html', 'ndjson'],
};
`;

/** For the Lua language server: scripts have no `io`, and what they have besides is defined in the folder. */
const LUARC = `{
  "$schema": "https://raw.githubusercontent.com/LuaLS/vscode-lua/master/setting/schema.json",
  "runtime.version": "Lua 5.4",
  "runtime.builtin": { "io": "disable" },
  "workspace.library": ["${TYPES_FOLDER}"],
  "workspace.checkThirdParty": false
}
`;

/** What `moonrig init` writes: text by path, in the order it is told. */
export const INIT_FILES: Readonly<Record<string, string>> = {
  'rules/refund_approval.lua': RULE,
  'scenarios/rules/refund_approval.scenario.lua': RULE_SCENARIO,
  'agents/behaviors/support_reply.lua': BEHAVIOR,
  'scenarios/agents/support_reply.scenario.lua': BEHAVIOR_SCENARIO,
  'mocks/llm/support.json': LLM_MOCKS,
  'mocks/workspaces/default/docs/tone.md': TONE,
  'moonrig.config.mjs': CONFIG,
  '.luarc.json': LUARC,
};

/** What git should leave out: what every run writes anew. */
export const IGNORED: readonly string[] = ['reports/', '.moonrig/'];
