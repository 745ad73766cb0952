import { isValueMap, toNumber, type Value } from '../../model/value.js';
import type { MockReply } from '../llm/reply.js';

/** Something that a canned agent does: a call of the world, or one that only looks as if it had been made. */
export interface CannedStep {
  /** `workspace.write_file`, `llm.call`, `tool.call`, … */
  readonly call: string;
  readonly args: readonly Value[];
  /** Of `llm.call`: what the model is said to have answered. */
  readonly reply?: MockReply;
  /** Of `tool.call`: what the tool is said to have given, or what went wrong. */
  readonly result?: { readonly text: string; readonly isError: boolean };
  /** 1-based line of the file. */
  readonly line: number;
}

/** What a canned agent does with a task, and what it answers. */
export interface CannedReply {
  readonly steps: readonly CannedStep[];
  readonly text: string;
  readonly success: boolean;
  readonly error?: string;
  readonly data?: Value;
  /** Virtual milliseconds that it takes before it answers. */
  readonly latencyMs: number;
  /** What it raises in place of an answer. */
  readonly raises?: string;
}

/** What a task must be like; what is left out matches anything. */
export interface CannedMatch {
  /** Each is part of the description. */
  readonly contains: readonly string[];
  /** Fields that the task must have. */
  readonly task: Readonly<Record<string, Value>>;
}

/** One entry of a file in `mocks/agents`. */
export interface CannedEntry {
  readonly match: CannedMatch;
  /** One for every task, or with several one after the other. */
  readonly replies: readonly CannedReply[];
  readonly file: string;
  readonly line: number;
}

/** A task as a canned agent sees it. */
export type CannedTask = Readonly<Record<string, Value>>;

/** In what a task is not what an entry asks for; nothing where it matches. */
export function compareTask({ contains, task }: CannedMatch, given: CannedTask): string[] {
  const description = typeof given.description === 'string' ? given.description : '';
  const missing = contains.filter((part) => !description.includes(part));
  const wrong = Object.keys(task).filter((key) => !isLike(task[key], given[key]));
  return [
    ...missing.map((part) => `${JSON.stringify(part)} is not in the description`),
    ...wrong.map((key) => `${key}: wanted ${show(task[key])}, got ${show(given[key])}`),
  ];
}

/** Whether a value says what is wanted; tables may have further fields. */
function isLike(wanted: Value, given: Value): boolean {
  if (Array.isArray(wanted)) {
    return Array.isArray(given) && wanted.length === given.length && wanted.every((item, i) => isLike(item, given[i]));
  }
  const number = toNumber(wanted);
  if (number !== undefined) return toNumber(given) === number;
  if (!isValueMap(wanted)) return (wanted ?? null) === (given ?? null);
  return isValueMap(given) && Object.keys(wanted).every((key) => isLike(wanted[key], given[key]));
}

function show(value: Value): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
