import type { KnownErrorCode, KnownErrorDetails } from '../../model/known-error.js';
import type { Explanation, RuleErrorDetails, RuleHead } from '../../model/rule.js';
import type { FoundSource } from '../../script/resolve.js';
import type { RuleSettings } from '../rule-settings.js';

/** A Lua rule as it is sent to a thread. */
export interface SentRule {
  readonly id: string;
  readonly path: string;
  readonly version: string;
  readonly source: Uint8Array;
  readonly settings?: RuleSettings;
  readonly modules?: readonly FoundSource[];
}

export interface SentLimits {
  readonly memoryMb?: number;
  readonly maxSteps?: number;
}

/** What a thread is asked, one thing at a time. A call is of a rule that was loaded. */
export type ToThread =
  | { readonly kind: 'load'; readonly rule: SentRule; readonly limits: SentLimits }
  | { readonly kind: 'call'; readonly rule: string; readonly contexts: readonly unknown[] }
  | { readonly kind: 'explain'; readonly rule: string; readonly context: unknown };

/** A RuleError without its class. */
export interface SentError {
  readonly why: string;
  readonly details: RuleErrorDetails;
}

/** What a rule gave for one context. */
export type SentRow = { readonly value: unknown } | { readonly error: SentError };

/** What a thread answers. */
export type FromThread =
  | { readonly kind: 'ready' }
  | { readonly kind: 'loaded'; readonly head: RuleHead; readonly settings: RuleSettings }
  | {
      readonly kind: 'broken';
      readonly code: KnownErrorCode;
      readonly message: string;
      readonly details: KnownErrorDetails;
    }
  | { readonly kind: 'rows'; readonly rows: readonly SentRow[] }
  | { readonly kind: 'explained'; readonly row: SentRow; readonly explanation?: Explanation };

/** By which a thread knows a version of a rule. */
export function keyOf({ id, version }: Pick<RuleHead, 'id' | 'version'>): string {
  return `${id} ${version}`;
}
