import { describeShape, type ShapeDescription, type TypeAliasDescription } from '../../model/binding.js';
import { FAULT_KINDS } from './fault.js';
import { FINISH_REASONS } from './reply.js';

const oneOf = (words: readonly string[]) => words.map((word) => `"${word}"`).join(' | ');

/** The tokens of a call, all of them known. */
export const LLM_TOKENS = describeShape('LlmTokens', 'Tokens of one call of the model.', [
  ['input', 'integer', 'Tokens of the messages and of the tools offered.'],
  ['output', 'integer', 'Tokens of the answer.'],
  ['cached', 'integer', 'Those of the input that the provider had cached.'],
]);

/** The tokens that a mock tells of. */
export const LLM_TOKEN_COUNTS = describeShape(
  'LlmTokenCounts',
  'The tokens that a scripted answer tells of; those left out are estimated from the texts.',
  LLM_TOKENS.fields.map(({ name, type, summary }) => [`${name}?`, type, summary] as const),
);

/** How a text that is matched is described. */
export const LLM_TEXT = describeShape('LlmText', 'What a text must be like. All that is said must hold.', [
  ['is?', 'string', 'The whole text.'],
  ['one_of?', 'string[]', 'The whole text is one of these.'],
  ['contains?', 'string | string[]', 'Each is part of it.'],
  ['lacks?', 'string | string[]', 'None is part of it.'],
  ['pattern?', 'string | string[]', 'Lua patterns; each is found in it.'],
]);

/** A range of numbers. */
export const LLM_RANGE = describeShape('LlmRange', 'A number from min to max, both included.', [
  ['min?', 'number', 'The least.'],
  ['max?', 'number', 'The most.'],
]);

/** What a request must be like, apart from what only Lua can say. */
export const LLM_MATCH = describeShape(
  'LlmMatch',
  'What a call must be like; what is left out matches anything. A plain text is the whole of a name (model, agent, task, ' +
    'conversation, role, tools), and a part of what is said (contains, last, system).',
  [
    ['model?', 'string | LlmText', 'The model’s name; in llm.on also its level.'],
    ['agent?', 'string | LlmText', 'The name of the agent that calls.'],
    ['task?', 'string | LlmText', 'What the agent works on.'],
    ['conversation?', 'string | LlmText', 'The name of the conversation.'],
    ['role?', 'string | LlmText', 'Who speaks last: user, tool, assistant or system.'],
    ['contains?', 'string | LlmText | (string | LlmText)[]', 'Each is in some message.'],
    ['last?', 'string | LlmText', 'What the last message is like.'],
    ['system?', 'string | LlmText', 'What the system’s messages are like.'],
    ['tools?', 'string | LlmText | (string | LlmText)[]', 'Each is among the tools offered; {} where none is.'],
    ['temperature?', 'number | LlmRange', 'The temperature.'],
    ['call?', 'integer', 'The number of the call in the scenario, from 1.'],
    ['agent_call?', 'integer', 'The number of the call among those of its agent, from 1.'],
    [
      'json_path?',
      'string | string[] | table<string, any>',
      'JSONPath queries (RFC 9535) into the request, such as $.messages[-1].json.id: found at all, or with the value that ' +
        'each has (an LlmText for texts). A message whose text is JSON has it as json.',
    ],
  ],
);

/** A tool's call, as a mock scripts it. */
export const LLM_TOOL_CALL = describeShape('LlmToolCall', 'A tool that the model asks for.', [
  ['id?', 'string', 'By which its result answers it; given by itself where a mock leaves it out.'],
  ['name', 'string', 'The tool.'],
  ['arguments', 'table | string', 'What it is called with; the raw text where that is no valid JSON.'],
]);

/** One of several answers to one call. */
export const LLM_CHOICE = describeShape('LlmChoice', 'One of the answers to a call.', [
  ['text?', 'string', 'What the model says.'],
  ['json?', 'any', 'The same as a value, in place of text.'],
  ['tool_calls?', 'LlmToolCall[]', 'The tools that it asks for.'],
  ['finish_reason?', 'LlmFinishReason', 'Why it stopped; by what it says where left out.'],
]);

/** A fault of provider, network or model. */
export const LLM_FAULT = describeShape(
  'LlmFault',
  'What goes wrong with a call. A kind alone says the same as { kind = … }.',
  [
    ['kind', 'LlmFaultKind', 'What goes wrong.'],
    ['status?', 'integer', 'Of server_error: 500 to 599; 500 where left out.'],
    ['retry_after_ms?', 'number', 'Of rate_limit and overloaded: how long to wait, as the provider says.'],
    ['after_ms?', 'number', 'Of timeout and slow_start: virtual milliseconds; 60000 and 10000 where left out.'],
    ['after_chunks?', 'integer', 'Of truncated: the chunks that still come; half of them where left out.'],
    ['message?', 'string', 'What the provider says, or the model that refuses.'],
  ],
);

/** What a mock answers. */
export const LLM_ANSWER: ShapeDescription = describeShape(
  'LlmAnswer',
  'A scripted answer. It needs text, json, tool_calls, choices, chunks, error or fault.',
  [
    ...LLM_CHOICE.fields.map(({ name, type, summary }) => [name, type, summary] as const),
    ['choices?', '(string | LlmChoice)[]', 'Several answers, in place of one.'],
    ['tokens?', 'LlmTokenCounts', 'The tokens it took.'],
    ['cost_cents?', 'number', 'What it costs; left out, the prices of the config tell.'],
    ['latency_ms?', 'number', 'Virtual milliseconds until it is there, or its first chunk.'],
    ['chunks?', 'string[]', 'What it says, in the chunks of a stream; cut into words by itself where left out.'],
    ['chunk_ms?', 'number', 'Virtual milliseconds between two chunks of a stream; 20 where left out.'],
    ['error?', 'string', 'Raised by the call in place of an answer.'],
    ['fault?', 'LlmFaultLike', 'What goes wrong in place of the answer, or with it.'],
    [
      'mistaken?',
      'boolean',
      'The model errs on purpose: its tool calls and its JSON need not be what the call allows.',
    ],
  ],
);

/** A fault with some probability. */
export const LLM_CHANCE = describeShape('LlmChance', 'A fault that comes by chance, from the scenario’s seed.', [
  ['probability', 'number', 'From 0 to 1.'],
  ['fault', 'LlmFaultLike', 'What goes wrong then.'],
]);

/** One mock of a file in `mocks/llm`. */
export const LLM_MOCK_ENTRY = describeShape('LlmMockEntry', 'One mock. It needs reply or replies.', [
  ['name?', 'string', 'By which after, and failures, tell of it.'],
  ['match?', 'LlmMatch', 'The calls that it answers; all of them where left out.'],
  ['reply?', 'LlmAnswerLike', 'What it answers, every time.'],
  ['replies?', 'LlmAnswerLike[]', 'One answer a call, in order; then it is used up.'],
  ['times?', 'integer', 'Answers so many calls, and must.'],
  ['at_least?', 'integer', 'Must answer so many calls, and may answer more.'],
  ['after?', 'string | string[]', 'Mocks of the same file that must have answered before.'],
  ['sometimes?', 'LlmChance | LlmChance[]', 'Faults that come by chance in place of an answer.'],
]);

/** Names for what may be written in several ways. */
export const LLM_ALIASES: readonly TypeAliasDescription[] = [
  { name: 'LlmAnswerLike', summary: 'What a mock answers: a text alone, or more.', type: 'string | LlmAnswer' },
  { name: 'LlmFaultLike', summary: 'What goes wrong: a kind alone, or more.', type: 'LlmFaultKind | LlmFault' },
  { name: 'LlmFaultKind', summary: 'What can go wrong with a call.', type: oneOf(FAULT_KINDS) },
  { name: 'LlmFinishReason', summary: 'Why a model stopped.', type: oneOf(FINISH_REASONS) },
];

/** All that files of mocks hold, for help. */
export const LLM_MOCK_SHAPES: readonly ShapeDescription[] = [
  LLM_MOCK_ENTRY,
  LLM_MATCH,
  LLM_TEXT,
  LLM_RANGE,
  LLM_ANSWER,
  LLM_CHOICE,
  LLM_TOOL_CALL,
  LLM_TOKEN_COUNTS,
  LLM_FAULT,
  LLM_CHANCE,
];
