import { fieldNames } from '../../model/binding.js';
import { didYouMean } from '../../model/suggest.js';
import { createValueMap, isValueMap, type Value } from '../../model/value.js';
import { type FieldPath, Fields, nameOf, type Refuse } from '../fields.js';
import type { TokenCounts } from '../llm-request.js';
import { dropUndefined } from './drop-undefined.js';
import { toJsonText } from './json-text.js';
import { parseFault } from './parse-fault.js';
import { FINISH_REASONS, type FinishReason, type MockChoice, type MockReply, type MockToolCall } from './reply.js';
import { LLM_ANSWER, LLM_CHOICE, LLM_TOKENS } from './shapes.js';

const REPLY_FIELDS = fieldNames(LLM_ANSWER);
const CHOICE_FIELDS = fieldNames(LLM_CHOICE);
const TOKEN_FIELDS = fieldNames(LLM_TOKENS);

/** A reply as written: a text alone, or its fields. */
export function parseReply(value: Value, path: FieldPath, refuse: Refuse): MockReply {
  if (typeof value === 'string') return { choices: [createChoice(value)], latencyMs: 0, isMistaken: false };
  const fields = new Fields(value, path, refuse);
  fields.only(REPLY_FIELDS);
  const error = fields.text('error');
  const fault = fields.get('fault');
  const chunks = fields.texts('chunks');
  const choices = parseChoices(fields, {
    path,
    refuse,
    chunks,
    mayBeEmpty: error !== undefined || fault !== undefined,
  });
  return dropUndefined({
    choices,
    tokens: parseTokens(fields.get('tokens'), [...path, 'tokens'], refuse),
    latencyMs: fields.count('latency_ms') ?? 0,
    costCents: fields.count('cost_cents'),
    chunks,
    chunkMs: fields.count('chunk_ms'),
    error,
    fault: fault === undefined ? undefined : parseFault(fault, [...path, 'fault'], refuse),
    isMistaken: fields.flag('mistaken') ?? false,
  });
}

function createChoice(text: string): MockChoice {
  return { text, toolCalls: [] };
}

interface ChoiceParts {
  readonly path: FieldPath;
  readonly refuse: Refuse;
  readonly chunks: readonly string[] | undefined;
  readonly mayBeEmpty: boolean;
}

/** `choices`, or the one that the reply's own fields make. */
function parseChoices(fields: Fields, parts: ChoiceParts): MockChoice[] {
  const { path, refuse, chunks } = parts;
  const several = fields.list('choices');
  if (several === undefined) return [parseChoice(fields, parts)];
  const own = [...CHOICE_FIELDS, 'chunks'].find((key) => fields.get(key) !== undefined);
  if (own !== undefined) fields.refuse(own, 'choices say what the model says; one of the two is expected');
  if (several.length === 0) fields.refuse('choices', 'at least one is expected');
  return several.map((item, i) => {
    if (typeof item === 'string') return createChoice(item);
    const itemPath = [...path, 'choices', i];
    const itemFields = new Fields(item, itemPath, refuse);
    itemFields.only(CHOICE_FIELDS);
    return parseChoice(itemFields, { path: itemPath, refuse, chunks, mayBeEmpty: false });
  });
}

function parseChoice(fields: Fields, { path, refuse, chunks, mayBeEmpty }: ChoiceParts): MockChoice {
  const toolCalls = (fields.list('tool_calls') ?? []).map((call, i) =>
    parseToolCall(call, [...path, 'tool_calls', i], refuse),
  );
  const text = parseText(fields) ?? chunks?.join('');
  if (chunks !== undefined && text !== chunks.join('')) fields.refuse('chunks', 'put together they are not the text');
  const isEmpty = text === undefined && toolCalls.length === 0 && fields.get('finish_reason') === undefined;
  if (isEmpty && !mayBeEmpty) {
    refuse(path, 'a reply needs text, json, tool_calls, choices, chunks, error or fault');
  }
  return dropUndefined({ text: text ?? '', toolCalls, finishReason: parseFinishReason(fields) });
}

function parseText(fields: Fields): string | undefined {
  const json = fields.raw('json');
  const text = fields.text('text');
  if (json === undefined) return text;
  if (text !== undefined) fields.refuse('json', 'text says what the model says; one of the two is expected');
  return toJsonText(json) ?? fields.refuse('json', 'JSON has no form of this value');
}

function parseFinishReason(fields: Fields): FinishReason | undefined {
  const given = fields.text('finish_reason');
  if (given === undefined) return undefined;
  const reason = FINISH_REASONS.find((known) => known === given);
  const hint = didYouMean(given, FINISH_REASONS);
  return (
    reason ?? fields.refuse('finish_reason', `unknown reason ${given}${hint} (known: ${FINISH_REASONS.join(', ')})`)
  );
}

/** A tool's call as it is written here, or as OpenAI or Anthropic write it; arguments may be JSON text. */
function parseToolCall(value: Value, path: FieldPath, refuse: Refuse): MockToolCall {
  if (!isValueMap(value)) return refuse(path, `named fields are expected, got ${nameOf(value)}`);
  const inner = isValueMap(value.function) ? value.function : value;
  const name = inner.name ?? inner.tool;
  if (typeof name !== 'string') return refuse(path, 'a name is expected, as text');
  const { id } = value;
  if (id !== undefined && typeof id !== 'string') refuse([...path, 'id'], `a text is expected, got ${nameOf(id)}`);
  const given = inner.arguments ?? inner.args ?? inner.input ?? createValueMap();
  const read = typeof given === 'string' ? readArguments(given) : given;
  return { name, arguments: read, ...(id !== undefined && { id }) };
}

/** What a text says as JSON, else the text itself. */
function readArguments(text: string): Value {
  try {
    // What JSON holds is a Value.
    return JSON.parse(text) as Value;
  } catch {
    return text;
  }
}

function parseTokens(value: Value, path: FieldPath, refuse: Refuse): Partial<TokenCounts> | undefined {
  if (value === undefined) return undefined;
  const fields = new Fields(value, path, refuse);
  fields.only(TOKEN_FIELDS);
  return dropUndefined({
    input: fields.whole('input'),
    output: fields.whole('output'),
    cached: fields.whole('cached'),
  });
}
