import { showAddress } from '../model/address.js';
import { RuleError, type RuleHead } from '../model/rule.js';
import { openScript, readLuaMessage, type Script, type ScriptOptions } from '../script/open-script.js';
import { readThrown } from '../script/read-thrown.js';
import {
  ContextError,
  type PlainData,
  ResultError,
  RuleRaise,
  RuleVmFault,
  toGlobals,
} from '../script/script-errors.js';
import type { ScriptSource } from '../script/script-source.js';
import { mergeSettings, type RuleSettings, readSettings } from './rule-settings.js';
import type { LoadedNativeRule, LuaRule, StoredRule } from './rule-store.js';

/** A rule of one version, ready to be called. */
export interface PreparedRule {
  readonly head: RuleHead;
  /** What it says of itself, and what is laid over that. */
  readonly settings: RuleSettings;
  /** Calls it. Throws a RuleError. */
  run(context: unknown): unknown;
  /** Calls it with each context in turn: what it gives, or the RuleError. */
  runMany(contexts: readonly unknown[]): readonly unknown[];
}

/** Makes a rule ready. Throws a KnownError where it does not load. */
export function prepareRule(rule: StoredRule, options: ScriptOptions): PreparedRule {
  return rule.kind === 'lua' ? prepareLua(rule, options) : prepareNative(rule);
}

function headOf({ id, kind, version }: StoredRule, settings: RuleSettings): RuleHead {
  return { id, kind, version, ...(settings.version === undefined ? {} : { label: settings.version }) };
}

function prepareLua(rule: LuaRule, options: ScriptOptions): PreparedRule {
  const { path } = rule;
  const script = openLua(rule, options);
  const settings = mergeSettings(
    readSettings(script.declared, () => ({ file: path })),
    rule.settings,
  );
  const head = headOf(rule, settings);
  return {
    head,
    settings,
    run(context) {
      try {
        // What is no plain data is refused where it crosses.
        return script.call(context as PlainData);
      } catch (error) {
        throw toRuleError(error, head, path);
      }
    },
    runMany(contexts) {
      const { values, problems } = runBatch(contexts);
      if (problems.size === 0) return values;
      return values.map((value, row) => {
        const problem = problems.get(row);
        return problem === undefined ? value : toRuleError(problem, head, path);
      });
    },
  };

  function runBatch(contexts: readonly unknown[]) {
    try {
      return script.callMany(contexts as readonly PlainData[]);
    } catch (error) {
      throw toRuleError(error, head, path);
    }
  }
}

function openLua(rule: LuaRule, options: ScriptOptions): Script {
  const { findModule } = rule;
  return openScript(toScript(rule), findModule === undefined ? options : { ...options, findModule });
}

/** The script that a Lua rule is, with what is said of it from outside. */
export function toScript({ id, path, source, settings }: LuaRule): ScriptSource {
  const { entry, thresholds } = settings ?? {};
  return {
    name: id,
    path,
    source,
    ...(entry === undefined ? {} : { entry }),
    ...(thresholds === undefined ? {} : { globals: toGlobals({ thresholds }) }),
  };
}

/** What went wrong in a call as an error that names the rule; what nobody expects as it is. */
function toRuleError(error: unknown, rule: RuleHead, path: string): unknown {
  if (error instanceof ContextError) {
    return new RuleError(`the context cannot be passed: ${error.message}`, {
      cause: 'bad-context',
      rule,
      field: error.path,
    });
  }
  if (error instanceof ResultError)
    return new RuleError(`its result cannot be read: ${error.message}`, { cause: 'bad-result', rule });
  if (error instanceof RuleVmFault) return new RuleError(error.message, { cause: 'limit', rule });
  if (!(error instanceof RuleRaise)) return error;
  const { at, message } = readLuaMessage(error.message, path);
  const where = at.line === undefined ? '' : `${at.file}:${at.line}: `;
  return new RuleError(`${where}${message}`, { cause: isOutOfMemory(message) ? 'limit' : 'raised', rule, at });
}

function isOutOfMemory(message: string): boolean {
  return message.includes('not enough memory');
}

function prepareNative(stored: LoadedNativeRule): PreparedRule {
  const { rule, path } = stored;
  const { run: decide, ...own } = rule;
  const settings = mergeSettings(own, stored.settings);
  const head = headOf(stored, settings);
  const thresholds = settings.thresholds ?? {};
  const run = (context: unknown): unknown => {
    try {
      // A native rule says itself what it takes; its input schema, where it has one, has been asked.
      return decide.call(rule, context as never, thresholds);
    } catch (error) {
      const { line } = readThrown(error, path, 'the rule');
      const at = { file: path, ...(line === undefined ? {} : { line }) };
      const why = error instanceof Error ? error.message : String(error);
      throw new RuleError(`${showAddress(at)}: ${why}`, { cause: 'raised', rule: head, at });
    }
  };
  return {
    head,
    settings,
    run,
    runMany: (contexts) =>
      contexts.map((context) => {
        try {
          return run(context);
        } catch (error) {
          return error;
        }
      }),
  };
}
