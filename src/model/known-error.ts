import { type Address, showAddress } from './address.js';

/** Which mistake a known error tells of; `cli` picks the exit code by it. */
export type KnownErrorCode =
  | 'bad-command-line'
  | 'bad-config'
  | 'bad-mock'
  | 'bad-record'
  | 'bad-source'
  | 'not-found'
  | 'report-not-written';

export interface KnownErrorDetails {
  readonly at?: Address;
  /** What the user can do about it: one sentence. */
  readonly hint?: string;
}

/**
 * A mistake outside moonrig that it understands: shown as `file:line: what: why` and a hint, never with a JS stack.
 * Any other error that reaches the command line is a bug of moonrig.
 */
export class KnownError extends Error {
  readonly code: KnownErrorCode;
  readonly at?: Address;
  readonly hint?: string;

  constructor(code: KnownErrorCode, message: string, details: KnownErrorDetails = {}) {
    super(message);
    this.name = 'KnownError';
    this.code = code;
    if (details.at !== undefined) this.at = details.at;
    if (details.hint !== undefined) this.hint = details.hint;
  }
}

/** `file:line: what: why`, and the hint on a line of its own. */
export function showKnownError(error: KnownError): string {
  const head = error.at === undefined ? error.message : `${showAddress(error.at)}: ${error.message}`;
  return error.hint === undefined ? head : `${head}\n  hint: ${error.hint}`;
}
