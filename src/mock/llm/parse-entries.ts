import { fieldNames } from '../../model/binding.js';
import { didYouMean } from '../../model/suggest.js';
import type { Value } from '../../model/value.js';
import { type FieldPath, Fields, type Refuse } from '../fields.js';
import type { LlmMock, MockAnswers } from './mock.js';
import type { MockParts } from './mocks.js';
import { parseChances } from './parse-fault.js';
import { parseMatch } from './parse-match.js';
import { parseReply } from './parse-reply.js';
import { LLM_MOCK_ENTRY } from './shapes.js';

/** A file of `mocks/llm` as data. */
export interface EntrySource {
  readonly items: readonly Value[];
  readonly file: string;
  readonly refuse: Refuse;
  /** The line of what is at a path. */
  readonly lineOf: (path: FieldPath) => number;
}

/** The base mocks of a file. Their ids will be `firstId` and the numbers that follow. */
export function parseEntries({ items, file, refuse, lineOf }: EntrySource, firstId: number): MockParts[] {
  const entries = items.map((item, i) => {
    const fields = new Fields(item, [i], refuse);
    fields.only(fieldNames(LLM_MOCK_ENTRY));
    return fields;
  });
  const names = entries.map((fields) => fields.text('name'));
  return entries.map((fields, i) => {
    const name = readName(fields, names, i);
    const answers = parseAnswers(fields, [i], refuse);
    const bounds = parseBounds(fields, answers);
    const sometimes = fields.get('sometimes');
    return {
      ...(name !== undefined && { name }),
      match: parseMatch(fields.get('match') ?? {}, [i, 'match'], refuse),
      origin: 'base',
      at: { file, line: lineOf([i]) },
      answers,
      ...(bounds !== undefined && { bounds }),
      isOptional: false,
      after: parseAfter(fields, names, i).map((index) => firstId + index),
      chances: sometimes === undefined ? [] : parseChances(sometimes, [i, 'sometimes'], refuse),
    };
  });
}

function readName(fields: Fields, names: readonly (string | undefined)[], index: number): string | undefined {
  const name = names[index];
  if (name !== undefined && names.indexOf(name) !== index)
    fields.refuse('name', `${name} is another mock’s name already`);
  return name;
}

function parseAnswers(fields: Fields, path: FieldPath, refuse: Refuse): MockAnswers {
  const single = fields.get('reply');
  const several = fields.list('replies') ?? [];
  if (single !== undefined && several.length > 0)
    fields.refuse('replies', 'reply says what is answered; one of the two is expected');
  if (single !== undefined) {
    return { kind: 'replies', replies: [parseReply(single, [...path, 'reply'], refuse)], isSequence: false };
  }
  if (several.length === 0) refuse(path, 'a mock needs reply, or replies with at least one');
  const replies = several.map((reply, j) => parseReply(reply, [...path, 'replies', j], refuse));
  return { kind: 'replies', replies, isSequence: true };
}

function parseBounds(fields: Fields, answers: MockAnswers): LlmMock['bounds'] {
  const times = fields.whole('times');
  const least = fields.whole('at_least');
  if (times !== undefined && least !== undefined) fields.refuse('at_least', 'times says how often already');
  const bounds = times !== undefined ? { least: times, most: times } : createLeast(least);
  const problem = bounds && findBoundsProblem(answers, bounds);
  if (problem !== undefined) fields.refuse(times === undefined ? 'at_least' : 'times', problem);
  return bounds;
}

function createLeast(least: number | undefined): LlmMock['bounds'] {
  return least === undefined ? undefined : { least, most: Number.POSITIVE_INFINITY };
}

/** Why a mock cannot keep to bounds: a sequence has only so many answers. */
export function findBoundsProblem(answers: MockAnswers, bounds: NonNullable<LlmMock['bounds']>): string | undefined {
  if (answers.kind !== 'replies' || !answers.isSequence) return undefined;
  const count = answers.replies.length;
  if (bounds.least > count) return `a sequence of ${count} cannot answer ${bounds.least} calls`;
  return bounds.most < count ? `a sequence of ${count} has more answers than ${bounds.most}` : undefined;
}

function parseAfter(fields: Fields, names: readonly (string | undefined)[], own: number): number[] {
  return (fields.texts('after') ?? []).map((name) => {
    const index = names.indexOf(name);
    const known = names.filter((each) => each !== undefined);
    if (index === -1) fields.refuse('after', `no mock of this file is called ${name}${didYouMean(name, known)}`);
    if (index === own) fields.refuse('after', 'a mock cannot come after itself');
    return index;
  });
}
