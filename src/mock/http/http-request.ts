/** A call of another service, whoever makes it. */
export interface HttpRequest {
  /** In capitals. */
  readonly method: string;
  /** Absolute, as `URL` writes it, without fragment. */
  readonly url: string;
  /** By name in lower case; several values of one are joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** A string where it is valid UTF-8; empty where there is none. */
  readonly body: string | Uint8Array;
  /** Virtual milliseconds after which the caller gives up. */
  readonly timeoutMs?: number;
  /** Name of the agent that calls, where one does. */
  readonly agent?: string;
  /** What the agent works on. */
  readonly task?: string;
}

/** What a service answered. */
export interface HttpReply {
  readonly status: number;
  /** By name in lower case; a list where one is sent several times. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Uint8Array;
}

/** What kept a caller from a whole answer. */
export type HttpFailureKind = 'dns_failure' | 'connection_refused' | 'connection_reset' | 'timeout' | 'truncated';

/**
 * How a call of a service went.
 * - `reply`: it answered. `bodyMs`: virtual milliseconds from the headers to the end of the body. `isCut`: the connection is
 *   lost at the end of the body, which is not all of it.
 * - `fault`: the network failed before there was an answer.
 * - `failed`: the scenario has failed, which has been noted under the number `failure`: no mock answers. The caller gets an
 *   error that says so.
 * - `none`: no mock answers, and the caller has said that it has another answer.
 */
export type HttpOutcome =
  | { readonly kind: 'reply'; readonly reply: HttpReply; readonly bodyMs: number; readonly isCut: boolean }
  | { readonly kind: 'fault'; readonly fault: HttpFailureKind; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string; readonly failure: number }
  | { readonly kind: 'none' };
