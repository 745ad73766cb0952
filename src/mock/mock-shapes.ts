import { describeShape } from '../model/binding.js';

/** The tokens of a call, all of them known. */
export const LLM_TOKENS = describeShape('LlmTokens', 'Tokens of one call of the model.', [
  ['input', 'integer', 'Tokens of the messages.'],
  ['output', 'integer', 'Tokens of the answer.'],
  ['cached', 'integer', 'Those of the input that the provider had cached.'],
]);

/** The tokens that a mock tells of. */
export const LLM_TOKEN_COUNTS = describeShape(
  'LlmTokenCounts',
  'The tokens that a scripted answer tells of; those left out are estimated from the texts.',
  LLM_TOKENS.fields.map(({ name, type, summary }) => [`${name}?`, type, summary] as const),
);

/** What a request must be like. */
export const LLM_MATCH = describeShape('LlmMatch', 'What a call must be like; what is left out matches anything.', [
  ['model?', 'string', 'The model’s name; in llm.on also its level.'],
  ['agent?', 'string', 'The name of the agent that calls.'],
  ['contains?', 'string | string[]', 'Each is part of some message.'],
  ['system?', 'string', 'Part of a system message.'],
  ['last?', 'string', 'Part of the last message.'],
]);

/** What a mock answers. */
export const LLM_ANSWER = describeShape('LlmAnswer', 'A scripted answer. It needs text, tool_calls or error.', [
  ['text?', 'string', 'What the model says.'],
  ['tokens?', 'LlmTokenCounts', 'The tokens it took.'],
  ['latency_ms?', 'number', 'Virtual milliseconds that it takes.'],
  ['error?', 'string', 'Raised by the call in place of an answer.'],
  ['tool_calls?', 'any[]', 'The tools that the model asks for.'],
  ['cost_cents?', 'number', 'What it costs; left out, the prices of the config tell.'],
]);

/** One mock of a file in `mocks/llm`. */
export const LLM_MOCK_ENTRY = describeShape('LlmMockEntry', 'One mock. It needs reply or replies.', [
  ['match?', 'LlmMatch', 'The calls that it answers; all of them where left out.'],
  ['reply?', 'string | LlmAnswer', 'What it answers, every time.'],
  ['replies?', '(string | LlmAnswer)[]', 'One answer a call, in order.'],
]);
