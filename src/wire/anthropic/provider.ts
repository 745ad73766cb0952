import { ENDPOINTS } from '../../mock/http/endpoints.js';
import type { Provider } from '../provider.js';
import { readFault } from '../read-fault.js';
import { writeAnthropicError, writeAnthropicFault } from './faults.js';
import { openAnthropicStream } from './open-stream.js';
import { readAnthropicReply } from './read-reply.js';
import { readAnthropicRequest } from './read-request.js';
import { readAnthropicStream } from './read-stream.js';
import { writeAnthropicReply } from './write-reply.js';
import { writeAnthropicRequest } from './write-request.js';

/** Anthropic's messages. https://docs.claude.com/en/api/messages */
export const anthropic: Provider = {
  endpoint: ENDPOINTS.anthropic,
  readRequest: readAnthropicRequest,
  writeRequest: writeAnthropicRequest,
  readReply: readAnthropicReply,
  writeReply: writeAnthropicReply,
  readStream: readAnthropicStream,
  openStream: openAnthropicStream,
  readFault,
  writeFault: writeAnthropicFault,
  writeError: writeAnthropicError,
  writeHeaders: ({ number }) => ({ 'request-id': `req_${number}` }),
};
