import { KnownError, showKnownError } from '../model/known-error.js';
import { type Decision, type ExplainedDecision, RuleError, type RuleHead } from '../model/rule.js';
import { didYouMean } from '../model/suggest.js';
import type { ScriptPorts } from '../script/script-functions.js';
import { classify, DEFAULT_DECISIONS } from './classify.js';
import { prepareRule } from './prepare-rule.js';
import type { PreparedRule } from './prepared-rule.js';
import type { RuleChange, RuleStore, StoredRule } from './rule-store.js';

const MIB = 1024 * 1024;
const DEFAULT_MEMORY_MB = 96;
const DEFAULT_STEPS = 10_000_000;

export interface RuleEngineOptions {
  readonly store: RuleStore;
  /** What rules may decide. Default: autonomous, collaborative, escalated. */
  readonly decisions?: readonly string[];
  /** Cap of one rule's memory. Default 96. */
  readonly memoryMb?: number;
  /**
   * Steps (calls of functions, turns of loops) that a Lua rule may take for one decision, so that none runs for ever. Default
   * 10 million, some tenths of a second; 0 counts none.
   */
  readonly maxSteps?: number;
  /** Follows changes of the store: each rule is swapped as a whole. Default true. */
  readonly isLive?: boolean;
  /** Told when another version of a rule goes live. */
  readonly onSwap?: (rule: RuleHead) => void;
  /**
   * Told why a rule, or a new version of one, cannot be taken: the last good version stays. Without an id the store cannot be
   * read. Where it is left out, `open` throws, and later problems are warnings of the process.
   */
  readonly onProblem?: (id: string | undefined, problem: KnownError) => void;
  /** What rules reach of the host; by default the real clock, no modules, and what they print is dropped. */
  readonly ports?: Partial<ScriptPorts>;
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
  readonly #ports: ScriptPorts;
  readonly #rules = new Map<string, PreparedRule>();
  #isOpen = false;
  #stopWatching: () => Promise<void> = async () => undefined;

  private constructor(options: RuleEngineOptions) {
    this.#options = options;
    this.#ports = { now: () => Date.now(), print: () => undefined, findModule: refuseModule, ...options.ports };
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
    if (options?.explain !== true) return this.#classify<D>(rule.run(context), rule.head);
    const { result, explanation } = rule.explain(context);
    return { ...this.#classify<D>(result, rule.head), explanation };
  }

  /** Runs a rule on each context in turn, all by one version. Throws a RuleError where there is no such rule. */
  executeMany<D = unknown>(id: string, contexts: readonly unknown[]): readonly RuleOutcome<D>[] {
    const rule = this.#find(id);
    return rule.runMany(contexts).map((result) => {
      if (result instanceof RuleError) return result;
      try {
        return this.#classify<D>(result, rule.head);
      } catch (error) {
        if (error instanceof RuleError) return error;
        throw error;
      }
    });
  }

  /** Stops following the store. */
  async close(): Promise<void> {
    await this.#stopWatching();
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
    const { memoryMb = DEFAULT_MEMORY_MB, maxSteps = DEFAULT_STEPS, onSwap } = this.#options;
    const limits = { memoryBytes: memoryMb * MIB, ...(maxSteps > 0 ? { maxSteps } : {}) };
    const prepared = prepareRule(rule, { ...this.#ports, ...limits });
    this.#rules.set(rule.id, prepared);
    onSwap?.(prepared.head);
  }

  #refuse(id: string | undefined, error: unknown): void {
    const { onProblem } = this.#options;
    if (!(error instanceof KnownError)) throw error;
    if (onProblem !== undefined) onProblem(id, error);
    else if (this.#isOpen) process.emitWarning(showKnownError(error), 'RuleWarning');
    else throw error;
  }
}

function refuseModule(name: string): never {
  throw new KnownError('not-found', `require: module ${name} was not found: this engine has no modules`);
}
