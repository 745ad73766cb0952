import { RuleError } from '../model/rule.js';

/** What a function gives, or the RuleError that it throws. */
export function attempt<T>(run: () => T): T | RuleError {
  try {
    return run();
  } catch (error) {
    if (error instanceof RuleError) return error;
    throw error;
  }
}
