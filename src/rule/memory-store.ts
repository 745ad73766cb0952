import type { RuleHead } from '../model/rule.js';
import type { RuleChange, RuleStore, StoredRule } from './rule-store.js';

/** Rules in memory, for tests and for hosts that bring their own. */
export class MemoryRuleStore implements RuleStore {
  readonly #rules = new Map<string, StoredRule>();
  readonly #listeners = new Set<(change: RuleChange) => void>();

  constructor(rules: readonly StoredRule[] = []) {
    for (const rule of rules) this.#rules.set(rule.id, rule);
  }

  /** Adds a rule, or puts it in the place of another version. */
  put(rule: StoredRule): void {
    this.#rules.set(rule.id, rule);
    this.#tell({ kind: 'changed', rule });
  }

  remove(id: string): void {
    if (this.#rules.delete(id)) this.#tell({ kind: 'removed', id });
  }

  async list(): Promise<readonly RuleHead[]> {
    const heads = [...this.#rules.values()].map(({ id, kind, version }) => ({ id, kind, version }));
    return heads.sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  async get(id: string): Promise<StoredRule | undefined> {
    return this.#rules.get(id);
  }

  async watch(onChange: (change: RuleChange) => void): Promise<() => Promise<void>> {
    this.#listeners.add(onChange);
    return async () => {
      this.#listeners.delete(onChange);
    };
  }

  #tell(change: RuleChange): void {
    for (const listener of this.#listeners) listener(change);
  }
}
