import { KnownError, showKnownError } from '../model/known-error.js';
import { type Decision, type ExplainedDecision, RuleError, type RuleHead } from '../model/rule.js';
import { didYouMean } from '../model/suggest.js';
import type { ScriptOptions } from '../script/open-script.js';
import { attempt } from './attempt.js';
import { classify, DEFAULT_DECISIONS } from './classify.js';
import type { DecisionLog } from './log/decision-log.js';
import type { MadeDecision } from './log/log-line.js';
import { prepareRule } from './prepare-rule.js';
import type { PreparedRule } from './prepared-rule.js';
import { type RuleLimits, readLimits } from './rule-limits.js';
import type { RuleChange, RuleStore, StoredRule } from './rule-store.js';

export interface RuleEngineOptions extends RuleLimits {
  readonly store: RuleStore;
  /** What rules may decide. Default: autonomous, collaborative, escalated. */
  readonly decisions?: readonly string[];
  /** Follows changes of the store: each rule is swapped as a whole. Default true. */
  readonly isLive?: boolean;
  /** Keeps every decision. It is the caller's to close. */
  readonly log?: DecisionLog;
  /** Told of every call, with its outcome and time: for metrics. */
  readonly onDecision?: (made: MadeDecision) => void;
  /** Told when another version of a rule goes live. */
  readonly onSwap?: (rule: RuleHead) => void;
  /**
   * Told why a rule, or a new version of one, cannot be taken: the last good version stays. Without an id the store cannot be
   * read. Where it is left out, `open` throws, and later problems are warnings of the process.
   */
  readonly onProblem?: (id: string | undefined, problem: KnownError) => void;
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
  readonly #scripts: ScriptOptions;
  readonly #rules = new Map<string, PreparedRule>();
  #isOpen = false;
  #stopWatching: () => Promise<void> = async () => undefined;

  private constructor(options: RuleEngineOptions) {
    this.#options = options;
    this.#scripts = readLimits(options);
  }

  /** Loads all rules of a store. A broken one is told to `onProblem`; without that it is thrown, as a KnownError. */
  static async open(options: RuleEngineOptions): Promise<RuleEngine> {
    const engine = new RuleEngine(options);
    const { store } = options;
    if (options.isLive !== false) engine.#stopWatching = await store.watch((change) => engine.#take(change));
    try {
      for (const { id } of await store.list()) await engine.#load(id);
    } catch (error) {
      await engine.close();
      throw error;
    }
    engine.#isOpen = true;
    return engine;
  }

  /** The rules that can be executed, sorted by id. */
  get rules(): readonly RuleHead[] {
    return [...this.#rules.values()].map(({ head }) => head).sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /**
   * Runs a rule on a context and classifies what it gives. Throws a RuleError where there is no decision. With `explain` it
   * tells which lines ran and what of the context was read; that takes about twice the time, in a VM of its own.
   */
  execute<D = unknown>(id: string, context: unknown, options: { readonly explain: true }): ExplainedDecision<D>;
  execute<D = unknown>(id: string, context: unknown, options?: { readonly explain?: false }): Decision<D>;
  execute<D = unknown>(id: string, context: unknown, options?: ExecuteOptions): Decision<D> | ExplainedDecision<D> {
    const rule = this.#find(id);
    const decide = () => this.#decide<D>(rule, context, options);
    return this.#isTold ? this.#tellOne(rule.head, context, decide) : decide();
  }

  /** Runs a rule on each context in turn, all by one version. Throws a RuleError where there is no such rule. */
  executeMany<D = unknown>(id: string, contexts: readonly unknown[]): readonly RuleOutcome<D>[] {
    const rule = this.#find(id);
    const begun = this.#isTold ? performance.now() : 0;
    const outcomes = rule.runMany(contexts).map((result) => this.#classifyRow<D>(result, rule.head));
    if (this.#isTold) this.#tellMany(rule.head, contexts, { outcomes, durationMs: performance.now() - begun });
    return outcomes;
  }

  /** Stops following the store. */
  async close(): Promise<void> {
    await this.#stopWatching();
  }

  #decide<D>(rule: PreparedRule, context: unknown, options: ExecuteOptions | undefined): Decision<D> {
    if (options?.explain !== true) return this.#classify<D>(rule.run(context), rule.head);
    const { result, explanation } = rule.explain(context);
    const explained: ExplainedDecision<D> = { ...this.#classify<D>(result, rule.head), explanation };
    return explained;
  }

  get #isTold(): boolean {
    return this.#options.log !== undefined || this.#options.onDecision !== undefined;
  }

  #tellOne<D>(rule: RuleHead, context: unknown, decide: () => Decision<D>): Decision<D> {
    const begun = performance.now();
    const outcome = attempt(decide);
    this.#tell({ rule, context, outcome, durationMs: performance.now() - begun });
    if (outcome instanceof RuleError) throw outcome;
    return outcome;
  }

  #tellMany(rule: RuleHead, contexts: readonly unknown[], batch: ToldBatch): void {
    const durationMs = batch.durationMs / Math.max(1, contexts.length);
    for (const [row, outcome] of batch.outcomes.entries()) {
      this.#tell({ rule, context: contexts[row], outcome, durationMs });
    }
  }

  #tell(made: MadeDecision): void {
    this.#options.log?.add(made);
    this.#options.onDecision?.(made);
  }

  #classifyRow<D>(result: unknown, head: RuleHead): RuleOutcome<D> {
    return result instanceof RuleError ? result : attempt(() => this.#classify<D>(result, head));
  }

  #classify<D>(result: unknown, head: RuleHead): Decision<D> {
    // The result is whatever the rule gave; its type is the caller's word for it.
    return classify(result, head, this.#options.decisions ?? DEFAULT_DECISIONS) as Decision<D>;
  }

  #find(id: string): PreparedRule {
    const rule = this.#rules.get(id);
    if (rule !== undefined) return rule;
    throw new RuleError(`there is no such rule${didYouMean(id, [...this.#rules.keys()])}`, {
      cause: 'unknown-rule',
      rule: { id },
    });
  }

  async #load(id: string): Promise<void> {
    try {
      const rule = await this.#options.store.get(id);
      if (rule !== undefined) this.#swap(rule);
    } catch (error) {
      this.#refuse(id, error);
    }
  }

  #take(change: RuleChange): void {
    if (change.kind === 'removed') this.#rules.delete(change.id);
    else if (change.kind === 'broken') this.#refuse(change.id, change.problem);
    else {
      try {
        this.#swap(change.rule);
      } catch (error) {
        this.#refuse(change.rule.id, error);
      }
    }
  }

  /** The new version is ready before the old one goes. */
  #swap(rule: StoredRule): void {
    if (this.#rules.get(rule.id)?.head.version === rule.version) return;
    const prepared = prepareRule(rule, this.#scripts);
    this.#rules.set(rule.id, prepared);
    this.#options.onSwap?.(prepared.head);
  }

  #refuse(id: string | undefined, error: unknown): void {
    const { onProblem } = this.#options;
    if (!(error instanceof KnownError)) throw error;
    if (onProblem !== undefined) onProblem(id, error);
    else if (this.#isOpen) process.emitWarning(showKnownError(error), 'RuleWarning');
    else throw error;
  }
}

interface ToldBatch {
  readonly outcomes: readonly RuleOutcome[];
  readonly durationMs: number;
}
