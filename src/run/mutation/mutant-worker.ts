import type { MessagePort } from 'node:worker_threads';
import type { Finding } from '../../model/mutation.js';
import { isBad } from '../../model/outcome.js';
import type { ScenarioResult } from '../../model/run-event.js';
import { selectScenarios } from '../../scenario/select.js';
import type { VmSnapshot } from '../../vm/vm.js';
import type { WorldBase } from '../../world/world.js';
import { createWorldBase } from '../../world/world-base.js';
import { AGENT_LOAD_MS, WorkerMarks } from '../deadline.js';
import { FileSession } from '../file-session.js';
import type { Forks } from '../forks.js';
import { loadFile } from '../load-file.js';
import type { WorkerContext } from '../worker-context.js';
import type { FromWorker, MutantWork, WorkerStart, WorkItem } from '../worker-messages.js';

/** A worker thread that runs scenarios against mutants, each until one does not pass. Nothing is written to any file. */
export class MutantWorker {
  readonly #start: WorkerStart;
  readonly #base: WorldBase;
  readonly #context: WorkerContext;
  readonly #bare: VmSnapshot;
  readonly #post: (message: FromWorker) => void;
  /** The assignments so far. */
  #work: Promise<void> = Promise.resolve();

  constructor(start: WorkerStart, forks: Forks, port: MessagePort) {
    this.#start = start;
    this.#post = (message) => port.postMessage(message);
    const marks = new WorkerMarks(start.marks);
    this.#base = createWorldBase(start.settings, start.mocks, {
      whileLoading: (load) => marks.outside(AGENT_LOAD_MS, load),
      openPrograms: (line) => port.postMessage({ kind: 'programs', port: line }, [line]),
    });
    this.#bare = forks.takeVm();
    this.#context = {
      forks,
      settings: start.settings,
      selection: start.selection,
      marks,
      stamp: () => ({ worker: start.number, startedMs: 0 }),
      end: async () => {
        if (!marks.end()) await new Promise(() => undefined);
      },
      count: () => undefined,
      nameRunning: () => undefined,
    };
  }

  /** Works through an assignment, when those before it are done, then says so. */
  run(items: readonly WorkItem[]): Promise<void> {
    this.#work = this.#work.then(() => this.#runAll(items));
    return this.#work;
  }

  async #runAll(items: readonly WorkItem[]): Promise<void> {
    for (const item of items) {
      if (this.#context.marks.isStopped()) break;
      if (item.mutant !== undefined)
        this.#post({ kind: 'mutant', item: item.id, found: await this.#find(item, item.mutant) });
    }
    this.#post({ kind: 'idle', memoryBytes: this.#context.forks.memoryBytes });
  }

  /** What finds a mutant; undefined where nothing does. */
  async #find(item: WorkItem, { script, source, runs, timeoutMs }: MutantWork): Promise<Finding | undefined> {
    this.#base.book.replace(script, source);
    const context = { ...this.#context, settings: { ...this.#context.settings, timeoutMs } };
    try {
      for (const { file, positions } of runs) {
        const found = await this.#runFile({ ...item, file, positions }, context);
        if (found !== undefined) return found;
      }
      return undefined;
    } finally {
      this.#base.book.replace(script, undefined);
    }
  }

  async #runFile(item: WorkItem, context: WorkerContext): Promise<Finding | undefined> {
    const { settings, marks, forks } = context;
    marks.begin({ kind: 'load', item: item.id, from: 0, to: 0, attempt: 0, timeoutMs: settings.timeoutMs });
    const result = await loadFile(item.file, { forks, base: this.#base, bare: this.#bare });
    await context.end();
    if (result.kind === 'broken') {
      const { error, failures } = result.trouble;
      return {
        how: 'failed',
        by: item.file,
        message: firstLine(error?.message ?? failures[0]?.message ?? 'does not load'),
      };
    }
    const { loaded } = result;
    const selected = selectScenarios(loaded.collected.scenarios, this.#start.selection);
    const session = new FileSession(context, loaded, selected);
    try {
      return await this.#runScenarios(item, session);
    } finally {
      session.close();
    }
  }

  async #runScenarios(item: WorkItem, session: FileSession): Promise<Finding | undefined> {
    for (const position of item.positions === 'first' ? [] : item.positions) {
      // A mutant may define other scenarios than the script does.
      if (position >= session.selected.length)
        return { how: 'failed', by: item.file, message: 'scenarios are missing' };
      await session.begin({ ...item, positions: [position] });
      const result = await session.run(position);
      const bad = [result, ...(await session.tearDownAfter(position))].find(({ outcome }) => isBad(outcome));
      if (bad !== undefined) return toFinding(bad);
    }
    return undefined;
  }
}

function toFinding({ scenario, failures, error, reason, outcome }: ScenarioResult): Finding {
  const message = failures[0]?.message ?? error?.message ?? reason ?? outcome;
  return { how: outcome === 'timed-out' ? 'timed-out' : 'failed', by: scenario.id, message: firstLine(message) };
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
