import type { Address } from './address.js';

/** `lua` rules are scripts in a VM; `native` ones are TypeScript functions. */
export type RuleKind = 'lua' | 'native';

/** What a rule is called by, and which one it is. */
export interface RuleHead {
  /** `epic_validation`, `quality/gate`: its path below the folder of rules, without ending. */
  readonly id: string;
  readonly kind: RuleKind;
  /** A hash of all that decides how it runs: equal sources, settings and modules are equal versions. */
  readonly version: string;
  /** The version that its author gave it, such as `1.2`. */
  readonly label?: string;
}

/** What a rule decided, and how sure it was. */
export interface Decision<D = unknown> {
  /** One of the engine's decisions: autonomous, collaborative, escalated unless told otherwise. */
  readonly decision: string;
  /** From 0 to 1. */
  readonly confidence: number;
  readonly reasoning: string;
  /** What the rule gave, whole: further fields are the rule's own. */
  readonly result: D;
  readonly rule: RuleHead;
}

/** Why there is no decision. */
export type RuleErrorCause =
  /** There is no such rule. */
  | 'unknown-rule'
  /** The context is not plain data, or not what the rule's input schema asks for. */
  | 'bad-context'
  /** The rule raised. */
  | 'raised'
  /** What it gave is no decision. */
  | 'bad-result'
  /** It used up its memory, its steps or its time. */
  | 'limit';

export interface RuleErrorDetails {
  readonly cause: RuleErrorCause;
  readonly rule: { readonly id: string; readonly version?: string };
  /** What of the context or the result is wrong: `confidence`, `.team.size`. */
  readonly field?: string;
  /** The line of the rule, where one is known. */
  readonly at?: Address;
}

/** A rule that gave no decision. The message names rule and version. */
export class RuleError extends Error {
  override readonly cause: RuleErrorCause;
  readonly rule: RuleErrorDetails['rule'];
  readonly field?: string;
  readonly at?: Address;

  constructor(why: string, details: RuleErrorDetails) {
    const { id, version } = details.rule;
    super(`rule ${id}${version === undefined ? '' : ` (${version})`}: ${why}`);
    this.name = 'RuleError';
    this.cause = details.cause;
    this.rule = details.rule;
    if (details.field !== undefined) this.field = details.field;
    if (details.at !== undefined) this.at = details.at;
  }
}
