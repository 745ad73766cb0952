import { showAddress } from '../model/address.js';
import { RuleError } from '../model/rule.js';
import { readThrown } from '../script/read-thrown.js';
import { ContextError, copyPlain } from '../script/script-errors.js';
import { observe } from './observe.js';
import type { PreparedRule } from './prepared-rule.js';
import { refuseContext, refuseResult } from './refusals.js';
import { headOf, mergeSettings } from './rule-settings.js';
import type { LoadedNativeRule } from './rule-store.js';

/** Makes a native rule ready. */
export function prepareNative(stored: LoadedNativeRule): PreparedRule {
  const { rule, path } = stored;
  const { run: decide, ...own } = rule;
  const settings = mergeSettings(own, stored.settings);
  const head = headOf(stored, settings);
  const thresholds = settings.thresholds ?? {};
  const decideNow = (context: unknown): unknown => {
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
  // As in Lua: plain data goes in and comes out, and what is given cannot be changed.
  const run = (context: unknown): unknown => {
    const given = copyOrRefuse(context, (error) => refuseContext(error, head));
    return copyOrRefuse(decideNow(given), (error) => refuseResult(error, head));
  };
  return {
    head,
    settings,
    run,
    explain(context) {
      const given = observe(copyOrRefuse(context, (error) => refuseContext(error, head)));
      const result = decideNow(given.data);
      const reads = given.reads();
      return { result: copyOrRefuse(result, (error) => refuseResult(error, head)), explanation: { lines: [], reads } };
    },
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

/** What a function makes of data; where that is not plain it throws a RuleError. */
function copyOrRefuse(data: unknown, refuse: (error: ContextError) => RuleError): unknown {
  try {
    return isFlat(data) ? { ...data } : copyPlain(data);
  } catch (error) {
    throw error instanceof ContextError ? refuse(error) : error;
  }
}

/** Whether a plain object holds nothing but texts, numbers and booleans: most contexts do. */
function isFlat(context: unknown): context is object {
  if (typeof context !== 'object' || context === null || Object.getPrototypeOf(context) !== Object.prototype)
    return false;
  for (const value of Object.values(context)) {
    if (typeof value !== 'number' && typeof value !== 'string' && typeof value !== 'boolean') return false;
  }
  return true;
}
