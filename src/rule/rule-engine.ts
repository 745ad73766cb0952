import { type Decision, type ExplainedDecision, RuleError, type RuleHead } from '../model/rule.js';
import { attempt } from './attempt.js';
import { classify, DEFAULT_DECISIONS } from './classify.js';
import { type LiveOptions, LiveRules } from './live-rules.js';
import { prepareRule } from './prepare-rule.js';
import type { PreparedRule } from './prepared-rule.js';
import { type RuleLimits, readLimits } from './rule-limits.js';
import { isTold, type TellOptions, takeDecision, tellDecisions } from './tell-decisions.js';

export interface RuleEngineOptions extends LiveOptions, RuleLimits, TellOptions {
  /** What rules may decide. Default: autonomous, collaborative, escalated. */
  readonly decisions?: readonly string[];
}

export interface ExecuteOptions {
  readonly explain?: boolean;
}

/** One row of a batch: a decision, or why there is none. */
export type RuleOutcome<D = unknown> = Decision<D> | RuleError;

/**
 * Runs rules of a store, Lua or native, and classifies what they give. Every call runs one version from its beginning to its
 * end, whatever is swapped meanwhile.
 */
export class RuleEngine {
  readonly #options: RuleEngineOptions;
  readonly #decisions: readonly string[];
  readonly #rules: LiveRules<PreparedRule>;

  private constructor(options: RuleEngineOptions, rules: LiveRules<PreparedRule>) {
    this.#options = options;
    this.#decisions = options.decisions ?? DEFAULT_DECISIONS;
    this.#rules = rules;
  }

  /** Loads all rules of a store. A broken one is told to `onProblem`; without that it is thrown, as a KnownError. */
  static async open(options: RuleEngineOptions): Promise<RuleEngine> {
    const limits = readLimits(options);
    return new RuleEngine(options, await LiveRules.open(options, (rule) => prepareRule(rule, limits)));
  }

  /** The rules that can be executed, sorted by id. */
  get rules(): readonly RuleHead[] {
    return this.#rules.heads;
  }

  /**
   * Runs a rule on a context and classifies what it gives. Throws a RuleError where there is no decision. With `explain` it
   * tells which lines ran and what of the context was read; that takes about twice the time, in a VM of its own.
   */
  execute<Context = unknown, D = unknown>(
    id: string,
    context: Context,
    options: { readonly explain: true },
  ): ExplainedDecision<D>;
  execute<Context = unknown, D = unknown>(
    id: string,
    context: Context,
    options?: { readonly explain?: false },
  ): Decision<D>;
  execute<Context = unknown, D = unknown>(
    id: string,
    context: Context,
    options?: ExecuteOptions,
  ): Decision<D> | ExplainedDecision<D> {
    const rule = this.#rules.find(id);
    if (!isTold(this.#options)) return this.#decide<D>(rule, context, options);
    const begun = performance.now();
    const outcome = attempt(() => this.#decide<D>(rule, context, options));
    const durationMs = performance.now() - begun;
    tellDecisions(this.#options, { rule: rule.head, contexts: [context], outcomes: [outcome], durationMs });
    return takeDecision(outcome);
  }

  /** Runs a rule on each context in turn, all by one version. Throws a RuleError where there is no such rule. */
  executeMany<Context = unknown, D = unknown>(id: string, contexts: readonly Context[]): readonly RuleOutcome<D>[] {
    const rule = this.#rules.find(id);
    const begun = isTold(this.#options) ? performance.now() : 0;
    const outcomes = rule
      .runMany(contexts)
      .map((result) => (result instanceof RuleError ? result : attempt(() => this.#classify<D>(result, rule.head))));
    if (isTold(this.#options)) {
      const durationMs = performance.now() - begun;
      tellDecisions(this.#options, { rule: rule.head, contexts, outcomes, durationMs });
    }
    return outcomes;
  }

  /** Stops following the store. */
  async close(): Promise<void> {
    await this.#rules.close();
  }

  #decide<D>(rule: PreparedRule, context: unknown, options: ExecuteOptions | undefined): Decision<D> {
    if (options?.explain !== true) return this.#classify<D>(rule.run(context), rule.head);
    const { result, explanation } = rule.explain(context);
    const explained: ExplainedDecision<D> = { ...this.#classify<D>(result, rule.head), explanation };
    return explained;
  }

  #classify<D>(result: unknown, head: RuleHead): Decision<D> {
    // The result is whatever the rule gave; its type is the caller's word for it.
    return classify(result, head, this.#decisions) as Decision<D>;
  }
}
