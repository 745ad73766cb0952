import { RuleError, type RuleHead } from '../model/rule.js';
import type { ContextError } from '../script/script-errors.js';

/** The error for a context that is not plain data. */
export function refuseContext({ message, path }: ContextError, rule: RuleHead): RuleError {
  return new RuleError(`the context cannot be passed: ${message}`, { cause: 'bad-context', rule, field: path });
}

/** The error for a result that is none. */
export function refuseResult({ message }: Error, rule: RuleHead): RuleError {
  return new RuleError(`its result cannot be read: ${message}`, { cause: 'bad-result', rule });
}
