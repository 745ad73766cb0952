import type { ModelFault } from '../mock/llm/outcome.js';
import { isValueMap } from '../model/value.js';
import { parseJson } from './json.js';
import type { WireResponse } from './provider.js';
import { readRetryAfter } from './retry-after.js';

/** What a response with a bad status tells; both providers say it as `error.message`. */
export function readFault({ status, headers, body }: WireResponse): ModelFault {
  const parsed = parseJson(body);
  const error = isValueMap(parsed) && isValueMap(parsed.error) ? parsed.error : {};
  const retryAfterMs = readRetryAfter(headers);
  return {
    kind: kindOf(status),
    status,
    message: typeof error.message === 'string' ? error.message : `${status} ${body}`.trim(),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}

function kindOf(status: number): ModelFault['kind'] {
  if (status === 429) return 'rate_limit';
  return status >= 500 ? 'server_error' : 'error';
}
