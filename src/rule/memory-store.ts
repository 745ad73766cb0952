import type { RuleHead, RuleKind } from '../model/rule.js';
import { compareText } from '../model/run-record.js';
import type { RuleChange, RuleStore, StoredRule } from './rule-store.js';

/** The one that is meant goes first. */
const KINDS: readonly RuleKind[] = ['lua', 'native'];

function keyOf({ id, kind }: Pick<StoredRule, 'id' | 'kind'>): string {
  return `${kind} ${id}`;
}

/** Rules in memory, for tests and for hosts that bring their own. */
export class MemoryRuleStore implements RuleStore {
  readonly #rules = new Map<string, StoredRule>();
  readonly #listeners = new Set<(change: RuleChange) => void>();

  constructor(rules: readonly StoredRule[] = []) {
    for (const rule of rules) this.#rules.set(keyOf(rule), rule);
  }

  /** Adds a rule, or puts it in the place of another version. */
  put(rule: StoredRule): void {
    const isMeant = rule.kind === 'lua' || !this.#rules.has(keyOf({ id: rule.id, kind: 'lua' }));
    this.#rules.set(keyOf(rule), rule);
    if (isMeant) this.#tell({ kind: 'changed', rule });
  }

  /** Takes a rule out, with its twin. */
  remove(id: string): void {
    const isGone = KINDS.map((kind) => this.#rules.delete(keyOf({ id, kind })));
    if (isGone.includes(true)) this.#tell({ kind: 'removed', id });
  }

  async list(): Promise<readonly RuleHead[]> {
    const ids = new Set([...this.#rules.values()].map(({ id }) => id));
    return [...ids].sort(compareText).flatMap((id) => {
      const rule = this.#find(id);
      return rule === undefined ? [] : [{ id, kind: rule.kind, version: rule.version }];
    });
  }

  async get(id: string, kind?: RuleKind): Promise<StoredRule | undefined> {
    return this.#find(id, kind);
  }

  #find(id: string, wanted?: RuleKind): StoredRule | undefined {
    const kinds = wanted === undefined ? KINDS : [wanted];
    return kinds.map((kind) => this.#rules.get(keyOf({ id, kind }))).find((rule) => rule !== undefined);
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
