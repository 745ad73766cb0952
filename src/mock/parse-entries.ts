import { didYouMean } from '../model/suggest.js';
import type { Value } from '../model/value.js';
import { type FieldPath, Fields, type Refuse } from './fields.js';
import {
  type Bounds,
  type Chance,
  findBoundsProblem,
  type MockAnswers,
  type MockKind,
  type MockParts,
} from './mock.js';

/** A file of mocks as data. */
export interface EntrySource {
  readonly items: readonly Value[];
  readonly file: string;
  readonly refuse: Refuse;
  /** The line of what is at a path. */
  readonly lineOf: (path: FieldPath) => number;
}

type Parse<Part> = (value: Value, path: FieldPath, refuse: Refuse) => Part;

/** How the mocks of one kind are written. */
export interface EntryParsers<Kind extends MockKind> {
  /** The fields that an entry may have. */
  readonly fields: readonly string[];
  readonly match: Parse<Kind['match']>;
  readonly reply: Parse<Kind['reply']>;
  readonly fault: Parse<Kind['fault']>;
}

/** The base mocks of a file. Their ids will be `firstId` and the numbers that follow. */
export function parseEntries<Kind extends MockKind>(
  { items, file, refuse, lineOf }: EntrySource,
  parsers: EntryParsers<Kind>,
  firstId: number,
): MockParts<Kind>[] {
  const entries = items.map((item, i) => {
    const fields = new Fields(item, [i], refuse);
    fields.only(parsers.fields);
    return fields;
  });
  const names = entries.map((fields) => fields.text('name'));
  return entries.map((fields, i) => {
    const name = readName(fields, names, i);
    const answers = parseAnswers(fields, { path: [i], refuse, parse: parsers.reply });
    const bounds = parseBounds(fields, answers);
    const sometimes = fields.get('sometimes');
    const chances = { path: [i, 'sometimes'], refuse, parse: parsers.fault };
    return {
      ...(name !== undefined && { name }),
      match: parsers.match(fields.get('match') ?? {}, [i, 'match'], refuse),
      origin: 'base',
      at: { file, line: lineOf([i]) },
      answers,
      ...(bounds !== undefined && { bounds }),
      isOptional: false,
      after: parseAfter(fields, names, i).map((index) => firstId + index),
      chances: sometimes === undefined ? [] : parseChances(sometimes, chances),
    };
  });
}

interface PartParser<Part> {
  readonly path: FieldPath;
  readonly refuse: Refuse;
  readonly parse: Parse<Part>;
}

function readName(fields: Fields, names: readonly (string | undefined)[], index: number): string | undefined {
  const name = names[index];
  if (name !== undefined && names.indexOf(name) !== index)
    fields.refuse('name', `${name} is another mock’s name already`);
  return name;
}

function parseAnswers<Reply>(fields: Fields, { path, refuse, parse }: PartParser<Reply>): MockAnswers<Reply> {
  const single = fields.get('reply');
  const several = fields.list('replies') ?? [];
  if (single !== undefined && several.length > 0)
    fields.refuse('replies', 'reply says what is answered; one of the two is expected');
  if (single !== undefined) {
    return { kind: 'replies', replies: [parse(single, [...path, 'reply'], refuse)], isSequence: false };
  }
  if (several.length === 0) refuse(path, 'a mock needs reply, or replies with at least one');
  const replies = several.map((reply, j) => parse(reply, [...path, 'replies', j], refuse));
  return { kind: 'replies', replies, isSequence: true };
}

/** A fault with its probability, or a list of them. */
function parseChances<Fault>(value: Value, { path, refuse, parse }: PartParser<Fault>): Chance<Fault>[] {
  if (Array.isArray(value)) return value.map((item, i) => parseChance(item, { path: [...path, i], refuse, parse }));
  return [parseChance(value, { path, refuse, parse })];
}

function parseChance<Fault>(value: Value, { path, refuse, parse }: PartParser<Fault>): Chance<Fault> {
  const fields = new Fields(value, path, refuse);
  fields.only(['probability', 'fault']);
  const probability = fields.count('probability');
  if (probability === undefined || probability > 1)
    return fields.refuse('probability', 'a number from 0 to 1 is expected');
  const fault = fields.get('fault');
  if (fault === undefined) return fields.refuse('fault', 'a fault is expected: its kind, or { kind = … }');
  return { probability, fault: parse(fault, [...path, 'fault'], refuse) };
}

function parseBounds(fields: Fields, answers: MockAnswers): Bounds | undefined {
  const times = fields.whole('times');
  const least = fields.whole('at_least');
  if (times !== undefined && least !== undefined) fields.refuse('at_least', 'times says how often already');
  const bounds = times !== undefined ? { least: times, most: times } : createLeast(least);
  const problem = bounds && findBoundsProblem(answers, bounds);
  if (problem !== undefined) fields.refuse(times === undefined ? 'at_least' : 'times', problem);
  return bounds;
}

function createLeast(least: number | undefined): Bounds | undefined {
  return least === undefined ? undefined : { least, most: Number.POSITIVE_INFINITY };
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
