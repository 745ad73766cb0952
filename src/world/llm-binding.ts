import type { LlmMatch } from '../mock/llm/match.js';
import { resolveModel } from './ask-model.js';
import type { Binding } from './host-function.js';
import { accountFunctions } from './llm/account-functions.js';
import { LLM_DESK } from './llm/desk.js';
import { LLM_FUNCTIONS } from './llm/functions.js';
import { LLM_TYPES } from './llm/types.js';
import { useFunctions } from './llm/use-functions.js';
import { createMockFunctions } from './mocks/mock-functions.js';
import type { World } from './world.js';

/** `llm` (and `LLM`): the mocked model. */
export const llmBinding: Binding = {
  name: 'llm',
  summary:
    'The model, mocked. A call that no mock answers fails the scenario; so does one that no provider would take.',
  aliases: ['LLM'],
  types: LLM_TYPES,
  functions: LLM_FUNCTIONS,
  internal: { ...useFunctions, ...createMockFunctions(LLM_DESK, resolveLevels), ...accountFunctions },
};

/** A level such as `simple` in a match stands for its model. */
function resolveLevels(world: World, match: LlmMatch): LlmMatch {
  const models = match.model?.oneOf;
  if (models === undefined) return match;
  return { ...match, model: { ...match.model, oneOf: models.map((model) => resolveModel(world, model)) } };
}
