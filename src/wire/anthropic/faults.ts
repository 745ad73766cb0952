import type { ModelFault } from '../../mock/llm/outcome.js';
import { record, writeJson } from '../json.js';
import type { Stamp, WireError, WireResponse } from '../provider.js';
import { writeRetryAfter } from '../retry-after.js';

/** Anthropic's own words for a status. https://docs.claude.com/en/api/errors */
const TYPES: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  504: 'timeout_error',
  529: 'overloaded_error',
};

/** An error as Anthropic answers it. */
export function writeAnthropicError({ status, message, param }: WireError, { number }: Stamp): WireResponse {
  const id = `req_${number}`;
  const text = param === undefined ? message : `${param}: ${message}`;
  const error = record({ type: TYPES[status] ?? 'api_error', message: text });
  return {
    status,
    headers: { 'content-type': 'application/json', 'request-id': id },
    body: writeJson(record({ type: 'error', error, request_id: id })),
  };
}

export function writeAnthropicFault(fault: ModelFault, stamp: Stamp): WireResponse | undefined {
  if (fault.status === undefined) return undefined;
  const response = writeAnthropicError({ status: fault.status, message: fault.message }, stamp);
  return { ...response, headers: { ...response.headers, ...writeRetryAfter(fault.retryAfterMs, 'seconds') } };
}
