import type { FunctionDescription, Half } from '../../model/binding.js';

type Row = readonly [name: string, signature: string, summary: string, example: string];

const rows = (half: Half, list: readonly Row[]): FunctionDescription[] =>
  list.map(([name, signature, summary, example]) => ({ name, signature, summary, example, half }));

const MOCKS: readonly Row[] = [
  [
    'tool_mock:reply',
    '(answer: string | ToolAnswer) -> ToolMock',
    'What the tool gives, every time. The newest mock that matches wins; where none does, the tool’s own function runs.',
    'agent:mock_tool("read_history"):reply{ json = { "AUTH-7" }, latency_ms = 40 }',
  ],
  [
    'tool_mock:reply_sequence',
    '(answers: (string | ToolAnswer)[]) -> ToolMock',
    'One answer a call, in order; then the mock is used up.',
    'agent:mock_tool("search_code"):reply_sequence{ { fault = "timeout" }, "lib/auth.ex" }',
  ],
  [
    'tool_mock:reply_with',
    '(fn: fun(arguments: table): string | ToolAnswer) -> ToolMock',
    'A function gives each answer.',
    'agent:mock_tool("add"):reply_with(function(numbers) return tostring(numbers.a + numbers.b) end)',
  ],
  ['tool_mock:times', '(count: integer) -> ToolMock', 'Answers so many calls, and must.', 'mock:times(2)'],
  [
    'tool_mock:at_least',
    '(count: integer) -> ToolMock',
    'Must answer so many calls, and may answer more.',
    'mock:at_least(1)',
  ],
  [
    'tool_mock:optional',
    '() -> ToolMock',
    'May stay unused. A mock made in a scenario’s body must be used otherwise.',
    'agent:mock_tool("search_code"):reply("nothing found"):optional()',
  ],
];

/** Functions of `Agent`, as the reference describes them. */
export const AGENT_FUNCTIONS: readonly FunctionDescription[] = [
  ...rows('control', [
    [
      'Agent.new',
      '(name: string, options?: AgentOptions) -> Agent',
      'The agent of that name: a script in agents/behaviors/, else a module or a program that the config names in agents, ' +
        'else a canned one in mocks/agents/.',
      'local agent = Agent.new("cost_optimizer")',
    ],
    [
      'agent:execute',
      '(task: AgentTask) -> AgentResult',
      'Has the agent work on a task, and accounts for what it cost. What the agent raises, it raises.',
      'local result = agent:execute{ description = "Generate a login form", max_cost_cents = 50 }',
    ],
    [
      'agent:tool',
      '(name: string, schema: ToolSchema, fn?: fun(arguments: table, self: WorkingAgent): any) -> Agent',
      'Offers a tool to the agent’s model, in place of one of the behavior’s own of that name. What the function gives is told ' +
        'to the model (a text as it is, all else as JSON), and so is what it raises. Without a function mocks must answer.',
      'agent:tool("search_code", { properties = { query = { type = "string" } } }, function(call) return call.query end)',
    ],
    [
      'agent:mock_tool',
      '(name: string, arguments?: any) -> ToolMock',
      'A scripted answer of a tool, for calls with arguments like these: tables may be given in part, any is anything, a ' +
        'function decides.',
      'agent:mock_tool("search_code", { query = any }):reply("lib/auth.ex:12")',
    ],
    ...MOCKS,
  ]),
  ...rows('use', [
    [
      'self:hand_over',
      '(to: string | Agent, task: AgentTask) -> AgentResult',
      'Has another agent work on a task, inside this one and on its budget. At most 8 deep; the same task never goes round.',
      'local review = self:hand_over("reviewer", { description = draft })',
    ],
  ]),
];
