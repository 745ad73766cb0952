import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { KnownError } from '../model/known-error.js';
import { isBad } from '../model/outcome.js';
import type { ScenarioResult } from '../model/run-event.js';
import { compareText, type RunRecord } from '../model/run-record.js';
import { showSystemError } from '../model/system-error.js';

/** A scenario that was bad in the last run. */
export interface BadScenario {
  readonly id: string;
  readonly file: string;
  /** The schedule it was bad in, where that was not the plain one. */
  readonly schedule?: number;
}

const PATH = '.moonrig/last-run.json';

/** What was bad in the last run, sorted by id. Throws KnownError where there was none or its note cannot be read. */
export function readLastRun(root: string): readonly BadScenario[] {
  const source = readNote(root);
  if (source === undefined) {
    throw new KnownError('not-found', 'there is no last run to take failures from', {
      hint: 'run once without --last-failed',
    });
  }
  const bad = parseNote(source);
  if (bad === undefined) {
    throw new KnownError('bad-record', 'what the last run left cannot be read', {
      at: { file: PATH },
      hint: 'delete it and run once',
    });
  }
  return bad;
}

/**
 * Leaves a note of what was bad. Where the run was stopped early, what was bad before and did not run now stays noted;
 * a run whose selection kept nothing is no run, and leaves the note as it is. Returns why there is no note, where there is
 * none.
 */
export function writeLastRun(root: string, record: RunRecord): string | undefined {
  if (record.results.length === 0) return undefined;
  const now = record.results.filter((result) => isBad(result.outcome));
  const isWhole = record.finished !== undefined && record.finished.stopped === undefined;
  const before = isWhole ? [] : (parseNote(readNote(root) ?? '') ?? []).filter(isLeftOutOf(record));
  const bad: readonly BadScenario[] = [...before, ...now.map(toBad)];
  const text = `${JSON.stringify({ format: 1, bad: [...bad].sort((a, b) => compareText(a.id, b.id)) }, null, 1)}\n`;
  try {
    mkdirSync(dirname(join(root, PATH)), { recursive: true });
    writeFileSync(join(root, `${PATH}.tmp`), text);
    renameSync(join(root, `${PATH}.tmp`), join(root, PATH));
    return undefined;
  } catch (error) {
    const why = showSystemError(error);
    if (why === undefined) throw error;
    return `${PATH} was not written, so --last-failed will not know of this run: ${why}`;
  }
}

function toBad({ scenario: { id, file }, schedule }: ScenarioResult): BadScenario {
  return { id, file, ...(schedule?.number && { schedule: schedule.number }) };
}

/** Whether a scenario did not run now. */
function isLeftOutOf({ results }: RunRecord): (scenario: BadScenario) => boolean {
  const ran = new Set(results.map(({ scenario }) => scenario.id));
  return ({ id }) => !ran.has(id);
}

function readNote(root: string): string | undefined {
  try {
    return readFileSync(join(root, PATH), 'utf8');
  } catch {
    // Missing or unreadable, there is nothing to take from it.
    return undefined;
  }
}

function parseNote(source: string): readonly BadScenario[] | undefined {
  try {
    const note: unknown = JSON.parse(source);
    const bad: unknown = typeof note === 'object' && note !== null && 'bad' in note ? note.bad : undefined;
    return Array.isArray(bad) && bad.every(isBadScenario) ? bad : undefined;
  } catch {
    return undefined;
  }
}

function isBadScenario(value: unknown): value is BadScenario {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    'file' in value &&
    typeof value.file === 'string' &&
    (!('schedule' in value) || Number.isSafeInteger(value.schedule))
  );
}
