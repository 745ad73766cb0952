import { RuleError, type RuleHead } from '../model/rule.js';
import { openScript, readLuaMessage, type Script, type ScriptOptions } from '../script/open-script.js';
import {
  ContextError,
  type PlainData,
  ResultError,
  RuleRaise,
  RuleVmFault,
  toGlobals,
} from '../script/script-errors.js';
import type { ScriptSource } from '../script/script-source.js';
import { holdSchemas } from './hold-schemas.js';
import { prepareNative } from './prepare-native.js';
import type { PreparedRule } from './prepared-rule.js';
import { refuseContext, refuseResult } from './refusals.js';
import { headOf, mergeSettings, readSettings } from './rule-settings.js';
import type { LuaRule, StoredRule } from './rule-store.js';

/** Makes a rule ready. Throws a KnownError where it does not load, or says of itself what no rule may. */
export function prepareRule(rule: StoredRule, options: ScriptOptions): PreparedRule {
  return holdSchemas(rule.kind === 'lua' ? prepareLua(rule, options) : prepareNative(rule), rule.path);
}

/** Makes a Lua rule ready, without its schemas. Throws a KnownError where it does not load. */
export function prepareLua(rule: LuaRule, options: ScriptOptions): PreparedRule {
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
    takeCounts: () => script.takeCounts(),
    run(context) {
      try {
        // What is no plain data is refused where it crosses.
        return script.call(context as PlainData);
      } catch (error) {
        throw toRuleError(error, head, path);
      }
    },
    explain(context) {
      try {
        return script.explain(context as PlainData);
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
  if (error instanceof ContextError) return refuseContext(error, rule);
  if (error instanceof ResultError) return refuseResult(error, rule);
  if (error instanceof RuleVmFault) return new RuleError(error.message, { cause: 'limit', rule });
  if (!(error instanceof RuleRaise)) return error;
  const { at, message } = readLuaMessage(error.message, path);
  const where = at.line === undefined ? '' : `${at.file}:${at.line}: `;
  return new RuleError(`${where}${message}`, { cause: isLimit(message) ? 'limit' : 'raised', rule, at });
}

function isLimit(message: string): boolean {
  return message.includes('not enough memory') || /^used up its budget of \d+ steps$/.test(message);
}
