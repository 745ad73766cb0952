import { LuaRaise } from '../model/dispatch.js';
import type { RunSettings } from '../model/settings.js';
import { prepareRule } from '../rule/prepare-rule.js';
import type { PreparedRule } from '../rule/prepared-rule.js';
import { RuleReader } from '../rule/read-rule-file.js';
import { readLimits } from '../rule/rule-limits.js';
import type { LuaRule, StoredRule } from '../rule/rule-store.js';
import type { ScriptCounts } from '../script/counting.js';
import type { Resolver } from '../script/resolve.js';
import { hashSource, prepareSource } from '../script/script-source.js';
import type { SourceBook } from '../script/source-book.js';
import { EPOCH_MS } from './epoch.js';

/** What of a world its rules have to do with. */
export interface RuleWorld {
  readonly base: {
    readonly settings: RunSettings;
    readonly resolver: Resolver;
    readonly book: SourceBook;
    readonly ruleCounts?: ScriptCounts;
    readonly whileLoading?: <T>(load: () => Promise<T>) => Promise<T>;
  };
  /** Virtual milliseconds since EPOCH_MS. */
  readonly elapsedMs: number;
  print(text: string): void;
}

/** Native rules by their file: loaded once in this thread. */
const natives = new WeakMap<RuleWorld['base'], Map<string, Promise<StoredRule | undefined>>>();

/**
 * The rules of one world. Each is loaded anew where the world forks, in a VM of its own, as a host in production has it; it
 * sees the world's clock and nothing else of it.
 */
export class RuleSession {
  readonly #world: RuleWorld;
  readonly #defined: Map<string, LuaRule>;
  readonly #prepared = new Map<string, PreparedRule>();
  readonly #reader: RuleReader;

  constructor(world: RuleWorld, defined = new Map<string, LuaRule>()) {
    this.#world = world;
    this.#defined = new Map(defined);
    const { root, modulePaths } = world.base.settings;
    this.#reader = new RuleReader({ root, modulePaths });
  }

  fork(world: RuleWorld): RuleSession {
    return new RuleSession(world, this.#defined);
  }

  /** Adds up what its rules have counted since the last time. */
  takeCounts(): void {
    for (const rule of this.#prepared.values()) rule.takeCounts?.();
  }

  /** Puts a rule in the place of those that files have by its id. Throws a KnownError where it does not load. */
  define(id: string, text: Uint8Array): void {
    const path = `rules/${id}.lua`;
    const source = prepareSource(text, path);
    const rule: LuaRule = { id, kind: 'lua', path, source, version: hashSource(source) };
    this.#prepared.set(`defined ${id}`, this.#prepare(rule));
    this.#defined.set(id, rule);
  }

  /**
   * The rule of that id, as scripts of the file `from` find it: the Lua one, or the native one where there is no other, or
   * where it is asked for. Throws a LuaRaise where there is none, a KnownError where it is broken.
   */
  find(id: string, from: string, isNative: boolean): PreparedRule | Promise<PreparedRule> {
    const defined = isNative ? undefined : this.#defined.get(id);
    if (defined !== undefined) return this.#prepareOnce(`defined ${id}`, () => defined);
    const { resolver } = this.#world.base;
    const native = resolver.native(id, 'rule', from);
    if (isNative && native === undefined)
      throw new LuaRaise(`the rule ${id} has no native twin: no ${id}.ts was found from ${from} upward`);
    const isMeant = isNative || !resolver.hasScript(id, 'rule', from);
    if (native !== undefined && isMeant) return this.#prepared.get(native) ?? this.#loadNative(id, native);
    const { path } = resolver.script(id, 'rule', from);
    return this.#prepareOnce(path, () => this.#reader.readLua({ id, kind: 'lua', path }, this.#world.base.book));
  }

  async #loadNative(id: string, path: string): Promise<PreparedRule> {
    const { base } = this.#world;
    const known = natives.get(base) ?? new Map<string, Promise<StoredRule | undefined>>();
    natives.set(base, known);
    const load = () => this.#reader.read({ id, kind: 'native', path });
    const loading = known.get(path) ?? base.whileLoading?.(load) ?? load();
    known.set(path, loading);
    const rule = await loading;
    if (rule === undefined) throw new LuaRaise(`the rule ${id} is gone: there is no ${path} any more`);
    return this.#prepareOnce(path, () => rule);
  }

  #prepareOnce(key: string, read: () => StoredRule): PreparedRule {
    const known = this.#prepared.get(key);
    if (known !== undefined) return known;
    const prepared = this.#prepare(read());
    this.#prepared.set(key, prepared);
    return prepared;
  }

  #prepare(rule: StoredRule): PreparedRule {
    const world = this.#world;
    const ports = { now: () => EPOCH_MS + world.elapsedMs, print: (text: string) => world.print(text) };
    const { settings, ruleCounts } = world.base;
    const { memoryBytes } = settings;
    return prepareRule(rule, { ...readLimits({ ports }), memoryBytes, ...(ruleCounts && { counts: ruleCounts }) });
  }
}
