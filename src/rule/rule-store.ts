import type { KnownError } from '../model/known-error.js';
import type { RuleHead } from '../model/rule.js';
import type { NativeRule, Schema } from './native-rule.js';

interface RuleParts extends RuleHead {
  /** By which messages name it: relative to the project, with `/`. */
  readonly path: string;
  readonly inputSchema?: Schema;
  readonly outputSchema?: Schema;
}

export interface LuaRule extends RuleParts {
  readonly kind: 'lua';
  readonly source: Uint8Array;
  /** The function to call, where the script has several. */
  readonly entry?: string;
}

export interface LoadedNativeRule extends RuleParts {
  readonly kind: 'native';
  readonly run: NativeRule['run'];
}

/** A rule of one version, as a store keeps it. */
export type StoredRule = LuaRule | LoadedNativeRule;

/** What became of a rule in a store. */
export type RuleChange =
  | { readonly kind: 'changed'; readonly rule: StoredRule }
  | { readonly kind: 'removed'; readonly id: string }
  /** There is a new version, which cannot be taken: the last good one stays. */
  | { readonly kind: 'broken'; readonly id: string; readonly problem: KnownError };

/** Where rules come from. */
export interface RuleStore {
  /** The rules there are, sorted by id. Throws a KnownError where the store cannot be read. */
  list(): Promise<readonly RuleHead[]>;
  /** One rule as it is now; undefined where there is none. Throws a KnownError where it is broken. */
  get(id: string): Promise<StoredRule | undefined>;
  /** Tells of changes from now on, until what it gives is called. */
  watch(onChange: (change: RuleChange) => void): Promise<() => Promise<void>>;
}
