import type { MessagePort } from 'node:worker_threads';
import type { Entry } from '../model/entry.js';
import { loadLate } from '../model/load-late.js';
import type { Trouble } from '../model/outcome.js';
import type { ScenarioResult } from '../model/run-event.js';
import { selectScenarios } from '../scenario/select.js';
import type { VmSnapshot } from '../vm/vm.js';
import { prepareWorkspace } from '../world/late-workspace.js';
import type { WorldBase, WorldListeners } from '../world/world.js';
import { createWorldBase } from '../world/world-base.js';
import { AGENT_LOAD_MS, WorkerMarks } from './deadline.js';
import { FileSession } from './file-session.js';
import type { Forks } from './forks.js';
import { type LoadedFile, type LoadResult, loadFile } from './load-file.js';
import { Outbox, type Post } from './outbox.js';
import { pseudoScenario, type Stamp, timeoutError, troubleResult } from './plain-results.js';
import { roundMs } from './round-ms.js';
import { createTerminal } from './terminal.js';
import { warnOnce } from './warn-once.js';
import type { WorkerContext } from './worker-context.js';
import { CHUNK, type WorkerStart, type WorkItem } from './worker-messages.js';

/** Loaded when it is asked for: most runs do without it. The door: a module of ours is what it is. */
function loadCounting(): typeof import('./coverage/begin-counting.js') {
  return loadLate('./coverage/begin-counting.js', import.meta.url) as typeof import('./coverage/begin-counting.js');
}

/** What a worker thread is: a VM and its worlds, into which it loads files, and whose scenarios it runs. */
export class ScenarioWorker {
  readonly #start: WorkerStart;
  readonly #base: WorldBase;
  readonly #context: WorkerContext;
  readonly #bare: VmSnapshot;
  readonly #outbox: Outbox;
  readonly #post: Post;
  /** The file loaded last: the next chunk of it needs no second load. */
  #session: FileSession | undefined;
  #running = '';
  #hasVerdict = false;
  /** The assignments so far. */
  #work: Promise<void> = Promise.resolve();

  constructor(start: WorkerStart, forks: Forks, port: MessagePort) {
    this.#start = start;
    this.#post = (told, transfer = []) => port.postMessage(told, transfer);
    const { settings } = start;
    this.#outbox = new Outbox(this.#post);
    const marks = new WorkerMarks(start.marks);
    const counting = start.coverage && loadCounting().beginCounting(forks, start.coverage);
    this.#outbox.countLog = counting?.log;
    const { findCounting, ruleCounts } = counting ?? {};
    const counters = findCounting && ruleCounts && { findCounting, ruleCounts };
    this.#base = createWorldBase(settings, start.mocks, { ...this.#createListeners(port, marks), ...counters });
    this.#bare = forks.takeVm();
    this.#context = {
      forks,
      settings,
      selection: start.selection,
      marks,
      stamp: () => ({ worker: start.number, startedMs: this.#sinceStart() }),
      end: async () => {
        if (!marks.end()) await new Promise(() => undefined);
      },
      count: (unit) => counting?.count(unit),
      nameRunning: (id, hasVerdict) => this.#begin(id, hasVerdict),
    };
  }

  #createListeners(port: MessagePort, marks: WorkerMarks): WorldListeners {
    const used = new Set<string>();
    const onMockUsed = (id: string) => {
      if (used.size !== used.add(id).size) this.#post({ kind: 'mock', id });
    };
    const always: WorldListeners = {
      ...(this.#start.tellsMocks && { onMockUsed }),
      onWarning: warnOnce((warning) => this.#outbox.event(warning)),
      whileLoading: (load) => marks.outside(AGENT_LOAD_MS, load),
      openPrograms: (line) => port.postMessage({ kind: 'programs', port: line }, [line]),
    };
    if (!this.#isTraced) return always;
    const onEntry = (entry: Entry) => this.#trace(entry);
    if (!this.#start.canAsk) return { ...always, onEntry };
    const [flush, nameRunning] = [() => this.#outbox.flush(), () => this.#running];
    return { ...always, onEntry, terminal: createTerminal({ port, marks, flush, nameRunning }) };
  }

  get #isTraced(): boolean {
    const { debug, trace } = this.#start.settings;
    return (debug || trace) && this.#start.mode === 'run';
  }

  /** Notes what runs from now on. */
  #begin(id: string, hasVerdict: boolean): void {
    this.#running = id;
    this.#hasVerdict = hasVerdict;
    if (this.#isTraced) this.#trace();
  }

  #trace(entry?: Entry): void {
    const note = { worker: this.#start.number, scenario: this.#running, hasVerdict: this.#hasVerdict };
    this.#post({ kind: 'trace', note: { ...note, ...(entry && { entry }) } });
  }

  /** Works through an assignment, when those before it are done, then says so. */
  run(items: readonly WorkItem[]): Promise<void> {
    this.#work = this.#work.then(() => this.#runAll(items));
    return this.#work;
  }

  async #runAll(items: readonly WorkItem[]): Promise<void> {
    // It may take longer than any deadline, and no unit runs yet.
    if (this.#start.mode === 'run') await prepareWorkspace(this.#start.settings);
    for (const item of items) {
      if (this.#context.marks.isStopped()) break;
      const session = await this.#open(item);
      if (session !== undefined && this.#start.mode === 'run') await this.#runItem(item, session);
    }
    this.#outbox.flush();
    if (this.#isTraced) this.#begin('', false);
    this.#post({ kind: 'idle', memoryBytes: this.#context.forks.memoryBytes });
  }

  async #runItem(item: WorkItem, session: FileSession): Promise<void> {
    await session.begin(item);
    const firstCount = Math.min(session.selected.length, CHUNK);
    const positions = item.positions === 'first' ? Array.from({ length: firstCount }, (_, i) => i) : item.positions;
    for (const position of positions) {
      if (this.#context.marks.isStopped()) return;
      const result = await session.run(position);
      const teardowns = await session.tearDownAfter(position);
      this.#context.count({ file: item.file, kind: 'scenario', position });
      // Before the scenario itself: with the last of them, all of a file is told.
      for (const trouble of teardowns) this.#tell(trouble);
      this.#tell(result);
      this.#outbox.done(item.id, position);
      // Whoever follows the run sees a scenario's end before the next begins.
      if (this.#isTraced) this.#outbox.flush();
    }
  }

  /** The item's file, loaded; undefined where it does not load, which has then been told. */
  async #open(item: WorkItem): Promise<FileSession | undefined> {
    if (this.#session?.file === item.file) return this.#session;
    this.#session?.close();
    this.#session = undefined;
    const stamp = this.#context.stamp();
    const begun = performance.now();
    const result = await this.#load(item);
    this.#context.count(item.positions === 'first' ? { file: item.file, kind: 'load' } : undefined);
    if (result.kind === 'broken') {
      this.#outbox.loaded({ item: item.id, selectedCount: 0 });
      this.#tellTrouble(item.file, result.trouble, stamp);
      return undefined;
    }
    const { loaded } = result;
    const selected = selectScenarios(loaded.collected.scenarios, this.#start.selection);
    this.#session = new FileSession(this.#context, loaded, selected);
    if (item.positions !== 'first') return this.#session;
    this.#tellLoaded(item, loaded, performance.now() - begun);
    const { failures } = loaded;
    // Else they are told by each scenario that runs.
    const isUntold = failures.length > 0 && selected.every(({ mode }) => mode !== 'run');
    if (isUntold && this.#start.mode === 'run') this.#tellTrouble(item.file, { failures }, stamp);
    return this.#session;
  }

  async #load({ id, file, interruptions }: WorkItem): Promise<LoadResult> {
    const stuck = interruptions.find((each) => each.kind === 'load');
    if (stuck)
      return { kind: 'broken', trouble: { error: timeoutError(stuck, 'load', { file, line: 1 }), failures: [] } };
    const { settings, marks, forks } = this.#context;
    const timeoutMs = settings.debug ? 0 : settings.timeoutMs;
    this.#begin(file, false);
    marks.begin({ kind: 'load', item: id, from: 0, to: 0, attempt: 0, timeoutMs });
    const result = await loadFile(file, { forks, base: this.#base, bare: this.#bare });
    await this.#context.end();
    return result;
  }

  /** Tells what went wrong at a file's top level. */
  #tellTrouble(file: string, trouble: Trouble, stamp: Stamp): void {
    const { at } = trouble.error ?? trouble.failures[0] ?? {};
    const where = { file, line: at?.line ?? 1, index: -1 };
    this.#tell(troubleResult(pseudoScenario('load', where), trouble, stamp));
  }

  #tellLoaded(item: WorkItem, { file, collected }: LoadedFile, durationMs: number): void {
    const selected = this.#session?.selected ?? [];
    const list = this.#start.mode === 'list' ? { scenarios: selected } : {};
    this.#outbox.loaded({ item: item.id, selectedCount: selected.length, ...list });
    const counts = { scenarioCount: collected.scenarios.length, selectedCount: selected.length };
    this.#outbox.event({ kind: 'file.loaded', file, ...counts, durationMs: roundMs(durationMs) });
    for (const warning of collected.warnings) this.#outbox.event(warning);
  }

  #tell(result: ScenarioResult): void {
    this.#outbox.event({ kind: 'scenario.finished', result });
    if (result.outcome !== 'passed' || result.reason === undefined) return;
    const { file, line } = result.scenario;
    this.#outbox.event({ kind: 'warning', message: result.reason, at: { file, line } });
  }

  /** Milliseconds since the run began. */
  #sinceStart(): number {
    return Math.max(0, roundMs(performance.timeOrigin + performance.now() - this.#start.runStartMs));
  }
}
