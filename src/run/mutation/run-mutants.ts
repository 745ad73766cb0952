import type { Finding, MutantResult, MutationReport } from '../../model/mutation.js';
import type { RunSettings, Selection } from '../../model/settings.js';
import { listMutants } from '../../syntax/list-mutants.js';
import { type Mutant, mutate } from '../../syntax/mutant.js';
import { parseLua } from '../../syntax/parse-lua.js';
import { readMocks } from '../../world/read-mocks.js';
import { measureSource } from '../coverage/counting-sources.js';
import { Pool } from '../pool.js';
import { readVmParts } from '../vm-parts.js';
import type { MutantWork } from '../worker-messages.js';
import { MutantQueue } from './mutant-queue.js';
import { type Baseline, ScenarioFinder } from './plan-mutants.js';

export interface MutationRequest {
  readonly scripts: readonly MutatedScript[];
  readonly baseline: Baseline;
  readonly settings: RunSettings;
  /** With which the baseline was run. */
  readonly selection: Selection;
  readonly signal: AbortSignal;
  /** Told how many of all are done. */
  onProgress?(done: number, total: number): void;
}

export interface MutatedScript {
  /** Relative to the project. */
  readonly path: string;
  /** As `prepareSource` gives it; Lua has compiled it. */
  readonly source: Uint8Array;
}

interface Planned {
  readonly script: MutatedScript;
  readonly mutant: Mutant;
  readonly work: MutantWork;
  readonly coveredBy: readonly string[];
}

/** A mutant may take so many times as long as the slowest of its scenarios did, and so many milliseconds more. */
const SLOWER = 3;
const SLACK_MS = 500;

/**
 * Runs the scenarios that run a script against each of its mutants, and gives a report for each script. Mutants that no
 * worker came to, because the signal was aborted, are left out.
 */
export async function runMutants(request: MutationRequest): Promise<readonly MutationReport[]> {
  const planned = request.scripts.flatMap((script) => planMutants(script, request));
  const queue = new MutantQueue(planned.filter(({ work }) => work.runs.length > 0).map(({ work }) => work));
  if (queue.length > 0) await work(queue, request);
  const { findings } = queue;
  let next = 0;
  const results = planned.map((each) => ({
    path: each.script.path,
    result: judge(each, each.work.runs.length > 0 ? findings[next++] : undefined),
  }));
  return request.scripts.map(({ path, source }) => ({
    script: path,
    source: Buffer.from(source).toString(),
    mutants: results.flatMap((each) => (each.path === path && each.result !== undefined ? [each.result] : [])),
  }));
}

/** Works off a queue with as many threads as the settings say. */
async function work(queue: MutantQueue, { settings, selection, signal, onProgress }: MutationRequest): Promise<void> {
  const total = queue.length;
  let done = 0;
  const pool = new Pool({
    vm: readVmParts(settings.memoryBytes),
    start: {
      settings: { ...settings, retries: 0, bail: 0, debug: false, trace: false },
      selection,
      coverage: undefined,
      mocks: await readMocks(settings),
      runStartMs: Date.now(),
      mode: 'mutate',
      canAsk: false,
      tellsMocks: false,
    },
    queue,
    maxWorkers: settings.workerCount,
    onMessage: (message) => {
      if (message.kind !== 'mutant') return;
      queue.finish(message.item, message.found);
      done += 1;
      onProgress?.(done, total);
    },
  });
  const stop = () => pool.stop();
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  await pool.run().finally(() => signal.removeEventListener('abort', stop));
}

function planMutants(script: MutatedScript, { baseline, settings }: MutationRequest): readonly Planned[] {
  const { path, source } = script;
  const tree = parseLua(source);
  const finder = new ScenarioFinder(path, measureSource(source).points, baseline);
  return listMutants(tree).map((mutant) => {
    const { runs, slowestMs, ids } = finder.find(mutant);
    const enough = Math.ceil(slowestMs * SLOWER) + SLACK_MS;
    const timeoutMs = settings.timeoutMs === 0 ? enough : Math.min(settings.timeoutMs, enough);
    return {
      script,
      mutant,
      work: { script: path, source: mutate(tree.text, mutant), runs, timeoutMs },
      coveredBy: ids,
    };
  });
}

/** `found`: null where it was not run to its end. */
function judge(
  { script, mutant, work, coveredBy }: Planned,
  found: Finding | undefined | null,
): MutantResult | undefined {
  if (found === null) return undefined;
  const { id, kind, line, column, before, after } = mutant;
  const told = { id, kind, at: { file: script.path, line, column }, before, after, coveredBy };
  if (work.runs.length === 0) return { ...told, status: 'not-run' };
  if (found === undefined) return { ...told, status: 'survived' };
  return { ...told, status: found.how === 'failed' ? 'killed' : 'timed-out', found };
}
