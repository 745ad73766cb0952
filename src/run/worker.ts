import { type MessagePort, parentPort } from 'node:worker_threads';
import type { Entry } from '../model/entry.js';
import { KnownError } from '../model/known-error.js';
import { selectScenarios } from '../scenario/select.js';
import { Vm, type VmSnapshot } from '../vm/vm.js';
import { createHost } from '../world/host.js';
import type { World, WorldBase } from '../world/world.js';
import { createWorldBase } from '../world/world-base.js';
import { type Unit, WorkerMarks } from './deadline.js';
import { FileSession } from './file-session.js';
import { Forks } from './forks.js';
import { loadFile } from './load-file.js';
import { Outbox } from './outbox.js';
import { errorResult, type PlainResult, pseudoScenario, timeoutError } from './plain-results.js';
import { roundMs } from './round-ms.js';
import type { WorkerContext } from './worker-context.js';
import { CHUNK, type FromWorker, type ToWorker, type WorkerStart, type WorkItem } from './worker-messages.js';

/** A worker thread: loads scenario files into its VM and runs what it is assigned. */
class ScenarioWorker {
  readonly #start: WorkerStart;
  readonly #base: WorldBase;
  readonly #context: WorkerContext;
  readonly #bare: VmSnapshot;
  readonly #outbox: Outbox;
  readonly #post: (message: FromWorker) => void;
  /** The file loaded last: the next chunk of it needs no second load. */
  #session: { readonly file: string; readonly session: FileSession } | undefined;
  #running = '';

  constructor(start: WorkerStart, post: (message: FromWorker) => void) {
    this.#start = start;
    this.#post = post;
    this.#outbox = new Outbox(post);
    const { settings } = start;
    const tell = settings.debug ? (entry: Entry) => this.#tellEntry(entry) : undefined;
    this.#base = createWorldBase(settings, start.mocks, tell);
    const marks = new WorkerMarks(start.marks);
    const forks = new Forks((currentWorld) => createVm(start, currentWorld));
    this.#bare = forks.takeVm();
    this.#context = {
      forks,
      settings,
      marks,
      end: async () => {
        if (!marks.end()) await new Promise(() => undefined);
      },
      nameRunning: (id) => {
        this.#running = id;
      },
    };
  }

  async run(items: readonly WorkItem[]): Promise<void> {
    for (const item of items) {
      if (this.#context.marks.isStopped()) break;
      await this.#runItem(item);
    }
    this.#outbox.flush();
    this.#post({ kind: 'idle', memoryBytes: this.#context.forks.memoryBytes });
  }

  async #runItem(item: WorkItem): Promise<void> {
    const session = await this.#open(item);
    if (session === undefined) return;
    await session.begin(item);
    const count = session.selected.length;
    const positions =
      item.positions === 'first' ? Array.from({ length: Math.min(count, CHUNK) }, (_, i) => i) : item.positions;
    if (this.#start.mode === 'list') return;
    for (const position of positions) {
      if (this.#context.marks.isStopped()) return;
      const startedMs = this.#sinceStart();
      this.#tell(await session.run(position), startedMs);
      for (const result of await session.tearDownAfter(position)) this.#tell(result, startedMs);
      this.#outbox.done(item.id, position);
    }
  }

  /** The item's file, loaded; undefined where it does not load, which has then been told. */
  async #open(item: WorkItem): Promise<FileSession | undefined> {
    if (this.#session?.file === item.file) return this.#session.session;
    this.#session = undefined;
    const { file } = item;
    const startedMs = this.#sinceStart();
    const refuse = (error: Parameters<typeof errorResult>[1]) => {
      this.#outbox.loaded({ item: item.id, selectedCount: 0 });
      this.#tell(
        errorResult(pseudoScenario('<load>', { file, line: error.at?.line ?? 1, index: -1 }), error),
        startedMs,
      );
      return undefined;
    };
    const stuck = item.interruptions.find((each) => each.kind === 'load');
    if (stuck) return refuse(timeoutError(stuck, 'load', { file, line: 1 }));
    const { settings, marks, forks } = this.#context;
    const begun = performance.now();
    const unit: Unit = {
      kind: 'load',
      item: item.id,
      from: 0,
      to: 0,
      attempt: 0,
      timeoutMs: settings.debug ? 0 : settings.timeoutMs,
    };
    marks.begin(unit);
    const result = await loadFile(file, { forks, base: this.#base, bare: this.#bare });
    await this.#context.end();
    if (result.kind === 'broken') return refuse(result.error);
    const { collected } = result.loaded;
    const selected = selectScenarios(collected.scenarios, this.#start.selection);
    const session = new FileSession(this.#context, result.loaded, selected);
    this.#session = { file, session };
    if (item.positions === 'first') {
      const list = this.#start.mode === 'list' ? { scenarios: selected } : {};
      this.#outbox.loaded({ item: item.id, selectedCount: selected.length, ...list });
      const counts = { scenarioCount: collected.scenarios.length, selectedCount: selected.length };
      this.#outbox.event({ kind: 'file.loaded', file, ...counts, durationMs: roundMs(performance.now() - begun) });
      for (const warning of collected.warnings) this.#outbox.event(warning);
    }
    return session;
  }

  #tell(result: PlainResult, startedMs: number): void {
    const full = { ...result, worker: this.#start.number, startedMs };
    this.#outbox.event({ kind: 'scenario.finished', result: full });
    if (result.outcome === 'passed' && result.reason !== undefined) {
      const { file, line } = result.scenario;
      this.#outbox.event({ kind: 'warning', message: result.reason, at: { file, line } });
    }
  }

  #tellEntry(entry: Entry): void {
    this.#post({ kind: 'entry', scenario: this.#running, entry });
  }

  #sinceStart(): number {
    return Math.max(0, roundMs(performance.timeOrigin + performance.now() - this.#start.runStartMs));
  }
}

function createVm(start: WorkerStart, currentWorld: () => World): Vm {
  const host = createHost(currentWorld);
  return new Vm({
    compiled: start.compiled,
    memoryBytes: start.settings.memoryBytes,
    prelude: start.prelude,
    dispatch: host.dispatch,
    settings: host.preludeSettings,
  });
}

/** Tells the parent of what went wrong in moonrig itself. */
function showBug(error: unknown): FromWorker {
  const stack =
    error instanceof KnownError || !(error instanceof Error) ? String(error) : (error.stack ?? error.message);
  return { kind: 'bug', stack };
}

function listen(port: MessagePort): void {
  let worker: ScenarioWorker | undefined;
  port.on('message', (message: ToWorker) => {
    try {
      if (message.kind === 'start') worker = new ScenarioWorker(message.start, (told) => port.postMessage(told));
      else worker?.run(message.items).catch((error: unknown) => port.postMessage(showBug(error)));
    } catch (error) {
      port.postMessage(showBug(error));
    }
  });
}

if (parentPort !== null) listen(parentPort);
