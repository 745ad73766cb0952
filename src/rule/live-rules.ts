import { KnownError, showKnownError } from '../model/known-error.js';
import { RuleError, type RuleHead } from '../model/rule.js';
import { compareText } from '../model/run-record.js';
import { didYouMean } from '../model/suggest.js';
import type { RuleChange, RuleStore, StoredRule } from './rule-store.js';

/** Where rules come from, and who is told of them. */
export interface LiveOptions {
  readonly store: RuleStore;
  /** Follows changes of the store: each rule is swapped as a whole. Default true. */
  readonly isLive?: boolean;
  /** Told when another version of a rule goes live. */
  readonly onSwap?: (rule: RuleHead) => void;
  /**
   * Told why a rule, or a new version of one, cannot be taken: the last good version stays. Without an id the store cannot be
   * read. Where it is left out, `open` throws, and later problems are warnings of the process.
   */
  readonly onProblem?: (id: string | undefined, problem: KnownError) => void;
}

/** A rule that is ready in some way. */
interface Ready {
  readonly head: RuleHead;
}

/** The rules of a store, each ready, as it is now. */
export class LiveRules<T extends Ready> {
  readonly #options: LiveOptions;
  readonly #prepare: (rule: StoredRule) => T | Promise<T>;
  readonly #rules = new Map<string, T>();
  /** By id, what was told last: what is ready later than what was told after it is dropped. */
  readonly #last = new Map<string, object>();
  #isOpen = false;
  #stopWatching: () => Promise<void> = async () => undefined;

  private constructor(options: LiveOptions, prepare: (rule: StoredRule) => T | Promise<T>) {
    this.#options = options;
    this.#prepare = prepare;
  }

  /**
   * Makes all rules of a store ready. `prepare` throws a KnownError for a broken one, which is told to `onProblem`; without
   * that it is thrown.
   */
  static async open<T extends Ready>(
    options: LiveOptions,
    prepare: (rule: StoredRule) => T | Promise<T>,
  ): Promise<LiveRules<T>> {
    const rules = new LiveRules(options, prepare);
    const { store, isLive } = options;
    if (isLive !== false) rules.#stopWatching = await store.watch((change) => rules.#take(change));
    try {
      for (const { id } of await store.list()) await rules.#load(id);
    } catch (error) {
      await rules.close();
      throw error;
    }
    rules.#isOpen = true;
    return rules;
  }

  /** Sorted by id. */
  get heads(): readonly RuleHead[] {
    return [...this.#rules.values()].map(({ head }) => head).sort((a, b) => compareText(a.id, b.id));
  }

  /** Throws a RuleError where there is none. */
  find(id: string): T {
    const rule = this.#rules.get(id);
    if (rule !== undefined) return rule;
    throw new RuleError(`there is no such rule${didYouMean(id, [...this.#rules.keys()])}`, {
      cause: 'unknown-rule',
      rule: { id },
    });
  }

  /** Stops following the store. */
  async close(): Promise<void> {
    await this.#stopWatching();
  }

  async #load(id: string): Promise<void> {
    try {
      const rule = await this.#options.store.get(id);
      if (rule !== undefined) await this.#swap(rule);
    } catch (error) {
      this.#refuse(id, error);
    }
  }

  #take(change: RuleChange): void {
    if (change.kind === 'broken') this.#refuse(change.id, change.problem);
    else if (change.kind === 'removed') {
      this.#last.delete(change.id);
      this.#rules.delete(change.id);
    } else this.#takeRule(change.rule);
  }

  #takeRule(rule: StoredRule): void {
    try {
      const swapping = this.#swap(rule);
      if (swapping instanceof Promise) swapping.catch((error: unknown) => this.#refuse(rule.id, error));
    } catch (error) {
      this.#refuse(rule.id, error);
    }
  }

  /** The new version is ready before the old one goes. */
  #swap(rule: StoredRule): void | Promise<void> {
    if (this.#rules.get(rule.id)?.head.version === rule.version) {
      this.#last.delete(rule.id);
      return;
    }
    this.#last.set(rule.id, rule);
    const ready = this.#prepare(rule);
    return ready instanceof Promise ? ready.then((each) => this.#put(rule, each)) : this.#put(rule, ready);
  }

  #put(rule: StoredRule, ready: T): void {
    if (this.#last.get(rule.id) !== rule) return;
    this.#last.delete(rule.id);
    this.#rules.set(rule.id, ready);
    this.#options.onSwap?.(ready.head);
  }

  #refuse(id: string | undefined, error: unknown): void {
    const { onProblem } = this.#options;
    if (!(error instanceof KnownError)) throw error;
    if (onProblem !== undefined) onProblem(id, error);
    else if (this.#isOpen) process.emitWarning(showKnownError(error), 'RuleWarning');
    else throw error;
  }
}
