import type { CoveredBranch } from '../model/coverage.js';
import type { OutcomeKind } from '../model/outcome.js';
import type { RunEvent, RunFinished } from '../model/run-event.js';
import type { Scenario, ScenarioMode } from '../model/scenario.js';
import type { SnapshotState } from '../model/snapshot.js';
import { list, number, object, type Shape, text } from './shape.js';

/** How deep journal data may be nested; a reader that recurses must not run out of stack. */
const MAX_DEPTH = 500;

const OUTCOMES: Readonly<Record<OutcomeKind, true>> = {
  passed: true,
  failed: true,
  errored: true,
  'timed-out': true,
  skipped: true,
  todo: true,
  flaky: true,
  empty: true,
};
const MODES: Readonly<Record<ScenarioMode, true>> = { run: true, skip: true, todo: true };
const PARTS: Readonly<Record<NonNullable<Scenario['standsFor']>, true>> = { load: true, teardown: true };
const STOPS: Readonly<Record<NonNullable<RunFinished['stopped']>, true>> = { interrupted: true, bailed: true };

const BRANCHES: Readonly<Record<CoveredBranch['kind'], true>> = {
  if: true,
  elseif: true,
  else: true,
  'missing else': true,
  and: true,
  or: true,
};
const SNAPSHOTS: Readonly<Record<SnapshotState, true>> = { kept: true, new: true, changed: true };

const address = object({ file: text }, { line: number });
const excerpt = object({ firstLine: number, lines: list(text), line: number });
const counts = { equalCount: number, hiddenCount: number };
const row = object({ key: text }, { expected: text, actual: text, both: text });
const diff = object({ parts: list(object({ path: text, rows: list(row), ...counts })), ...counts });
const locals = object({ values: list(object({ name: text, value: text })), hiddenCount: number });
const failure = object(
  { check: text, message: text },
  {
    at: address,
    expected: text,
    actual: text,
    differsAt: text,
    diff,
    excerpt,
    locals,
    traceback: list(text),
    entriesBefore: number,
    notes: list(text),
  },
);
const error = object(
  { cause: text, message: text, traceback: list(text) },
  { at: address, excerpt, locals, entriesBefore: number, hint: text },
);
const attempt = { outcome: oneOf(OUTCOMES), failures: list(failure), durationMs: number };
const ofAttempt = { error, schedule: object({ number, triedCount: number, isAll: truth }) };
const entry = object(
  { kind: text, at: number, text },
  { number, file: text, line: number, agent: text, task: text, cause: number, data: map },
);
const scenario = object(
  { id: text, file: text, line: number, index: number, path: list(text), tags: list(text), mode: oneOf(MODES) },
  {
    standsFor: oneOf(PARTS),
    reason: text,
    timeoutMs: number,
    retries: number,
    schedules: number,
    property: object({ cases: number }, { seed: text }),
  },
);
const property = object(
  { passedCount: number, discardedCount: number },
  {
    counterexample: object({
      seed: text,
      choices: list(number),
      shown: text,
      foundIn: number,
      steps: number,
      tries: number,
    }),
  },
);
const snapshot = object({ key: textOrNumber, state: oneOf(SNAPSHOTS) }, { text });
const inlineSnapshot = object({ file: text, line: number, state: oneOf(SNAPSHOTS), text }, { before: text });
const result = object(
  {
    ...attempt,
    scenario,
    earlierAttempts: list(object(attempt, ofAttempt)),
    checkCount: number,
    output: text,
    journal: list(entry),
    entryCount: number,
    seed: text,
    worker: number,
    startedMs: number,
  },
  {
    ...ofAttempt,
    reportedDurationMs: number,
    property,
    snapshots: list(snapshot),
    inlineSnapshots: list(inlineSnapshot),
  },
);

const branch = object({ line: number, column: number, group: number, kind: oneOf(BRANCHES), count: number });
const coveredFile = object({
  file: text,
  source: text,
  lines: list(list(number)),
  branches: list(branch),
  functions: list(object({ name: text, line: number, count: number })),
});

/** The shape of each kind of event this version knows. */
export const eventShapes: Readonly<Record<RunEvent['kind'], Shape>> = {
  'run.started': object({
    format: number,
    moonrigVersion: text,
    nodeVersion: text,
    hostname: text,
    startedAt: moment,
    project: text,
    seed: text,
    workerCount: number,
  }),
  'file.loaded': object({ file: text, scenarioCount: number, selectedCount: number, durationMs: number }),
  'scenario.finished': object({ result }),
  warning: object({ message: text }, { at: address, hint: text }),
  coverage: object({ files: list(coveredFile) }),
  'run.finished': object({ durationMs: number }, { stopped: oneOf(STOPS) }),
};

function oneOf(words: Readonly<Record<string, true>>): Shape {
  return (value, name) =>
    typeof value === 'string' && Object.hasOwn(words, value)
      ? undefined
      : `${name} is none of ${Object.keys(words).join(', ')}`;
}

function textOrNumber(value: unknown, name: string): string | undefined {
  return text(value, name) === undefined ? undefined : number(value, name);
}

function truth(value: unknown, name: string): string | undefined {
  return typeof value === 'boolean' ? undefined : `${name} is neither true nor false`;
}

function moment(value: unknown, name: string): string | undefined {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? undefined : `${name} is not a time`;
}

function map(value: unknown, name: string): string | undefined {
  return object({})(value, name) ?? (isDeeper(value, MAX_DEPTH) ? `${name} is nested too deep` : undefined);
}

function isDeeper(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth === 0 || Object.values(value).some((each) => isDeeper(each, depth - 1));
}
