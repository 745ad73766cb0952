import { RuleError, type RuleHead } from '../model/rule.js';
import { openScript, readLuaMessage, type ScriptOptions } from '../script/open-script.js';
import { ContextError, type PlainData, ResultError, RuleRaise, RuleVmFault } from '../script/script-errors.js';
import type { LoadedNativeRule, LuaRule, StoredRule } from './rule-store.js';

/** A rule of one version, ready to be called. */
export interface PreparedRule {
  readonly head: RuleHead;
  /** Calls it. Throws a RuleError. */
  run(context: unknown): unknown;
  /** Calls it with each context in turn: what it gives, or the RuleError. */
  runMany(contexts: readonly unknown[]): readonly unknown[];
}

/** Makes a rule ready. Throws a KnownError where it does not load. */
export function prepareRule(rule: StoredRule, options: ScriptOptions): PreparedRule {
  return rule.kind === 'lua' ? prepareLua(rule, options) : prepareNative(rule);
}

function headOf({ id, kind, version }: StoredRule): RuleHead {
  return { id, kind, version };
}

function prepareLua(rule: LuaRule, options: ScriptOptions): PreparedRule {
  const head = headOf(rule);
  const { path, source, entry } = rule;
  const script = openScript({ name: rule.id, path, source, ...(entry === undefined ? {} : { entry }) }, options);
  return {
    head,
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

function prepareNative(rule: LoadedNativeRule): PreparedRule {
  const head = headOf(rule);
  const run = (context: unknown): unknown => {
    try {
      // A native rule says itself what it takes; its input schema, where it has one, has been asked.
      return rule.run(context as never);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new RuleError(`${rule.path}: ${why}`, { cause: 'raised', rule: head, at: { file: rule.path } });
    }
  };
  return {
    head,
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
