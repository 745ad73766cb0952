/**
 * What can go wrong with a call of a service.
 * - No answer comes: `dns_failure`, `connection_refused`, `connection_reset`, `timeout`.
 * - The answer comes, and is no good: `truncated` (the connection is lost within the body), `malformed_json` (the body is all
 *   there, and breaks off inside); or comes late: `slow_start`, `slow` (it begins in time, and its body takes long).
 */
export const HTTP_FAULT_KINDS = [
  'dns_failure',
  'connection_refused',
  'connection_reset',
  'timeout',
  'truncated',
  'malformed_json',
  'slow_start',
  'slow',
] as const;

export type HttpFaultKind = (typeof HTTP_FAULT_KINDS)[number];

/** A fault as a mock scripts it. Fields that a kind has no use for are never there. */
export interface HttpMockFault {
  readonly kind: HttpFaultKind;
  /** Virtual milliseconds: until a `timeout`, until a `slow_start`, or that the body of a `slow` answer takes. */
  readonly afterMs?: number;
  /** Bytes of the body that come before a `truncated` answer breaks off; half of them where absent. */
  readonly afterBytes?: number;
}

/** Which fields each kind has, as they are written. */
export const HTTP_FAULT_FIELDS: { readonly [Kind in HttpFaultKind]: readonly string[] } = {
  dns_failure: [],
  connection_refused: [],
  connection_reset: [],
  timeout: ['after_ms'],
  truncated: ['after_bytes'],
  malformed_json: [],
  slow_start: ['after_ms'],
  slow: ['after_ms'],
};
