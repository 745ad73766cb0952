import { type Decision, type ExplainedDecision, RuleError, type RuleHead } from '../../model/rule.js';
import { attempt } from '../attempt.js';
import { classify, DEFAULT_DECISIONS } from '../classify.js';
import { type LiveOptions, LiveRules } from '../live-rules.js';
import { prepareRule } from '../prepare-rule.js';
import type { ExecuteOptions, RuleOutcome } from '../rule-engine.js';
import { type RuleLimits, readLimits } from '../rule-limits.js';
import type { StoredRule } from '../rule-store.js';
import { isTold, type TellOptions, takeDecision, tellDecisions } from '../tell-decisions.js';
import { type PooledOptions, type PooledRule, ThreadedRule } from './pooled-rule.js';
import { ThreadPool } from './thread-pool.js';

export interface RulePoolOptions extends LiveOptions, TellOptions, Pick<RuleLimits, 'memoryMb' | 'maxSteps'> {
  /** What rules may decide. Default: autonomous, collaborative, escalated. */
  readonly decisions?: readonly string[];
  /** Threads that run rules. Default 2. */
  readonly threads?: number;
  /** Milliseconds that a call may take, or a part of a batch; its thread is ended then. Default 1000. */
  readonly timeoutMs?: number;
}

const DEFAULT_THREADS = 2;
const DEFAULT_TIMEOUT_MS = 1000;

/**
 * A RuleEngine whose Lua rules run in threads of their own, several at a time: for rules of people whom one does not trust. What
 * is stuck is ended, whatever it does; the others go on. Native rules run in the caller's thread. A call costs some 50 µs more
 * than the engine's.
 */
export class RulePool {
  readonly #options: RulePoolOptions;
  readonly #rules: LiveRules<PooledRule>;
  readonly #threads: ThreadPool;

  private constructor(options: RulePoolOptions, rules: LiveRules<PooledRule>, threads: ThreadPool) {
    this.#options = options;
    this.#rules = rules;
    this.#threads = threads;
  }

  /** Loads all rules of a store. A broken one is told to `onProblem`; without that it is thrown, as a KnownError. */
  static async open(options: RulePoolOptions): Promise<RulePool> {
    const { threads = DEFAULT_THREADS, timeoutMs = DEFAULT_TIMEOUT_MS, memoryMb, maxSteps } = options;
    const pool = new ThreadPool(threads);
    const limits = { ...(memoryMb === undefined ? {} : { memoryMb }), ...(maxSteps === undefined ? {} : { maxSteps }) };
    const pooled: PooledOptions = { pool, limits, timeoutMs };
    try {
      const rules = await LiveRules.open<PooledRule>(options, (rule) => prepare(rule, pooled));
      return new RulePool(options, rules, pool);
    } catch (error) {
      await pool.close();
      throw error;
    }
  }

  /** The rules that can be executed, sorted by id. */
  get rules(): readonly RuleHead[] {
    return this.#rules.heads;
  }

  /** As the engine's, later. Rejects with a RuleError where there is no decision. */
  async execute<Context = unknown, D = unknown>(
    id: string,
    context: Context,
    options: ExecuteOptions = {},
  ): Promise<Decision<D> & Partial<ExplainedDecision<D>>> {
    const rule = this.#rules.find(id);
    const begun = performance.now();
    const outcome = options.explain === true ? await this.#explain(rule, context) : await this.#run(rule, context);
    this.#tell(rule, [context], [outcome], begun);
    // The result is whatever the rule gave; its type is the caller's word for it.
    return takeDecision(outcome) as Decision<D> & Partial<ExplainedDecision<D>>;
  }

  /** As the engine's, later: parts of the batch run in several threads, all by one version. */
  async executeMany<Context = unknown, D = unknown>(
    id: string,
    contexts: readonly Context[],
  ): Promise<readonly RuleOutcome<D>[]> {
    const rule = this.#rules.find(id);
    const begun = performance.now();
    const outcomes = (await rule.runMany(contexts)).map((result) => this.#classify(result, rule.head));
    this.#tell(rule, contexts, outcomes, begun);
    return outcomes as readonly RuleOutcome<D>[];
  }

  /** Stops following the store and ends the threads. Calls that are under way are refused. */
  async close(): Promise<void> {
    await this.#rules.close();
    await this.#threads.close();
  }

  async #run(rule: PooledRule, context: unknown): Promise<RuleOutcome> {
    const [result] = await rule.runMany([context]);
    return this.#classify(result, rule.head);
  }

  async #explain(rule: PooledRule, context: unknown): Promise<RuleOutcome> {
    try {
      const { result, explanation } = await rule.explain(context);
      const outcome = this.#classify(result, rule.head);
      return outcome instanceof RuleError ? outcome : { ...outcome, ...(explanation && { explanation }) };
    } catch (error) {
      if (error instanceof RuleError) return error;
      throw error;
    }
  }

  #classify(result: unknown, head: RuleHead): RuleOutcome {
    if (result instanceof RuleError) return result;
    return attempt(() => classify(result, head, this.#options.decisions ?? DEFAULT_DECISIONS));
  }

  #tell(rule: PooledRule, contexts: readonly unknown[], outcomes: readonly RuleOutcome[], begun: number): void {
    if (!isTold(this.#options)) return;
    tellDecisions(this.#options, { rule: rule.head, contexts, outcomes, durationMs: performance.now() - begun });
  }
}

async function prepare(rule: StoredRule, options: PooledOptions): Promise<PooledRule> {
  if (rule.kind === 'lua') return await ThreadedRule.load(rule, options);
  const { head, runMany, explain } = prepareRule(rule, readLimits({}));
  return { head, runMany: async (contexts) => runMany(contexts), explain: async (context) => explain(context) };
}
