import { showAddress } from '../model/address.js';
import { type ErrorCause, isBad } from '../model/outcome.js';
import type { ScenarioResult, Warning } from '../model/run-event.js';
import type { RunRecord } from '../model/run-record.js';
import { showAttempt } from './failure-text.js';
import { toPageCovered } from './page-coverage.js';
import { toPageEntry } from './page-entry.js';
import type { PageDetail, PageIndex, PageRow, PageRun, PageWarning } from './page-types.js';
import { cleanText } from './plain-text.js';
import { rerunCommand } from './rerun-command.js';

const DETAILS_PER_BLOCK = 250;
/** Entries of good results that the page has: those of 10,000 agents would take longer than to run them. */
const MAX_GOOD_ENTRIES = 20_000;

/** What the page shows at once. */
export function createPageIndex(record: RunRecord): PageIndex {
  const files = [...new Set(record.results.map(({ scenario }) => scenario.file))];
  const places = new Map(files.map((file, index) => [file, index]));
  return {
    run: toRun(record),
    files: files.map(cleanText),
    rows: record.results.map((result) => toRow(result, places.get(result.scenario.file) ?? 0)),
    warnings: record.warnings.map(toWarning),
    ...(record.coverage && { coverage: record.coverage.map(toPageCovered) }),
    detailsPerBlock: DETAILS_PER_BLOCK,
  };
}

/**
 * What the page shows of opened rows, in blocks that are decoded one by one. Where good results have very many entries, the last
 * ones come without. `command` is how moonrig is called.
 */
export function* createDetailBlocks(record: RunRecord, command?: string): Generator<PageDetail[]> {
  const takeJournal = createJournalTaker();
  for (let start = 0; start < record.results.length; start += DETAILS_PER_BLOCK) {
    const results = record.results.slice(start, start + DETAILS_PER_BLOCK);
    yield results.map((result) =>
      toDetail(result, {
        command: rerunCommand(result, record.started.seed, command === undefined ? {} : { command }),
        journal: takeJournal(result),
      }),
    );
  }
}

function toRun({ started, finished, counts }: RunRecord): PageRun {
  const { startedAt, workerCount } = started;
  return {
    project: cleanText(started.project) || 'moonrig',
    startedAt,
    seed: cleanText(started.seed),
    hostname: cleanText(started.hostname),
    moonrigVersion: cleanText(started.moonrigVersion),
    nodeVersion: cleanText(started.nodeVersion),
    workerCount,
    counts,
    ...(finished === undefined ? {} : { durationMs: finished.durationMs }),
    ...(finished?.stopped === undefined ? {} : { stopped: finished.stopped }),
  };
}

function toRow(result: ScenarioResult, file: number): PageRow {
  const { scenario, outcome, durationMs, startedMs, worker } = result;
  const message = showAttempt(result, scenario)[0]?.text;
  return {
    id: cleanText(scenario.id),
    file,
    line: scenario.line,
    path: scenario.path.map(cleanText),
    tags: scenario.tags.map(cleanText),
    outcome,
    durationMs,
    startedMs,
    worker,
    attemptCount: result.earlierAttempts.length + 1,
    ...(message === undefined ? {} : { message }),
    ...findCause(result),
    ...(scenario.reason === undefined ? {} : { reason: cleanText(scenario.reason) }),
  };
}

/** Causes whose place is the whole scenario's. */
const PLACELESS: ReadonlySet<string> = new Set<ErrorCause>(['timed-out', 'crashed', 'out-of-memory']);

/** What said no first, in the order in which it is told, and where. */
function findCause({ outcome, failures, error }: ScenarioResult): Pick<PageRow, 'cause' | 'at'> {
  const [failure] = failures;
  const told = outcome === 'failed' ? (failure ?? error) : (error ?? failure);
  if (told === undefined) return {};
  const cause = 'check' in told ? told.check : told.cause;
  const at = told.at === undefined || PLACELESS.has(cause) ? {} : { at: cleanText(showAddress(told.at)) };
  return { cause: cleanText(cause), ...at };
}

function toWarning({ message, at, hint }: Warning): PageWarning {
  return {
    message: cleanText(message),
    ...(at === undefined ? {} : { at: cleanText(showAddress(at)) }),
    ...(hint === undefined ? {} : { hint: cleanText(hint) }),
  };
}

/** Gives the journals of results one after another, until those of good ones are too many. */
function createJournalTaker(): (result: ScenarioResult) => ScenarioResult['journal'] {
  let left = MAX_GOOD_ENTRIES;
  return (result) => {
    if (isBad(result.outcome)) return result.journal;
    // To look at a good one's journal is to read it anew.
    const journal = left > 0 ? result.journal : [];
    left -= journal.length;
    return journal;
  };
}

interface DetailParts extends Pick<ScenarioResult, 'journal'> {
  readonly command: string;
}

function toDetail(result: ScenarioResult, { command, journal }: DetailParts): PageDetail {
  const { entryCount, checkCount, seed, reportedDurationMs, schedule } = result;
  return {
    command: cleanText(command),
    attempts: [...result.earlierAttempts, result].map((attempt) => ({
      outcome: attempt.outcome,
      durationMs: attempt.durationMs,
      lines: showAttempt(attempt, result.scenario),
    })),
    output: cleanText(result.output),
    journal: journal.map(toPageEntry),
    entryCount,
    checkCount,
    seed: cleanText(seed),
    ...(reportedDurationMs === undefined ? {} : { reportedDurationMs }),
    ...(schedule === undefined || schedule.triedCount < 2 ? {} : { orderCount: schedule.triedCount }),
  };
}
