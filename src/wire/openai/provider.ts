import { ENDPOINTS } from '../../mock/http/endpoints.js';
import type { Provider } from '../provider.js';
import { readFault } from '../read-fault.js';
import { writeOpenAiError, writeOpenAiFault } from './faults.js';
import { openOpenAiStream } from './open-stream.js';
import { readOpenAiReply } from './read-reply.js';
import { readOpenAiRequest } from './read-request.js';
import { readOpenAiStream } from './read-stream.js';
import { writeOpenAiReply } from './write-reply.js';
import { writeOpenAiRequest } from './write-request.js';

/** OpenAI's chat completions. https://platform.openai.com/docs/api-reference/chat */
export const openAi: Provider = {
  endpoint: ENDPOINTS.openai,
  readRequest: readOpenAiRequest,
  writeRequest: writeOpenAiRequest,
  readReply: readOpenAiReply,
  writeReply: writeOpenAiReply,
  readStream: readOpenAiStream,
  openStream: openOpenAiStream,
  readFault,
  writeFault: writeOpenAiFault,
  writeError: writeOpenAiError,
  writeHeaders: ({ number }) => ({ 'x-request-id': `req_${number}`, 'openai-version': '2020-10-01' }),
};
