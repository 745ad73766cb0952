import { fieldNames } from '../model/binding.js';
import type { Value } from '../model/value.js';
import { type FieldPath, Fields, type Refuse } from './fields.js';
import type { LlmMatch, LlmReply } from './llm-match.js';
import type { TokenCounts } from './llm-request.js';
import { LLM_ANSWER, LLM_MATCH, LLM_TOKENS } from './mock-shapes.js';

const MATCH_FIELDS = fieldNames(LLM_MATCH);
const REPLY_FIELDS = fieldNames(LLM_ANSWER);
const TOKEN_FIELDS = fieldNames(LLM_TOKENS);

/** What a request must be like, as written in `llm.on{…}` or a mock file. */
export function parseMatch(value: Value, path: FieldPath, refuse: Refuse): LlmMatch {
  const fields = new Fields(value, path, refuse);
  fields.only(MATCH_FIELDS);
  return dropUndefined({
    model: fields.text('model'),
    agent: fields.text('agent'),
    contains: fields.texts('contains'),
    system: fields.text('system'),
    last: fields.text('last'),
  });
}

/** A reply as written: a text alone, or its fields. */
export function parseReply(value: Value, path: FieldPath, refuse: Refuse): LlmReply {
  if (typeof value === 'string') return { text: value, latencyMs: 0, toolCalls: [] };
  const fields = new Fields(value, path, refuse);
  fields.only(REPLY_FIELDS);
  const toolCalls = fields.list('tool_calls') ?? [];
  const error = fields.text('error');
  const text = fields.text('text');
  if (text === undefined && error === undefined && toolCalls.length === 0) {
    refuse(path, 'a reply needs text, tool_calls or error');
  }
  return dropUndefined({
    text: text ?? '',
    tokens: parseTokens(fields.get('tokens'), [...path, 'tokens'], refuse),
    latencyMs: fields.count('latency_ms') ?? 0,
    costCents: fields.count('cost_cents'),
    error,
    toolCalls,
  });
}

function parseTokens(value: Value, path: FieldPath, refuse: Refuse): Partial<TokenCounts> | undefined {
  if (value === undefined) return undefined;
  const fields = new Fields(value, path, refuse);
  fields.only(TOKEN_FIELDS);
  return dropUndefined({
    input: fields.count('input'),
    output: fields.count('output'),
    cached: fields.count('cached'),
  });
}

type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** The same without the fields that are undefined. */
function dropUndefined<T extends object>(value: T): Defined<T> {
  // Object.fromEntries forgets the keys' names; the entries are those of `value`.
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Defined<T>;
}
