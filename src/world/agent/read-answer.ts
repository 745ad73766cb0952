import type { AgentAnswer } from '../../model/agent.js';
import { didYouMean } from '../../model/suggest.js';
import type { Value } from '../../model/value.js';
import { toValue } from './plain-data.js';

const TYPES = { text: 'string', success: 'boolean', error: 'string', data: undefined } as const;

/** What an agent has answered, as the world takes it. */
export interface AnswerRead {
  readonly text: string;
  readonly success: boolean;
  readonly error: string | undefined;
  readonly data: Value;
}

/** How an agent's code ended. */
export type AgentEnd =
  | { readonly kind: 'answered'; readonly answer: AnswerRead }
  | { readonly kind: 'failed'; readonly message: string; readonly failure?: number | undefined }
  /** A mistake of moonrig's own. */
  | { readonly kind: 'bug'; readonly error: unknown };

/** What an agent has answered, checked. Throws a TypeError that says what is wrong with it. */
export function readAnswer(given: unknown): AnswerRead {
  if (typeof given === 'string') return { text: given, success: true, error: undefined, data: undefined };
  if (typeof given !== 'object' || given === null || !('text' in given)) {
    throw new TypeError(
      `it answered with ${showWrong(given)}; a text is expected, or { text, success?, error?, data? }`,
    );
  }
  for (const [field, value] of Object.entries(given)) checkField(field, value);
  // Each field has just been held to its type.
  const { text, success = true, error, data } = given as AgentAnswer;
  return { text, success, error, data: toValue('data', data) };
}

function checkField(field: string, value: unknown): void {
  if (!isKnown(field)) {
    const hint = didYouMean(field, Object.keys(TYPES));
    throw new TypeError(`its answer has an unknown field ${field}${hint}; whatever else it has to say goes into data`);
  }
  const type = TYPES[field];
  if (type === undefined || typeof value === type || (value === undefined && field !== 'text')) return;
  throw new TypeError(
    `its answer: ${field}: a ${type} is expected, got ${value === null ? 'null' : `a ${typeof value}`}`,
  );
}

function isKnown(field: string): field is keyof typeof TYPES {
  return Object.hasOwn(TYPES, field);
}

function showWrong(given: unknown): string {
  if (given === undefined || given === null) return 'nothing';
  return typeof given === 'object' ? 'an object without text' : `a ${typeof given}`;
}
