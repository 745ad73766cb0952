import { fieldNames } from '../../model/binding.js';
import type { EntryParsers } from '../parse-entries.js';
import type { HttpMocking } from './http-mock.js';
import { parseHttpFault } from './parse-fault.js';
import { parseHttpMatch } from './parse-match.js';
import { parseHttpReply } from './parse-reply.js';
import { HTTP_MOCK_ENTRY } from './shapes.js';

/** How mocks of other services are written, in files and in Lua. */
export const HTTP_PARSERS: EntryParsers<HttpMocking> = {
  fields: fieldNames(HTTP_MOCK_ENTRY),
  match: parseHttpMatch,
  reply: parseHttpReply,
  fault: parseHttpFault,
};
