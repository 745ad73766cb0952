import { describeShape, fieldNames } from '../../model/binding.js';
import { createValueMap, isValueMap, type Value } from '../../model/value.js';
import { type FieldPath, Fields, nameOf, type Refuse } from '../fields.js';
import { parseReply } from '../llm/parse-reply.js';
import type { CannedEntry, CannedMatch, CannedReply, CannedStep } from './canned.js';

/** What a task must be like. */
const CANNED_MATCH = describeShape('CannedMatch', 'What a task must be like; what is left out matches anything.', [
  ['contains?', 'string | string[]', 'Each is part of the task’s description.'],
  ['task?', 'table<string, any>', 'Fields that it must have; tables in it may have more.'],
]);

/** Something that a canned agent does. */
const CANNED_STEP = describeShape(
  'CannedStep',
  'Something that the agent does: a call, as a program would ask for it.',
  [
    ['call', 'string', 'workspace.write_file, llm.call, tool.call, …: see `moonrig help agents`.'],
    ['args?', 'any[]', 'What it is called with.'],
    ['reply?', 'string | LlmAnswer', 'Of llm.call: what the model is said to have answered; no mock is asked.'],
    ['result?', 'string', 'Of tool.call: what the tool is said to have given; it is not run.'],
    ['error?', 'string', 'The same, where the tool failed.'],
  ],
);

/** What a canned agent answers. */
const CANNED_REPLY = describeShape('CannedReply', 'What the agent does with a task, and what it answers.', [
  ['text?', 'string', 'Its answer.'],
  ['success?', 'boolean', 'Whether the task was done; true unless error says otherwise.'],
  ['error?', 'string', 'Why it was not.'],
  ['raises?', 'string', 'An error that agent:execute raises in place of a result.'],
  ['data?', 'any', 'Handed on as result.data.'],
  ['latency_ms?', 'number', 'Virtual milliseconds that it takes.'],
  ['model?', 'string', 'The model or level that is said to have given the text: one llm.call in the journal.'],
  ['tokens?', 'LlmTokenCounts', 'What that call took.'],
  ['cost_cents?', 'number', 'What that call cost; left out, the prices of the config tell.'],
  ['steps?', 'CannedStep[]', 'What it does, in order, in place of that one call.'],
]);

/** One entry of a file in `mocks/agents`. */
const CANNED_ENTRY = describeShape('CannedEntry', 'Answers to the tasks that match. It needs reply or replies.', [
  ['match?', 'CannedMatch', 'The tasks that it answers; all of them where left out.'],
  ['reply?', 'string | CannedReply', 'What it answers, every time.'],
  ['replies?', '(string | CannedReply)[]', 'One a task, in order.'],
]);

/** All of these, as help shows them. */
export const CANNED_SHAPES = [CANNED_ENTRY, CANNED_MATCH, CANNED_REPLY, CANNED_STEP];

/** Where entries come from. */
interface CannedPlace {
  readonly file: string;
  readonly refuse: Refuse;
  readonly lineOf: (path: FieldPath) => number;
}

/** The entries of one file. `refuse` throws with the address of a path. */
export function parseCanned({ items, ...place }: CannedPlace & { readonly items: readonly Value[] }): CannedEntry[] {
  const { file, refuse, lineOf } = place;
  return items.map((item, i) => {
    const fields = new Fields(item, [i], refuse);
    fields.only(fieldNames(CANNED_ENTRY));
    const single = fields.get('reply');
    const several = fields.list('replies') ?? [];
    if (single === undefined && several.length === 0) refuse([i], 'an entry needs reply, or replies with at least one');
    if (single !== undefined && several.length > 0)
      refuse([i, 'replies'], 'reply says it already; one of the two is expected');
    return {
      match: parseMatch(fields.get('match') ?? createValueMap(), [i, 'match'], refuse),
      replies:
        single === undefined
          ? several.map((reply, j) => parseCannedReply(reply, [i, 'replies', j], place))
          : [parseCannedReply(single, [i, 'reply'], place)],
      file,
      line: lineOf([i]),
    };
  });
}

function parseMatch(value: Value, path: FieldPath, refuse: Refuse): CannedMatch {
  const fields = new Fields(value, path, refuse);
  fields.only(fieldNames(CANNED_MATCH));
  const task = fields.get('task') ?? createValueMap();
  if (!isValueMap(task)) return fields.refuse('task', `named fields are expected, got ${nameOf(task)}`);
  return { contains: fields.texts('contains') ?? [], task };
}

function parseCannedReply(value: Value, path: FieldPath, place: CannedPlace): CannedReply {
  if (typeof value === 'string') return { steps: [], text: value, success: true, latencyMs: 0 };
  const { refuse } = place;
  const fields = new Fields(value, path, refuse);
  fields.only(fieldNames(CANNED_REPLY));
  const [text, error, raises] = [fields.text('text'), fields.text('error'), fields.text('raises')];
  if (text === undefined && error === undefined && raises === undefined)
    refuse(path, 'a reply needs text, error or raises');
  const success = fields.get('success') ?? error === undefined;
  if (typeof success !== 'boolean') return fields.refuse('success', `a boolean is expected, got ${nameOf(success)}`);
  const steps = fields.list('steps');
  const told = ['model', 'tokens', 'cost_cents'].find((key) => fields.get(key) !== undefined);
  if (steps !== undefined && told !== undefined)
    fields.refuse(told, 'steps tell of each call already; it goes into one of them');
  const own = told === undefined ? [] : [onlyCall(fields, path, place)];
  return {
    steps: steps?.map((step, i) => parseStep(step, [...path, 'steps', i], place)) ?? own,
    text: text ?? '',
    success,
    ...(error !== undefined && { error }),
    data: fields.get('data'),
    latencyMs: fields.count('latency_ms') ?? 0,
    ...(raises !== undefined && { raises }),
  };
}

/** The call that a reply without steps is said to have made. Without a model nothing has a price. */
function onlyCall(fields: Fields, path: FieldPath, { refuse, lineOf }: CannedPlace): CannedStep {
  const model = fields.text('model');
  const answer = createValueMap([
    ['text', fields.text('text') ?? ''],
    ['tokens', fields.get('tokens')],
    ['cost_cents', fields.get('cost_cents') ?? (model === undefined ? 0 : undefined)],
  ]);
  return { call: 'llm.call', args: [model ?? 'canned'], reply: parseReply(answer, path, refuse), line: lineOf(path) };
}

function parseStep(value: Value, path: FieldPath, { refuse, lineOf }: CannedPlace): CannedStep {
  const fields = new Fields(value, path, refuse);
  fields.only(fieldNames(CANNED_STEP));
  const call = fields.text('call') ?? refuse(path, 'a step needs call');
  const [reply, result, error] = [fields.get('reply'), fields.text('result'), fields.text('error')];
  if (reply !== undefined && call !== 'llm.call') fields.refuse('reply', 'only llm.call has a reply');
  if (call !== 'tool.call') {
    if (result !== undefined) fields.refuse('result', 'only tool.call has a result');
    if (error !== undefined) fields.refuse('error', 'only tool.call has an error');
  }
  if (result !== undefined && error !== undefined)
    fields.refuse('error', 'result says it already; one of the two is expected');
  return {
    call,
    args: fields.list('args') ?? [],
    line: lineOf(path),
    ...(reply !== undefined && { reply: parseReply(reply, [...path, 'reply'], refuse) }),
    ...((result ?? error) !== undefined && { result: { text: result ?? error ?? '', isError: error !== undefined } }),
  };
}
