import { readFileSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';
import type { Entry } from '../model/entry.js';
import { parseEventLine, writeEventLine } from '../model/event-line.js';
import { isBad } from '../model/outcome.js';
import { RECORD_FORMAT, type RunEvent, type RunFinished } from '../model/run-event.js';
import type { Scenario } from '../model/scenario.js';
import type { RunPlan, RunSettings } from '../model/settings.js';
import { MOONRIG_VERSION } from '../model/version.js';
import { compileLua } from '../vm/compile.js';
import { readPrelude } from '../vm/read-prelude.js';
import { readMocks } from '../world/read-mocks.js';
import { Pool } from './pool.js';
import { roundMs } from './round-ms.js';
import { WorkQueue } from './work-queue.js';
import type { FromWorker, WorkerStart } from './worker-messages.js';

export interface RunHooks {
  /** Told of each event, in order, with its line of `run.ndjson` (without newline). */
  onEvent(event: RunEvent, line: string): void;
  /** Told of each journal entry at once; only with `debug`. */
  onEntry?(entry: Entry, scenarioId: string): void;
  /** Aborted when the user interrupts. */
  readonly signal: AbortSignal;
}

/** Runs a plan. Resolves when `run.finished` was told; what was stopped half-way is told as far as it came. */
export async function runScenarios(plan: RunPlan, settings: RunSettings, hooks: RunHooks): Promise<void> {
  const begun = performance.now();
  const tell = (event: RunEvent) => hooks.onEvent(event, writeEventLine(event));
  const run = await createRun(plan, settings, 'run');
  tell(describeStart(settings, run.maxWorkers));
  let badCount = 0;
  let stopped: RunFinished['stopped'];
  const stop = (why: RunFinished['stopped']) => {
    stopped ??= why;
    run.pool.stop();
  };
  run.listen((message) => {
    if (message.kind === 'entry') hooks.onEntry?.(message.entry, message.scenario);
    if (message.kind !== 'batch') return;
    for (const line of splitLines(message.lines)) {
      // What comes after the last bad one that was asked for is left out, or the number would depend on the batch.
      if (stopped === 'bailed') return;
      const event = parseEventLine(line);
      hooks.onEvent(event, line);
      if (event.kind === 'scenario.finished' && isBad(event.result.outcome)) badCount += 1;
      if (settings.bail > 0 && badCount >= settings.bail) stop('bailed');
    }
  });
  await runUntil(run.pool, hooks.signal, () => stop('interrupted'));
  tell({ kind: 'run.finished', durationMs: roundMs(performance.now() - begun), ...(stopped && { stopped }) });
}

/** Loads a plan's files and gives the scenarios that the selection keeps; files that do not load are told as events. */
export async function listScenarios(
  plan: RunPlan,
  settings: RunSettings,
  hooks: RunHooks,
): Promise<readonly Scenario[]> {
  const found: Scenario[] = [];
  const run = await createRun(plan, settings, 'list');
  run.listen((message) => {
    if (message.kind !== 'batch') return;
    for (const note of message.loaded) found.push(...(note.scenarios ?? []));
    for (const line of splitLines(message.lines)) hooks.onEvent(parseEventLine(line), line);
  });
  await runUntil(run.pool, hooks.signal, () => run.pool.stop());
  const order = new Map(plan.files.map((file, i) => [file, i]));
  return found.sort((a, b) => (order.get(a.file) ?? 0) - (order.get(b.file) ?? 0) || a.index - b.index);
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

async function createRun(plan: RunPlan, settings: RunSettings, mode: WorkerStart['mode']) {
  const compiled = compileLua();
  const prelude = readPrelude();
  const mocks = await readMocks(settings);
  const start = { settings, selection: plan.selection, mocks, compiled, prelude, runStartMs: Date.now(), mode };
  const maxWorkers = settings.debug ? 1 : settings.workerCount;
  let listener: (message: FromWorker) => void = () => undefined;
  const queue = new WorkQueue(plan.files);
  const long = plan.files.length < maxWorkers ? plan.files.find((file) => isLong(settings.root, file)) : undefined;
  const pool = new Pool({
    start,
    queue,
    maxWorkers,
    onMessage: (message) => listener(message),
    ...(long !== undefined && { preload: long }),
  });
  return {
    pool,
    maxWorkers,
    listen: (next: typeof listener) => {
      listener = next;
    },
  };
}

/** From this size on a file is likely to hold more scenarios than one worker should run alone. */
const LONG_BYTES = 32 * 1024;

function isLong(root: string, file: string): boolean {
  return (statSync(join(root, file), { throwIfNoEntry: false })?.size ?? 0) >= LONG_BYTES;
}

function describeStart(settings: RunSettings, workerCount: number): RunEvent {
  return {
    kind: 'run.started',
    format: RECORD_FORMAT,
    moonrigVersion: MOONRIG_VERSION,
    nodeVersion: process.versions.node,
    hostname: hostname(),
    startedAt: new Date().toISOString(),
    project: nameProject(settings.root),
    seed: settings.seed,
    workerCount,
  };
}

/** The name in the project's package.json, else its folder's. */
function nameProject(root: string): string {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    if (typeof manifest === 'object' && manifest !== null && 'name' in manifest && typeof manifest.name === 'string') {
      return manifest.name;
    }
  } catch (error) {
    const isMissing = error instanceof SyntaxError || (error instanceof Error && 'code' in error);
    if (!isMissing) throw error;
  }
  return basename(root);
}
