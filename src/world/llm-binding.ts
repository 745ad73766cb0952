import type { Binding } from './host-function.js';
import { LLM_FUNCTIONS } from './llm/functions.js';
import { LLM_TYPES } from './llm/types.js';

/** `llm` (and `LLM`): the mocked model. */
export const llmBinding: Binding = {
  name: 'llm',
  summary:
    'The model, mocked. A call that no mock answers fails the scenario; so does one that no provider would take.',
  aliases: ['LLM'],
  types: LLM_TYPES,
  functions: LLM_FUNCTIONS,
};
