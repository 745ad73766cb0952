/**
 * What can go wrong with a call of a model.
 * - The provider refuses: `rate_limit` (429), `overloaded` (529), `server_error` (500 to 599).
 * - The network fails: `timeout`, `connection_reset`, `truncated` (the answer breaks off half-way).
 * - The answer comes, and is no good: `malformed_json` (broken off inside), `content_filter`, `refusal`; or comes late:
 *   `slow_start`.
 */
export const FAULT_KINDS = [
  'rate_limit',
  'overloaded',
  'server_error',
  'timeout',
  'connection_reset',
  'truncated',
  'malformed_json',
  'content_filter',
  'refusal',
  'slow_start',
] as const;

export type MockFaultKind = (typeof FAULT_KINDS)[number];

/** A fault as a mock scripts it. Fields that a kind has no use for are never there. */
export interface MockFault {
  readonly kind: MockFaultKind;
  /** Of `server_error`. */
  readonly status?: number;
  /** What the provider asks to wait, in milliseconds; of `rate_limit` and `overloaded`. */
  readonly retryAfterMs?: number;
  /** Virtual milliseconds until a `timeout`, or until a `slow_start` begins to answer. */
  readonly afterMs?: number;
  /** Chunks that come before a `truncated` answer breaks off. */
  readonly afterChunks?: number;
  /** What the provider says, or the model that refuses. */
  readonly message?: string;
}

/** Which fields each kind has, as they are written. */
export const FAULT_FIELDS: { readonly [Kind in MockFaultKind]: readonly string[] } = {
  rate_limit: ['retry_after_ms', 'message'],
  overloaded: ['retry_after_ms', 'message'],
  server_error: ['status', 'message'],
  timeout: ['after_ms'],
  connection_reset: ['message'],
  truncated: ['after_chunks'],
  malformed_json: [],
  content_filter: [],
  refusal: ['message'],
  slow_start: ['after_ms'],
};
