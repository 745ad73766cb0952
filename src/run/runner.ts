import { statSync } from 'node:fs';
import { join } from 'node:path';
import { parseEventLine, writeEventLine } from '../model/event-line.js';
import { isBad } from '../model/outcome.js';
import type { Person } from '../model/question.js';
import type { RunEvent, RunFinished } from '../model/run-event.js';
import type { Scenario } from '../model/scenario.js';
import type { RunPlan, RunSettings } from '../model/settings.js';
import type { TraceNote } from '../model/trace-note.js';
import { readMocks } from '../world/read-mocks.js';
import type { UnitNote } from './coverage/counted-unit.js';
import type { CoverageTally } from './coverage/coverage-tally.js';
import { describeStart } from './describe-start.js';
import { Pool } from './pool.js';
import { roundMs } from './round-ms.js';
import { warmVm } from './thread.js';
import { readVmParts, type VmParts } from './vm-parts.js';
import { WorkQueue } from './work-queue.js';
import type { FromWorker, WorkerStart } from './worker-messages.js';

export interface RunHooks {
  /** Told of each event, in order, with its line of `run.ndjson` (without newline). */
  onEvent(event: RunEvent, line: string): void;
  /** Told of what scripts have counted, where they count. */
  onCounted?(notes: readonly UnitNote[]): void;
  /** Told at once of what each worker runs and of each journal entry; only with `debug` or `trace`. */
  onTrace?(note: TraceNote): void;
  /** Told of base mocks and fixtures that are used, by id (see `listMocks`), of each once or more often. */
  onMockUsed?(id: string): void;
  /** Who is asked at a breakpoint, with `debug`; without them it is passed over. The run ends when `signal` is aborted. */
  readonly person?: Person;
  /** Aborted when the user interrupts. */
  readonly signal: AbortSignal;
}

interface PoolUse {
  readonly mode: WorkerStart['mode'];
  readonly person?: Person;
  readonly tellsMocks?: boolean;
}

/** Runs and lists scenarios by one set of settings. */
export class Runner {
  readonly #settings: RunSettings;
  readonly #vm: VmParts;

  /** A thread that was started ahead begins to make its VM, while the caller finds out what there is to run. */
  constructor(settings: RunSettings) {
    this.#settings = settings;
    this.#vm = readVmParts(settings.memoryBytes);
    warmVm(this.#vm);
  }

  /** Runs a plan. Resolves when `run.finished` was told; what was stopped half-way is told as far as it came. */
  async run(plan: RunPlan, hooks: RunHooks): Promise<void> {
    const begun = performance.now();
    const tell = (event: RunEvent) => hooks.onEvent(event, writeEventLine(event));
    let badCount = 0;
    let stopped: RunFinished['stopped'];
    const stop = (why: RunFinished['stopped']) => {
      stopped ??= why;
      pool.stop();
    };
    const tally = plan.coverage && (await openTally(this.#settings.root));
    const warned = new Set<string>();
    const takeLine = (line: string) => {
      // What comes after the last bad one that was asked for is left out, or the number would depend on the batch.
      if (stopped === 'bailed') return;
      const event = parseEventLine(line);
      // Each worker tells of what it comes by; which of them do depends on how many there are.
      if (event.kind === 'warning' && warned.size === warned.add(line).size) return;
      hooks.onEvent(event, line);
      if (event.kind === 'scenario.finished' && isBad(event.result.outcome)) badCount += 1;
      if (this.#settings.bail > 0 && badCount >= this.#settings.bail) stop('bailed');
    };
    const { person } = hooks;
    const tellsMocks = hooks.onMockUsed !== undefined;
    const pool = await this.#createPool(plan, { mode: 'run', tellsMocks, ...(person && { person }) }, (message) => {
      if (message.kind === 'trace') hooks.onTrace?.(message.note);
      if (message.kind === 'mock') hooks.onMockUsed?.(message.id);
      if (message.kind === 'quit') person?.quit();
      if (message.kind !== 'batch') return;
      splitLines(message.lines).forEach(takeLine);
      tally?.add(message.counted);
      hooks.onCounted?.(message.counted);
    });
    tell(describeStart(this.#settings, this.#maxWorkers));
    const measured = tally?.measure(plan.coverage?.files ?? []);
    await Promise.all([runUntil(pool, hooks.signal, () => stop('interrupted')), measured]);
    for (const event of tally?.finish() ?? []) tell(event);
    tell({ kind: 'run.finished', durationMs: roundMs(performance.now() - begun), ...(stopped && { stopped }) });
  }

  /** Loads a plan's files and gives the scenarios that the selection keeps; files that do not load are told as events. */
  async list(plan: RunPlan, hooks: RunHooks): Promise<readonly Scenario[]> {
    const found: Scenario[] = [];
    const pool = await this.#createPool(plan, { mode: 'list' }, (message) => {
      if (message.kind !== 'batch') return;
      for (const note of message.loaded) found.push(...(note.scenarios ?? []));
      for (const line of splitLines(message.lines)) hooks.onEvent(parseEventLine(line), line);
    });
    await runUntil(pool, hooks.signal, () => pool.stop());
    const order = new Map(plan.files.map((file, i) => [file, i]));
    return found.sort((a, b) => (order.get(a.file) ?? 0) - (order.get(b.file) ?? 0) || a.index - b.index);
  }

  get #maxWorkers(): number {
    return this.#settings.debug ? 1 : this.#settings.workerCount;
  }

  async #createPool(
    plan: RunPlan,
    { mode, person, tellsMocks = false }: PoolUse,
    onMessage: (message: FromWorker) => void,
  ): Promise<Pool> {
    const settings = this.#settings;
    const maxWorkers = this.#maxWorkers;
    const mocks = await readMocks(settings);
    const long = plan.files.length < maxWorkers ? plan.files.find((file) => isLong(settings.root, file)) : undefined;
    return new Pool({
      vm: this.#vm,
      start: {
        settings,
        selection: plan.selection,
        coverage: plan.coverage,
        mocks,
        runStartMs: Date.now(),
        mode,
        canAsk: person !== undefined,
        tellsMocks,
      },
      queue: new WorkQueue(plan.files),
      maxWorkers,
      onMessage,
      ...(person && { onAsk: person.ask }),
      ...(long !== undefined && { preload: long }),
    });
  }
}

/** Loaded when it is asked for. */
async function openTally(root: string): Promise<CoverageTally> {
  const { CoverageTally } = await import('./coverage/coverage-tally.js');
  return new CoverageTally(root);
}

const decoder = new TextDecoder();

function splitLines(bytes: Uint8Array): string[] {
  return bytes.length === 0 ? [] : decoder.decode(bytes).split('\n');
}

async function runUntil(pool: Pool, signal: AbortSignal, onAbort: () => void): Promise<void> {
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    await pool.run();
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** From this size on a file is likely to hold more scenarios than one worker should run alone. */
const LONG_BYTES = 32 * 1024;

function isLong(root: string, file: string): boolean {
  return (statSync(join(root, file), { throwIfNoEntry: false })?.size ?? 0) >= LONG_BYTES;
}
