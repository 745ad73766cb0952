import type { MessagePort } from 'node:worker_threads';
import type { Finding } from '../model/mutation.js';
import type { Evaluated, Evaluation, Question } from '../model/question.js';
import type { Scenario } from '../model/scenario.js';
import type { CoverageSettings, RunSettings, Selection } from '../model/settings.js';
import type { TraceNote } from '../model/trace-note.js';
import type { WorldBase } from '../world/world.js';
import type { UnitNote } from './coverage/counted-unit.js';
import type { UnitKind } from './deadline.js';
import type { VmParts } from './vm-parts.js';

/** Scenarios of one file that a worker takes at once; longer files are cut into such chunks. */
export const CHUNK = 256;

/** A script with a mistake in it, and the scenarios that might find it. */
export interface MutantWork {
  /** The script, relative to the project. */
  readonly script: string;
  /** As `prepareSource` gives it. */
  readonly source: Uint8Array;
  readonly runs: readonly { readonly file: string; readonly positions: readonly number[] }[];
  /** Deadline of each load, hook and scenario, unless a scenario has its own. */
  readonly timeoutMs: number;
}

/** What a worker is told before it is given work. */
export interface WorkerStart {
  readonly number: number;
  readonly settings: RunSettings;
  readonly selection: Selection;
  readonly coverage: CoverageSettings | undefined;
  readonly mocks: WorldBase['mocks'];
  readonly marks: SharedArrayBuffer;
  /** Milliseconds since 1970 at which the run began. */
  readonly runStartMs: number;
  /** `list` only loads files and tells what they hold; `repl` evaluates what it is sent; `mutate` runs mutants. */
  readonly mode: 'run' | 'list' | 'repl' | 'mutate';
  /** Whether someone answers at breakpoints. */
  readonly canAsk: boolean;
  /** Whether someone wants to know which mocks are used. */
  readonly tellsMocks: boolean;
}

/** Something a former worker was killed over, or died of. */
export interface Interruption {
  readonly kind: UnitKind;
  /** Positions it stands for, as in `Unit`. */
  readonly from: number;
  readonly to: number;
  readonly attempt: number;
  readonly cause: 'timed-out' | 'crashed';
  /** Its deadline in real milliseconds. */
  readonly timeoutMs: number;
  /** How far a property had come, as in `Unit`. */
  readonly step?: number;
}

/** A file, or a part of it, to run. */
export interface WorkItem {
  readonly id: number;
  readonly file: string;
  /** Positions among the file's selected scenarios; `first` is the first chunk of a file not loaded yet. */
  readonly positions: 'first' | readonly number[];
  readonly interruptions: readonly Interruption[];
  /** In mode `mutate` what is to run. */
  readonly mutant?: MutantWork;
}

export type ToWorker =
  /** The first message of all: makes the VM. */
  | { readonly kind: 'open'; readonly vm: VmParts }
  | { readonly kind: 'start'; readonly start: WorkerStart }
  | { readonly kind: 'assign'; readonly items: readonly WorkItem[] }
  /** Only in repl mode; `evaluated` follows. */
  | { readonly kind: 'evaluate'; readonly evaluation: Evaluation }
  /** To an `ask`. Without a line there is nobody to be asked again. */
  | { readonly kind: 'answer'; readonly line: string | undefined };

/** A file was loaded for an item that begins it. */
export interface LoadedNote {
  readonly item: number;
  readonly selectedCount: number;
  /** Only in list mode. */
  readonly scenarios?: readonly Scenario[];
}

export type FromWorker =
  | {
      readonly kind: 'batch';
      readonly loaded: readonly LoadedNote[];
      /** Pairs of item and position whose results are in `lines`. */
      readonly done: readonly number[];
      /** Events as lines of `run.ndjson`, in order, as UTF-8: bytes are handed over without a copy. */
      readonly lines: Uint8Array<ArrayBuffer>;
      /** What scripts have counted meanwhile, where they count. */
      readonly counted: readonly UnitNote[];
    }
  /** What became of the mutant of an item; without a finding all its scenarios passed. */
  | { readonly kind: 'mutant'; readonly item: number; readonly found: Finding | undefined }
  /** All items of an assignment are done, or the worker was told to stop. */
  | { readonly kind: 'idle'; readonly memoryBytes: number }
  | { readonly kind: 'trace'; readonly note: TraceNote }
  /** A base mock or fixture was used, for the first time in this worker; only with `tellsMocks`. */
  | { readonly kind: 'mock'; readonly id: string }
  /** A breakpoint was reached: the thread stands still until the answer comes. */
  | { readonly kind: 'ask'; readonly question: Question }
  /** The person at a breakpoint wants the run to end: the thread stands still until it is killed. */
  | { readonly kind: 'quit' }
  /** The evaluation begins now. */
  | { readonly kind: 'evaluating' }
  | { readonly kind: 'evaluated'; readonly evaluated: Evaluated }
  /** A program is to be started; what is said of programs goes over this port. */
  | { readonly kind: 'programs'; readonly port: MessagePort }
  /** A mistake of moonrig's own. */
  | { readonly kind: 'bug'; readonly stack: string };
