import type { Address } from '../model/address.js';
import type { ErrorCause, Excerpt, ScenarioError } from '../model/outcome.js';
import { isValueMap, toNumber, type Value, type ValueMap } from '../model/value.js';
import type { CallResult } from '../vm/vm.js';
import { readVariables } from '../world/read-detail.js';

/** What a plain scenario's returned table says of itself. */
export interface Claim {
  readonly passed?: boolean;
  readonly message?: string;
  readonly durationMs?: number;
}

/** Something that was raised. `check`: the number of the failed check whose own error it is. */
export interface Raised {
  readonly error: ScenarioError;
  readonly check?: number;
}

/** How a scenario's code ended, before anyone judges it. */
export type Halt =
  | { readonly kind: 'finished'; readonly claim: Claim }
  /** By the body, then by what runs whatever the body came to. */
  | { readonly kind: 'raised'; readonly raised: readonly [Raised, ...Raised[]] }
  | { readonly kind: 'skipped'; readonly reason: string };

/** Gives the lines around an address, where its file is known. */
export type FindExcerpt = (at: Address) => Excerpt | undefined;

/** Reads how a call into the prelude's runner ended: its first result is a list of errors as data, or nil. */
export function readHalt(result: CallResult, cause: ErrorCause, findExcerpt: FindExcerpt): Halt {
  if (result.kind === 'broken') {
    const error: ScenarioError = {
      cause: result.cause,
      message: result.message,
      traceback: [],
      ...hintOf(result.cause),
    };
    return { kind: 'raised', raised: [{ error }] };
  }
  const [problems, claim] = result.values;
  const [first, ...others] = Array.isArray(problems) ? problems.filter(isValueMap) : [];
  if (first === undefined) return { kind: 'finished', claim: readClaim(claim) };
  if (typeof first.skipped === 'string') return { kind: 'skipped', reason: first.skipped };
  const read = (problem: ValueMap) => readRaised(problem, cause, findExcerpt);
  return { kind: 'raised', raised: [read(first), ...others.map(read)] };
}

function readRaised(problem: ValueMap, cause: ErrorCause, findExcerpt: FindExcerpt): Raised {
  const check = toNumber(problem.check);
  return { error: readError(problem, cause, findExcerpt), ...(check !== undefined && { check }) };
}

/** An error as the prelude tells it: message, the user's frames, and what kind of trouble it was. */
export function readError(failed: ValueMap, cause: ErrorCause, findExcerpt: FindExcerpt): ScenarioError {
  const frames = Array.isArray(failed.frames) ? failed.frames.filter(isValueMap) : [];
  const at = frames.map(readFrame)[0];
  const excerpt = at && findExcerpt(at);
  const isMemory = failed.out_of_memory === true;
  const locals = readVariables(failed.locals);
  const entriesBefore = toNumber(failed.entries_before);
  const hook = typeof failed.hook === 'string' ? `in ${failed.hook}: ` : '';
  return {
    cause: isMemory ? 'out-of-memory' : cause,
    message: `${hook}${String(failed.message)}`,
    traceback: frames.map((frame) => `${String(frame.file)}:${String(frame.line)}: ${String(frame.name)}`),
    ...(at && { at }),
    ...(excerpt && { excerpt }),
    ...(locals && { locals }),
    ...(entriesBefore !== undefined && { entriesBefore }),
    ...(isMemory ? hintOf('out-of-memory') : hintOfMissing(String(failed.message), failed.near)),
  };
}

function readFrame(frame: ValueMap): Address {
  return { file: String(frame.file), line: toNumber(frame.line) ?? 0 };
}

const HINTS: Partial<Record<ErrorCause, string>> = {
  'out-of-memory': 'memoryMb in moonrig.config raises the cap, if the scenario needs so much',
  bug: 'this is a mistake of moonrig, not of the scenario; please report it with this text',
};

/** What takes the place of what a sandbox cannot have. */
const MISSING: Readonly<Record<string, string>> = {
  io: 'scripts have no io; workspace.read_file and workspace.write_file read and write the world’s files',
  package: 'scripts have no package; with `checks: "lua"` in the config, scenario files have package.loaded',
  dofile: 'scripts have no dofile; script.load runs a script, require a module',
  loadfile: 'scripts have no loadfile; script.load runs a script, require a module',
};

function hintOfMissing(message: string, near: Value): { hint?: string } {
  const name = /^attempt to (?:index|call) a nil value \(global '(\w+)'\)$/.exec(message)?.[1];
  if (name !== undefined && Object.hasOwn(MISSING, name)) return { hint: MISSING[name] ?? '' };
  if (typeof near === 'string') return { hint: `did you mean ${near}?` };
  return FIELD_OF_WORD.test(message)
    ? { hint: 'pending(name, reason) puts one off; --filter and path:line run one alone' }
    : {};
}

/** `it.only`, `describe.skip` and their likes, which other tools have. */
const FIELD_OF_WORD = /^attempt to index a function value \(global '(?:it|describe|test|context|scenario)'\)$/;

function hintOf(cause: ErrorCause): { hint?: string } {
  const hint = HINTS[cause];
  return hint === undefined ? {} : { hint };
}

function readClaim(value: Value): Claim {
  if (!isValueMap(value)) return {};
  const durationMs = toNumber(value.duration_ms);
  return {
    ...(typeof value.passed === 'boolean' && { passed: value.passed }),
    ...(typeof value.message === 'string' && { message: value.message }),
    ...(durationMs !== undefined && { durationMs }),
  };
}
