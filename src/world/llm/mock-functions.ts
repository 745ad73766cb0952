import type { LlmMatch } from '../../mock/llm/match.js';
import { resolveModel } from '../ask-model.js';
import type { HostPart } from '../host-function.js';
import { createMockFunctions } from '../mocks/mock-functions.js';
import type { World } from '../world.js';
import { LLM_DESK } from './desk.js';

/** What the prelude calls for `llm.on` and what hangs off it: the scenario's file alone gets these. */
export const mockFunctions: HostPart = { internal: createMockFunctions(LLM_DESK, resolveLevels) };

/** A level such as `simple` in a match stands for its model. */
function resolveLevels(world: World, match: LlmMatch): LlmMatch {
  const models = match.model?.oneOf;
  if (models === undefined) return match;
  return { ...match, model: { ...match.model, oneOf: models.map((model) => resolveModel(world, model)) } };
}
