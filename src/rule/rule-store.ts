import type { KnownError } from '../model/known-error.js';
import type { RuleHead, RuleKind } from '../model/rule.js';
import type { FoundSource } from '../script/resolve.js';
import type { ScriptPorts } from '../script/script-functions.js';
import type { NativeRule } from './native-rule.js';
import type { RuleSettings } from './rule-settings.js';

interface RuleParts extends RuleHead {
  /** By which messages name it: relative to the project, with `/`. */
  readonly path: string;
  /** What is said of it from outside, laid over what it says of itself. */
  readonly settings?: RuleSettings;
}

export interface LuaRule extends RuleParts {
  readonly kind: 'lua';
  /** As `prepareSource` gives it. */
  readonly source: Uint8Array;
  /** The modules that its source names, and those that they name. */
  readonly modules?: readonly FoundSource[];
  /** Finds the modules it requires, as they belong to this version; where it is left out, the engine's ports are asked. */
  readonly findModule?: ScriptPorts['findModule'];
}

export interface LoadedNativeRule extends RuleParts {
  readonly kind: 'native';
  readonly rule: NativeRule;
}

/** A rule of one version, as a store keeps it. */
export type StoredRule = LuaRule | LoadedNativeRule;

/** What became of a rule in a store. */
export type RuleChange =
  | { readonly kind: 'changed'; readonly rule: StoredRule }
  | { readonly kind: 'removed'; readonly id: string }
  /** There is a new version, which cannot be taken: the last good one stays. Without an id: the store cannot be read. */
  | { readonly kind: 'broken'; readonly id: string | undefined; readonly problem: KnownError };

/** Where rules come from. A rule may be there twice, in Lua and as its native twin: the Lua one is meant unless said otherwise. */
export interface RuleStore {
  /** The rules there are, sorted by id, each id once. Throws a KnownError where the store cannot be read. */
  list(): Promise<readonly RuleHead[]>;
  /** One rule as it is now, of a kind if one is given; undefined where there is none. Throws a KnownError where it is broken. */
  get(id: string, kind?: RuleKind): Promise<StoredRule | undefined>;
  /** Tells of changes from now on, until what it gives is called. */
  watch(onChange: (change: RuleChange) => void): Promise<() => Promise<void>>;
}
