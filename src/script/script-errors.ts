/** What calls of scripts take, give and throw. */
export { ContextError, copyPlain, toGlobals, toPlain, toValue } from '../vm/direct/convert.js';
export type { PlainData } from '../vm/direct/plain-data.js';
export { ResultError, RuleRaise, RuleVmFault } from '../vm/direct/rule-error.js';
