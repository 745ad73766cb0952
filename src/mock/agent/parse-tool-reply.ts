import { describeShape, fieldNames } from '../../model/binding.js';
import { didYouMean } from '../../model/suggest.js';
import type { Value } from '../../model/value.js';
import { type FieldPath, Fields, type Refuse } from '../fields.js';
import { TOOL_FAULTS, type ToolFault, type ToolReply } from './tool-mock.js';

/** What goes wrong with a tool. */
export const TOOL_FAULT = describeShape('ToolFault', 'What goes wrong with a tool. A kind alone says the same.', [
  ['kind', TOOL_FAULTS.map((kind) => `"${kind}"`).join(' | '), 'What goes wrong.'],
  ['after_ms?', 'number', 'Of timeout: virtual milliseconds; 30000 where left out.'],
]);

/** What a mock of a tool answers. */
export const TOOL_ANSWER = describeShape(
  'ToolAnswer',
  'A scripted answer of a tool. It needs text, json, error or fault.',
  [
    ['text?', 'string', 'What the tool gives, as the model is told it.'],
    ['json?', 'any', 'The same as a value, which is told as JSON.'],
    ['latency_ms?', 'number', 'Virtual milliseconds that it takes.'],
    ['error?', 'string', 'What it says in place of an answer; the model is told.'],
    ['fault?', 'string | ToolFault', 'What goes wrong in place of the answer, or with it.'],
  ],
);

const FIELDS = fieldNames(TOOL_ANSWER);

/** How values are told to a model: a text as it is, all else as JSON. */
export type ToText = (value: Value) => string;

/** A reply as written: a text alone, or its fields. */
export function parseToolReply(value: Value, place: { path: FieldPath; refuse: Refuse; toText: ToText }): ToolReply {
  const { path, refuse, toText } = place;
  if (typeof value === 'string') return { text: value, latencyMs: 0 };
  const fields = new Fields(value, path, refuse);
  fields.only(FIELDS);
  const text = fields.text('text');
  const json = fields.get('json');
  const error = fields.text('error');
  const given = fields.get('fault');
  if (text !== undefined && json !== undefined)
    fields.refuse('json', 'text says it already; one of the two is expected');
  if (text === undefined && json === undefined && error === undefined && given === undefined) {
    refuse(path, 'an answer of a tool needs text, json, error or fault');
  }
  const fault = given === undefined ? undefined : parseFault(given, [...path, 'fault'], refuse);
  return {
    text: text ?? (json === undefined ? '' : toText(json)),
    latencyMs: fields.count('latency_ms') ?? 0,
    ...(error !== undefined && { error }),
    ...(fault !== undefined && { fault }),
  };
}

function parseFault(value: Value, path: FieldPath, refuse: Refuse): ToolFault {
  if (typeof value === 'string') return { kind: readKind(value, (why) => refuse(path, why)) };
  const fields = new Fields(value, path, refuse);
  fields.only(fieldNames(TOOL_FAULT));
  const kind = readKind(fields.text('kind') ?? '', (why) => fields.refuse('kind', why));
  const afterMs = fields.count('after_ms');
  if (afterMs !== undefined && kind !== 'timeout') fields.refuse('after_ms', `the fault ${kind} has no such field`);
  return { kind, ...(afterMs !== undefined && { afterMs }) };
}

function readKind(given: string, refuse: (why: string) => never): ToolFault['kind'] {
  const what = given === '' ? 'a kind is expected' : `unknown kind ${given}${didYouMean(given, TOOL_FAULTS)}`;
  return TOOL_FAULTS.find((kind) => kind === given) ?? refuse(`${what} (known: ${TOOL_FAULTS.join(', ')})`);
}
