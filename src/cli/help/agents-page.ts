import { CANNED_SHAPES } from '../../mock/agent/parse-canned.js';
import { showType } from './type-text.js';

/** The page of `moonrig help agents`: what agents can be made of, and what each kind is told and may ask for. */
export function showAgentsPage(): string {
  return `Agent.new(name) gives the agent of that name. It is looked for in this order, unless its option kind says what is meant:

  script    <name>.lua in agents/behaviors/, beside the scenario file or in a folder above it
  module    a module of TypeScript or JavaScript that the config names:  agents: { reviewer: 'agents/reviewer.ts' }
  command   a program that the config names:  agents: { triage: { command: ['python3', 'agents/triage.py'] } }
  mock      mocks/agents/<name>.json

All of them give the same result and leave the same trace, and meet the same mocks.

A script builds a prompt; moonrig asks the model, calls the tools that it asks for, and goes on until it answers:

  tools = { { name = "word_count", parameters = { properties = { text = { type = "string" } } }, run = function(call) … end } }
  function choose_model(task, self) return "simple" end                    -- optional, as tools is
  function build_task_prompt(task, rule_result, specialization, self) return Prompt.new():section("Task", task.description) end

self:hand_over(to, task) has another agent work on a task. A tool that returns { hand_over = "reviewer", task = { … } } hands on, and
the answer is the other’s.

A module exports what makes the agent, anew for each Agent.new. Its types are AgentTask, AgentWorld and AgentAnswer of moonrig:

  import { defineAgent } from 'moonrig';

  export default defineAgent((options) => async (task, world) => {
    const reply = await world.llm.call(options.model ?? 'simple', task.description ?? '');
    await world.workspace.writeFile('answer.txt', reply.text);
    return reply.text; // or { text, success?, error?, data? }
  });

Whatever a module uses to reach the network (fetch, node:http, the clients of openai and @anthropic-ai/sdk) is answered by the mocks of
http.on; what it asks a provider of models, by those of llm.on. All else fails the scenario, and says who tried; openHosts in the config
names hosts that are really reached. Timers, Date, Math.random and UUIDs are the scenario’s: retries wait in virtual time.

A program is started for each task. It is told the task in the first line of its input, and asks for the world and gives its result in
lines of JSON on its output; what is meant for people goes to stderr. Calls are done one after the other.

  ← {"type":"task","protocol":1,"agent":"triage","task":{"id":"task-1","description":"…"},"options":{},"tools":[{"name":"search",…}]}
  → {"id":1,"call":"llm.call","args":["simple","Which team?"]}
  ← {"id":1,"value":{"text":"billing","tool_calls":[],"finish_reason":"stop","tokens":{…},"cost_cents":0.02,"model":"haiku"}}
  → {"id":2,"call":"workspace.read_file","args":["none.txt"]}
  ← {"id":2,"error":{"message":"workspace.read_file: …"}}
  → {"type":"result","text":"billing"}                                     with success, error and data as a module has them

It may call what scripts under test have (\`moonrig help bindings\`, what is not marked), llm.stream and llm.read_chunk, and

  llm.call(model, prompt or messages, options)          in error.fault there is what came in place of an answer
  tool.call({ id?, name, arguments })                   gives { text, is_error }; calls a tool that the scenario offers
  tool.begin(call, spec), tool.end(call, value, error)  around a tool that the program runs itself, when run is in the answer to begin
  agent.hand_over(agent, task)                          gives the result of the other agent
  http.request({ method, url, headers?, body?, json? }) gives { status, headers, body }, or { failure } where the network fails
  random.number(), random.integer(low, high)            random.uuid(), random.id(prefix): chance that the seed decides

Bytes that are no text are {"base64":"…"} both ways; numbers that no budget limits are null.

A file of mocks/agents is a list of CannedEntry; the last that matches a task answers. Its steps are done, so that they are in the trace:

  [
    {
      "match": { "contains": "refund", "task": { "tier": "gold" } },
      "reply": {
        "text": "It is on its way.",
        "steps": [
          { "call": "workspace.write_file", "args": ["refund.txt", "42"] },
          { "call": "llm.call", "args": ["simple", "Be kind"], "reply": { "text": "It is on its way.", "cost_cents": 0.1 } }
        ]
      }
    }
  ]

${CANNED_SHAPES.map((shape) => showType(shape, [])).join('\n')}
\`moonrig help Agent\` tells of agent:execute, tools and their mocks, \`moonrig help mocks\` of all other mocks.
`;
}
