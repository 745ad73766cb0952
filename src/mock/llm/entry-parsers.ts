import { fieldNames } from '../../model/binding.js';
import type { EntryParsers } from '../parse-entries.js';
import type { LlmMocking } from './llm-mock.js';
import { parseFault } from './parse-fault.js';
import { parseMatch } from './parse-match.js';
import { parseReply } from './parse-reply.js';
import { LLM_MOCK_ENTRY } from './shapes.js';

/** How mocks of the model are written, in files and in Lua. */
export const LLM_PARSERS: EntryParsers<LlmMocking> = {
  fields: fieldNames(LLM_MOCK_ENTRY),
  match: parseMatch,
  reply: parseReply,
  fault: parseFault,
};
