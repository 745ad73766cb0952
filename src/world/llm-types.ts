import { LLM_ANSWER, LLM_MATCH, LLM_TOKEN_COUNTS, LLM_TOKENS } from '../mock/mock-shapes.js';
import { describeShape, type TypeDescription } from '../model/binding.js';

/** What `llm` takes and gives. */
export const LLM_TYPES: readonly TypeDescription[] = [
  {
    name: 'PromptLike',
    summary: 'What a model may be asked: a text, a Prompt, or messages of a chat.',
    type: 'string | Prompt | Message | Message[]',
  },
  describeShape('Message', 'One message of a chat.', [
    ['role', 'string', 'Such as system, user or assistant.'],
    ['content', 'string', 'What is said.'],
  ]),
  describeShape('LlmOptions', 'On whose behalf a model is called.', [
    ['agent?', 'string', 'The name of the agent.'],
    ['task?', 'string | integer', 'What the agent works on.'],
  ]),
  describeShape('LlmReply', 'What a model answered.', [
    ['text', 'string', 'What it said.'],
    ['tool_calls', 'any[]', 'The tools it asks for.'],
    ['tokens', 'LlmTokens', 'What the call took.'],
    ['cost_cents', 'number', 'What the call cost.'],
    ['model', 'string', 'The model’s own name, also where a level was asked for.'],
  ]),
  LLM_TOKENS,
  LLM_MATCH,
  LLM_ANSWER,
  LLM_TOKEN_COUNTS,
  { ...describeShape('LlmMock', 'A scripted answer of the model.', []), receiver: 'llm_mock' },
  describeShape('LlmCall', 'One call of the model that was made.', [
    ['model', 'string', 'Which model.'],
    ['agent?', 'string', 'The agent that called.'],
    ['messages', 'Message[]', 'What it was asked.'],
    ['text?', 'string', 'What it answered.'],
    ['tokens?', 'LlmTokens', 'What the call took.'],
    ['cost_cents?', 'number', 'What the call cost.'],
    ['error?', 'string', 'What it raised in place of an answer.'],
  ]),
];
