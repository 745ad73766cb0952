import type { HostPart } from './host-function.js';
import { accountFunctions } from './llm/account-functions.js';
import { LLM_FUNCTIONS } from './llm/functions.js';
import { mockFunctions } from './llm/mock-functions.js';
import { useFunctions } from './llm/use-functions.js';

/** What does the work of `llm`. */
export const llmHost: HostPart = {
  isShared: true,
  functions: LLM_FUNCTIONS,
  internal: { ...useFunctions, ...mockFunctions, ...accountFunctions },
};
