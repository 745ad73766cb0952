import { type Decision, RuleError, type RuleHead } from '../model/rule.js';
import { didYouMean } from '../model/suggest.js';

/** What rules may decide unless an engine is told otherwise. */
export const DEFAULT_DECISIONS: readonly string[] = ['autonomous', 'collaborative', 'escalated'];

/** A reason is there to be read, and to be kept with each decision. */
const MAX_REASONING = 1024 * 1024;

/** Takes what a rule gave for a decision. Throws a RuleError that names the field which is not as it must be. */
export function classify(result: unknown, rule: RuleHead, decisions: readonly string[] = DEFAULT_DECISIONS): Decision {
  const refuse = (why: string, field?: string): never => {
    throw new RuleError(why, { cause: 'bad-result', rule, ...(field === undefined ? {} : { field }) });
  };
  if (!isTable(result))
    return refuse(`gave ${showKind(result)}; a table with decision, confidence and reasoning is expected`);
  const { decision, confidence, reasoning } = result;
  if (typeof decision !== 'string')
    return refuse(`decision: ${showKind(decision)}; one of ${decisions.join(', ')} is expected`, 'decision');
  if (!decisions.includes(decision)) {
    const hint = didYouMean(decision, decisions);
    return refuse(`decision: ${JSON.stringify(decision)} is none of ${decisions.join(', ')}${hint}`, 'decision');
  }
  if (typeof confidence !== 'number')
    return refuse(`confidence: ${showKind(confidence)}; a number from 0 to 1 is expected`, 'confidence');
  if (!(confidence >= 0 && confidence <= 1))
    return refuse(`confidence: ${confidence} is not from 0 to 1`, 'confidence');
  if (typeof reasoning !== 'string')
    return refuse(`reasoning: ${showKind(reasoning)}; a text is expected`, 'reasoning');
  if (reasoning.length > MAX_REASONING) {
    const size = (reasoning.length / 1024 / 1024).toFixed(1);
    return refuse(`reasoning: ${size} Mi characters; at most 1 Mi is taken`, 'reasoning');
  }
  return { decision, confidence, reasoning, result, rule };
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}

function showKind(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'json.null';
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Uint8Array) return 'bytes that are no text';
  if (typeof value === 'string') return `the text ${JSON.stringify(value.slice(0, 40))}`;
  if (typeof value === 'object') return 'a table';
  return typeof value === 'function' ? 'a function' : `the ${typeof value} ${String(value)}`;
}
