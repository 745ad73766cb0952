import type { OutcomeKind } from '../model/outcome.js';
import type { RunFinished } from '../model/run-event.js';
import type { OutcomeCounts } from '../model/run-record.js';
import type { ShownLine } from './shown-line.js';

/** What the page decodes before it shows anything: enough for the list, the filters and the overview. */
export interface PageIndex {
  readonly run: PageRun;
  readonly files: readonly string[];
  /** By file, then in the order of definition. */
  readonly rows: readonly PageRow[];
  readonly warnings: readonly PageWarning[];
  /** Files whose coverage was counted; the lines of file n stand in block `source-n`. */
  readonly coverage?: readonly PageCovered[];
  /** Details of row n stand in block `Math.floor(n / detailsPerBlock)`. */
  readonly detailsPerBlock: number;
}

export interface PageRun {
  readonly project: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly seed: string;
  readonly hostname: string;
  readonly moonrigVersion: string;
  readonly nodeVersion: string;
  readonly workerCount: number;
  readonly counts: OutcomeCounts;
  /** Absent where the run broke off. */
  readonly durationMs?: number;
  readonly stopped?: NonNullable<RunFinished['stopped']>;
}

export interface PageRow {
  readonly id: string;
  /** Index into `files`. */
  readonly file: number;
  readonly line: number;
  readonly path: readonly string[];
  readonly tags: readonly string[];
  readonly outcome: OutcomeKind;
  readonly durationMs: number;
  readonly startedMs: number;
  readonly worker: number;
  readonly attemptCount: number;
  /** First line of what went wrong. */
  readonly message?: string;
  /** The check that said no, or the cause of the error; and where it is, as `file:line`, where that is not the scenario. */
  readonly cause?: string;
  readonly at?: string;
  /** Why it is skipped or to do. */
  readonly reason?: string;
}

export interface PageWarning {
  readonly message: string;
  readonly at?: string;
  readonly hint?: string;
}

export interface PageShare {
  readonly covered: number;
  readonly total: number;
}

export interface PageCovered {
  readonly file: string;
  readonly lines: PageShare;
  readonly branches: PageShare;
  readonly functions: PageShare;
}

export type PageSource = readonly PageSourceLine[];

export interface PageSourceLine {
  readonly text: string;
  /** How often it ran, where a statement begins on it. */
  readonly count?: number;
  readonly state?: 'run' | 'missed' | 'partly';
  /** Ways that it never went. */
  readonly notes?: readonly string[];
}

/** What the page decodes when a row is opened. */
export interface PageDetail {
  readonly command: string;
  /** Oldest first; the last is the one that counts. */
  readonly attempts: readonly PageAttempt[];
  readonly output: string;
  readonly journal: readonly PageEntry[];
  readonly entryCount: number;
  readonly checkCount: number;
  readonly seed: string;
  readonly reportedDurationMs?: number;
  /** Orders of its tasks that were tried, where it was more than one. */
  readonly orderCount?: number;
}

export interface PageAttempt {
  readonly outcome: OutcomeKind;
  readonly durationMs: number;
  readonly lines: readonly ShownLine[];
}

export interface PageEntry {
  /** Counts the entries of a scenario from 1; reports of earlier versions tell none. */
  readonly number?: number;
  readonly kind: string;
  /** Virtual milliseconds, and the same as text. */
  readonly at: number;
  readonly time: string;
  /** In whose name it happened: agent and task; empty for the scenario's own code. */
  readonly who: string;
  readonly text: string;
  /** Number of the entry that led to it. */
  readonly cause?: number;
  /** Virtual milliseconds that it took, up to `at`. */
  readonly tookMs?: number;
  /** Whether it says that something is wrong, or was scripted to go wrong. */
  readonly trouble?: 'bad' | 'fault';
  /** Only of a call of a model. */
  readonly turn?: PageTurn;
  /** `file:line`. */
  readonly place?: string;
  /** Indented JSON; of a call of a model without what its turn says. */
  readonly data?: string;
  /** Of `before` and `after` in its data, where both are texts. */
  readonly diff?: readonly ShownLine[];
}

/** One call of a model. */
export interface PageTurn {
  readonly model: string;
  /** Tokens. */
  readonly input?: number;
  readonly output?: number;
  readonly cached?: number;
  readonly cents?: number;
  readonly messages: readonly PageMessage[];
  /** The text it answered, and the tools it asked for with their arguments. */
  readonly reply?: string;
  readonly asked: readonly string[];
}

export interface PageMessage {
  readonly role: string;
  readonly text: string;
}
