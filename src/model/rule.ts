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

/** Something that a rule looked at. */
export interface ValueRead {
  /** Where in the context, as TypeScript writes it: `.team.size`, `.tags[0]`. */
  readonly path: string;
  /** What stood there; absent where nothing did, or a table. */
  readonly value?: unknown;
  /** How many items a table had that was counted or walked through. */
  readonly size?: number;
}

/** How often a line was run. */
export interface LineCount {
  readonly file: string;
  readonly line: number;
  readonly count: number;
}

/** How a rule came to its decision. */
export interface Explanation {
  /** The lines that were run, by file and line; none of a native rule. */
  readonly lines: readonly LineCount[];
  /** What was read of the context, in the order of the first reads. */
  readonly reads: readonly ValueRead[];
}

/** A decision, and how the rule came to it. */
export interface ExplainedDecision<D = unknown> extends Decision<D> {
  readonly explanation: Explanation;
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
  readonly rule: { readonly id: string; readonly version?: string; readonly label?: string };
  /** What of the context or the result is wrong: `confidence`, `.team.size`. */
  readonly field?: string;
  /** The line of the rule, where one is known. */
  readonly at?: Address;
}

function showRule({ id, version, label }: RuleErrorDetails['rule']): string {
  if (version === undefined) return id;
  return label === undefined ? `${id} (${version})` : `${id} ${label} (${version})`;
}

/** A rule that gave no decision. The message names rule and version. */
export class RuleError extends Error {
  override readonly cause: RuleErrorCause;
  /** The message without the rule. */
  readonly why: string;
  readonly rule: RuleErrorDetails['rule'];
  readonly field?: string;
  readonly at?: Address;

  constructor(why: string, details: RuleErrorDetails) {
    super(`rule ${showRule(details.rule)}: ${why}`);
    this.name = 'RuleError';
    this.why = why;
    this.cause = details.cause;
    this.rule = details.rule;
    if (details.field !== undefined) this.field = details.field;
    if (details.at !== undefined) this.at = details.at;
  }
}
