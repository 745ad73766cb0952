import { LLM_ALIASES, LLM_MATCH, LLM_MOCK_SHAPES, LLM_TOKENS } from '../../mock/llm/shapes.js';
import { describeShape, type FieldDescription, type TypeDescription } from '../../model/binding.js';

/** What calls of the model take and give. */
const CALL_TYPES: readonly TypeDescription[] = [
  {
    name: 'PromptLike',
    summary: 'What a model may be asked: a text, a Prompt, or messages of a chat.',
    type: 'string | Prompt | Message | Message[]',
  },
  describeShape('Message', 'One message of a chat.', [
    ['role', 'string', 'system, developer, user, assistant or tool.'],
    ['content?', 'string', 'What is said; may be left out where tools are asked for.'],
    ['tool_calls?', 'LlmToolCall[]', 'The tools that an assistant’s message asks for.'],
    ['tool_call_id?', 'string', 'The call that a tool’s message answers.'],
    ['name?', 'string', 'Who speaks, where several share a role.'],
  ]),
  describeShape('LlmTool', 'A tool that the model is offered.', [
    ['name', 'string', 'Letters, digits, _ and -.'],
    ['description?', 'string', 'What it does.'],
    ['parameters?', 'table', 'A JSON schema of its arguments, of type object.'],
  ]),
  describeShape('LlmOptions', 'How a model is called, and on whose behalf.', [
    ['tools?', 'LlmTool[]', 'The tools that it is offered.'],
    ['temperature?', 'number', 'The temperature.'],
    ['max_tokens?', 'integer', 'The most tokens that it may answer with.'],
    ['json?', 'boolean | table', 'The answer is to be JSON: true, or a JSON schema of it.'],
    ['timeout_ms?', 'number', 'Virtual milliseconds after which the caller gives up.'],
    ['agent?', 'string', 'The name of the agent.'],
    ['task?', 'string | integer', 'What the agent works on.'],
    ['conversation?', 'string', 'A name that calls have in common which belong together.'],
  ]),
  describeShape('LlmReply', 'What a model answered.', [
    ['text', 'string', 'What it said.'],
    ['json?', 'any', 'The same as a value, where JSON was asked for and it is such.'],
    ['tool_calls', 'LlmToolCall[]', 'The tools it asks for.'],
    ['finish_reason', 'string', 'Why it stopped: stop, tool_calls, length, content_filter or refusal.'],
    ['choices?', 'LlmChoice[]', 'All answers, where there are several; the first is in the reply’s own fields too.'],
    ['tokens', 'LlmTokens', 'What the call took.'],
    ['cost_cents', 'number', 'What the call cost, exact as a decimal.'],
    ['model', 'string', 'The model’s own name, also where a level was asked for.'],
  ]),
  describeShape('LlmFailure', 'Why a model did not answer.', [
    [
      'kind',
      'string',
      'rate_limit, overloaded, server_error, timeout, connection_reset, truncated, budget_exceeded or error.',
    ],
    ['status?', 'integer', 'Of HTTP, where the provider answered.'],
    ['retry_after_ms?', 'number', 'How long to wait, where the provider says so.'],
    ['message', 'string', 'The same as a text.'],
  ]),
  describeShape('LlmChunk', 'Part of an answer that is streamed.', [
    ['text', 'string', 'A piece of what the model says; may be empty.'],
    ['tool_call?', 'LlmToolCall', 'A tool that it asks for.'],
    ['reply?', 'LlmReply', 'In the last one: the whole answer.'],
    ['fault?', 'LlmFailure', 'In the last one of try_stream: why the stream broke off.'],
  ]),
];

/** What scripting the model, and looking back on its calls, takes and gives. */
const CONTROL_TYPES: readonly TypeDescription[] = [
  describeShape('LlmRequest', 'A call of the model, as functions of mocks are given it.', [
    ['model', 'string', 'The model’s own name.'],
    ['messages', 'Message[]', 'What it is asked.'],
    ['tools?', 'LlmTool[]', 'The tools that it is offered.'],
    ['temperature?', 'number', 'The temperature.'],
    ['max_tokens?', 'integer', 'The most tokens that it may answer with.'],
    ['stream?', 'boolean', 'Whether the answer is read in chunks.'],
    ['json?', 'boolean | table', 'Whether it is to be JSON, or the schema of it.'],
    ['timeout_ms?', 'number', 'When the caller gives up.'],
    ['agent?', 'string', 'The agent that calls.'],
    ['task?', 'string', 'What it works on.'],
    ['conversation?', 'string', 'The name of the conversation.'],
  ]),
  { ...describeShape('LlmMock', 'A scripted answer of the model.', []), receiver: 'llm_mock' },
  describeShape('LlmCall', 'One call of the model that was made.', [
    ['model', 'string', 'Which model.'],
    ['agent?', 'string', 'The agent that called.'],
    ['task?', 'string', 'What it worked on.'],
    ['conversation?', 'string', 'The name of the conversation.'],
    ['messages', 'Message[]', 'What it was asked.'],
    ['tools?', 'string[]', 'The names of the tools that it was offered.'],
    ['text?', 'string', 'What it answered.'],
    ['tool_calls?', 'LlmToolCall[]', 'The tools it asked for.'],
    ['finish_reason?', 'string', 'Why it stopped.'],
    ['tokens?', 'LlmTokens', 'What the call took.'],
    ['cost_cents?', 'number', 'What the call cost.'],
    ['chunks?', 'integer', 'How many chunks of a stream were read.'],
    ['error?', 'string', 'What went wrong in place of an answer.'],
    ['fault?', 'string', 'The kind of that.'],
    ['mock?', 'string', 'Where the mock that answered was made.'],
  ]),
  describeShape('LlmLedger', 'Calls and mocks, side by side.', [
    ['calls', 'LlmLedgerCall[]', 'The calls, in order; of many the latest.'],
    ['dropped', 'integer', 'How many earlier calls are not told of.'],
    ['mocks', 'LedgerMock[]', 'The mocks, in the order in which they were made; base mocks first.'],
  ]),
  describeShape('LlmLedgerCall', 'One call, and what it met.', [
    ['number', 'integer', 'Of the call in the scenario.'],
    ['model', 'string', 'Which model.'],
    ['agent?', 'string', 'The agent that called.'],
    ['asked', 'string', 'What it was asked, as one line.'],
    ['how', 'string', 'answered, unmatched, against the protocol, or over budget.'],
    ['mock?', 'integer', 'The position of the mock that answered among mocks.'],
    ['place?', 'string', 'Who called.'],
  ]),
  describeShape('LedgerMock', 'One mock, and what it has done.', [
    ['match', 'string', 'What it asks for.'],
    ['name?', 'string', 'Its name.'],
    ['place?', 'string', 'Where it was made.'],
    ['used', 'integer', 'How many answers it has given.'],
    ['promised', 'boolean', 'Whether it must be used.'],
    ['kept', 'boolean', 'Whether it has been used as often as it must.'],
  ]),
  describeShape('LlmSpender', 'Whose calls are meant; all of the scenario where nothing is said.', [
    ['agent?', 'string', 'The name of an agent.'],
    ['task?', 'string | integer', 'A task.'],
  ]),
  describeShape('LlmSpent', 'What calls of the model come to.', [
    ['calls', 'integer', 'How many there were.'],
    ['tokens', 'LlmTokens', 'What they took together.'],
    ['cost_cents', 'number', 'What they cost together, exact as a decimal.'],
  ]),
  describeShape('LlmBudget', 'What calls may come to. At least one limit is expected.', [
    ['max_cost_cents?', 'number', 'What they may cost together.'],
    ['max_tokens?', 'integer', 'The tokens, input and output, that they may take together.'],
    ['max_calls?', 'integer', 'How many there may be.'],
    ['agent?', 'string', 'Only calls of this agent count.'],
    ['task?', 'string | integer', 'Only calls for this task count.'],
    [
      'gateway?',
      'boolean',
      'Calls are refused with the fault budget_exceeded once it is used up, and the scenario does not fail.',
    ],
  ]),
];

const WHERE: FieldDescription = {
  name: 'where?',
  type: 'fun(request: LlmRequest): any',
  summary: 'A function that says yes to the request; asked only where all else holds.',
};

/** Shapes that only files of mocks have, or that Lua has more of. */
const ONLY_FILES = ['LlmMockEntry', 'LlmMatch', 'LlmChance'];

/** What `llm` takes and gives. */
export const LLM_TYPES: readonly TypeDescription[] = [
  ...CALL_TYPES,
  LLM_TOKENS,
  { ...LLM_MATCH, fields: [...LLM_MATCH.fields, WHERE] },
  ...LLM_MOCK_SHAPES.filter(({ name }) => !ONLY_FILES.includes(name)),
  ...LLM_ALIASES,
  ...CONTROL_TYPES,
];
