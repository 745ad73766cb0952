import { compareRequest, matchesRequest } from '../../mock/llm/compare-request.js';
import { LLM_PARSERS } from '../../mock/llm/entry-parsers.js';
import type { LlmMocking } from '../../mock/llm/llm-mock.js';
import { LLM_MATCH } from '../../mock/llm/shapes.js';
import { showRequest } from '../../mock/llm/show-request.js';
import { fieldNames } from '../../model/binding.js';
import type { MockDesk } from '../mocks/desk.js';
import { describeRequest } from './describe.js';

/** The mocks of the model. */
export const LLM_DESK: MockDesk<LlmMocking> = {
  name: 'llm',
  parsers: LLM_PARSERS,
  mocksOf: ({ llm }) => llm.mocks,
  ledgerOf: ({ llm }) => llm.ledger,
  showCall: ({ request }) => showRequest(request),
  keyOf: ({ request }) => request.model,
  matches: (match, { request, numbers }) => matchesRequest(match, request, numbers),
  compare: (match, { request, numbers }) => compareRequest(match, request, numbers),
  fields: fieldNames(LLM_MATCH),
  weigh: ({ field }) => (field === 'model' || field === 'agent' ? 3 : undefined),
  places: { contains: 'in no message', system: 'in no system message', last: 'not in the last message' },
  describeCall: ({ request }) => describeRequest(request),
  nameCall: ({ numbers }) => `call ${numbers.call}`,
  noCall: 'the model was not called at all',
  noReply: { choices: [{ text: '', toolCalls: [] }], latencyMs: 0, isMistaken: false },
  needsReply: ({ kind }) => ['malformed_json', 'truncated', 'slow_start', 'content_filter'].includes(kind),
  isSpent: ({ kind }) => kind === 'slow_start',
  answerHint: 'a text, or { text = …, tokens = … }',
};
