import type { Finding, MutantResult, MutationReport } from '../../model/mutation.js';
import type { RunSettings, Selection } from '../../model/settings.js';
import { listMutants } from '../../syntax/list-mutants.js';
import type { LuaTree } from '../../syntax/lua-node.js';
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
  /** The script, relative to the project, and its source as `prepareSource` gives it. */
  readonly script: string;
  readonly source: Uint8Array;
  readonly baseline: Baseline;
  readonly settings: RunSettings;
  /** With which the baseline was run. */
  readonly selection: Selection;
  readonly signal: AbortSignal;
  /** Told how many of all are done. */
  onProgress?(done: number, total: number): void;
}

interface Planned {
  readonly mutant: Mutant;
  readonly work: MutantWork;
  readonly coveredBy: readonly string[];
}

/** A mutant may take so many times as long as the slowest of its scenarios did, and so many milliseconds more. */
const SLOWER = 3;
const SLACK_MS = 500;

/**
 * Runs the scenarios that run a script against each of its mutants. Mutants that no worker came to, because the signal was
 * aborted, are left out. Throws a LuaTokenError for what is no Lua.
 */
export async function runMutants(request: MutationRequest): Promise<MutationReport> {
  const { script, source, baseline, selection, signal } = request;
  const tree = parseLua(source);
  const planned = planMutants(request, tree);
  const queue = new MutantQueue(planned.filter(({ work }) => work.runs.length > 0).map(({ work }) => work));
  const total = queue.length;
  let done = 0;
  const settings = hasten(request.settings, baseline, planned);
  const pool = new Pool({
    vm: readVmParts(settings.memoryBytes),
    start: {
      settings,
      selection,
      coverage: undefined,
      mocks: await readMocks(settings),
      runStartMs: Date.now(),
      mode: 'mutate',
      canAsk: false,
    },
    queue,
    maxWorkers: settings.workerCount,
    onMessage: (message) => {
      if (message.kind !== 'mutant') return;
      queue.finish(message.item, message.found);
      done += 1;
      request.onProgress?.(done, total);
    },
  });
  const stop = () => pool.stop();
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  if (total > 0) await pool.run().finally(() => signal.removeEventListener('abort', stop));
  return { script, source: Buffer.from(source).toString(), mutants: judge(planned, queue.findings, script) };
}

function planMutants({ script, source, baseline }: MutationRequest, tree: LuaTree): readonly Planned[] {
  const finder = new ScenarioFinder(script, measureSource(source).points, baseline);
  return listMutants(tree).map((mutant) => {
    const runs = finder.find(mutant);
    return { mutant, work: { script, source: mutate(tree.text, mutant), runs }, coveredBy: finder.name(runs) };
  });
}

/** Each mutant once, and not for as long as a scenario may take. */
function hasten(settings: RunSettings, { results }: Baseline, planned: readonly Planned[]): RunSettings {
  const ids = new Set(planned.flatMap(({ coveredBy }) => coveredBy));
  const durations = results.filter(({ scenario }) => ids.has(scenario.id)).map(({ durationMs }) => durationMs);
  const enough = Math.ceil(Math.max(0, ...durations) * SLOWER) + SLACK_MS;
  const timeoutMs = settings.timeoutMs === 0 ? enough : Math.min(settings.timeoutMs, enough);
  return { ...settings, timeoutMs, retries: 0, bail: 0, debug: false, trace: false };
}

function judge(
  planned: readonly Planned[],
  findings: readonly (Finding | undefined | null)[],
  script: string,
): readonly MutantResult[] {
  let next = 0;
  return planned.flatMap(({ mutant, work, coveredBy }): MutantResult[] => {
    const found = work.runs.length > 0 ? findings[next++] : undefined;
    if (found === null) return [];
    const { id, kind, line, column, before, after } = mutant;
    const told = { id, kind, at: { file: script, line, column }, before, after, coveredBy };
    if (work.runs.length === 0) return [{ ...told, status: 'not-run' }];
    if (found === undefined) return [{ ...told, status: 'survived' }];
    return [{ ...told, status: found.how === 'failed' ? 'killed' : 'timed-out', found }];
  });
}
