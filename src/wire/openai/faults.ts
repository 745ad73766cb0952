import type { ModelFault } from '../../mock/llm/outcome.js';
import type { ValueMap } from '../../model/value.js';
import { record, writeJson } from '../json.js';
import type { Stamp, WireError, WireResponse } from '../provider.js';
import { writeRetryAfter } from '../retry-after.js';

/** OpenAI's own words for a status. */
const TYPES: Readonly<Record<number, { type: string; code: string | null }>> = {
  400: { type: 'invalid_request_error', code: null },
  401: { type: 'invalid_request_error', code: 'invalid_api_key' },
  404: { type: 'invalid_request_error', code: 'model_not_found' },
  429: { type: 'requests', code: 'rate_limit_exceeded' },
};

const SERVER_ERROR = { type: 'server_error', code: null };

/** An error as OpenAI answers it. */
export function writeOpenAiError({ status, message, param }: WireError, { number }: Stamp): WireResponse {
  const { type, code } = TYPES[status] ?? SERVER_ERROR;
  const error: ValueMap = record({ message, type, param: param ?? null, code });
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-request-id': `req_${number}` },
    body: writeJson(record({ error })),
  };
}

/** OpenAI has no status of its own for an overload: it is a 503. */
export function writeOpenAiFault(fault: ModelFault, stamp: Stamp): WireResponse | undefined {
  if (fault.status === undefined) return undefined;
  const status = fault.status === 529 ? 503 : fault.status;
  const response = writeOpenAiError({ status, message: fault.message }, stamp);
  return { ...response, headers: { ...response.headers, ...writeRetryAfter(fault.retryAfterMs, 'exact') } };
}
