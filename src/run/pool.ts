import type { Question } from '../model/question.js';
import type { Unit } from './deadline.js';
import type { VmParts } from './vm-parts.js';
import type { Queue } from './work-queue.js';
import { WorkerFolders } from './worker-folders.js';
import { WorkerHandle, type WorkerListener } from './worker-handle.js';
import type { FromWorker, WorkerStart } from './worker-messages.js';

/** How often running units are looked at, in milliseconds: a stuck one is stopped so late at most. */
const WATCH_MS = 10;
/** A worker whose VM has grown past this is replaced: its memory never shrinks. */
const MAX_IDLE_MEMORY = 64 * 1024 * 1024;
/** How long workers may go on with the scenario of the moment when the run is stopped. */
const STOP_GRACE_MS = 200;

export interface PoolOptions {
  readonly vm: VmParts;
  readonly start: Omit<WorkerStart, 'marks' | 'number'>;
  readonly queue: Queue;
  readonly maxWorkers: number;
  /** A file that idle workers load from the start, because it is long. */
  readonly preload?: string;
  readonly onMessage: (message: FromWorker) => void;
  /** Asks the person at the terminal; gives a line, or undefined where nobody is there any more. */
  readonly onAsk?: (question: Question) => Promise<string | undefined>;
}

/** Worker threads over one queue: hands out work, watches deadlines, replaces what it kills. */
export class Pool {
  readonly #options: PoolOptions;
  readonly #workers = new Set<WorkerHandle>();
  /** Started ahead of need once something was killed, so that a kill does not cost a start. */
  #spare: WorkerHandle | undefined;
  #nextNumber = 0;
  #isStopped = false;
  #end: { resolve: () => void; reject: (error: Error) => void } | undefined;
  /** Deaths that were ordered, by the unit they were ordered for. */
  readonly #killed = new Map<WorkerHandle, Unit>();
  readonly #retired = new Set<WorkerHandle>();
  readonly #folders: WorkerFolders;
  readonly #listener: WorkerListener = {
    onMessage: (handle, message) => this.#receive(handle, message),
    onExit: (handle, error) => this.#bury(handle, error),
  };

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#folders = new WorkerFolders(options.start.settings.workspace);
  }

  /** Starts one worker at once; it gets work when `run` is called. */
  warmUp(): void {
    this.#spare ??= this.#startWorker();
  }

  /** Works until the queue is empty, or until it is stopped. Rejects on a mistake of moonrig's own. */
  async run(): Promise<void> {
    const watch = setInterval(() => this.#watch(), WATCH_MS);
    try {
      await new Promise<void>((resolve, reject) => {
        this.#end = { resolve, reject };
        this.#fill();
        this.#preload();
      });
    } finally {
      clearInterval(watch);
      this.#close();
      await this.#folders.settle();
    }
  }

  /** Begins no further scenario; kills what does not end soon. */
  stop(): void {
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.#options.queue.close();
    for (const worker of this.#workers) worker.marks.stop();
    setTimeout(() => this.#endStuck(), STOP_GRACE_MS).unref();
  }

  /** Kills the workers that a stop has not reached, and has told what they had finished. */
  #endStuck(): void {
    for (const worker of this.#workers) {
      this.#killed.set(worker, worker.marks.current());
      worker.kill();
    }
  }

  #startWorker(): WorkerHandle {
    const { vm, start } = this.#options;
    return new WorkerHandle(vm, { ...start, number: this.#nextNumber++ }, this.#listener);
  }

  /** Gives work to as many workers as there is work for, and notices the end. */
  #fill(): void {
    const { queue, maxWorkers } = this.#options;
    while (queue.length > 0 && this.#workers.size < maxWorkers) {
      const worker = this.#spare ?? this.#startWorker();
      this.#spare = undefined;
      this.#workers.add(worker);
      worker.assign(queue.take(maxWorkers));
    }
    if (queue.length === 0 && this.#workers.size === 0) this.#end?.resolve();
  }

  /** Lets idle workers load a file that promises to be cut into chunks, so that they can take part at once. */
  #preload(): void {
    const { preload, maxWorkers } = this.#options;
    while (preload !== undefined && this.#workers.size < maxWorkers) {
      const worker = this.#startWorker();
      this.#workers.add(worker);
      worker.assign([{ id: -1, file: preload, positions: [], interruptions: [] }]);
    }
  }

  #receive(handle: WorkerHandle, message: FromWorker): void {
    if (message.kind === 'bug') {
      this.#end?.reject(new Error(message.stack));
      return;
    }
    if (message.kind === 'ask') void this.#ask(handle, message.question);
    if (message.kind === 'batch') this.#noteProgress(handle, message);
    this.#options.onMessage(message);
    if (message.kind === 'idle') this.#goOn(handle, message.memoryBytes);
    else this.#fill();
  }

  async #ask(handle: WorkerHandle, question: Question): Promise<void> {
    handle.answer(await this.#options.onAsk?.(question));
  }

  #noteProgress(handle: WorkerHandle, { loaded, done }: FromWorker & { kind: 'batch' }): void {
    const { queue } = this.#options;
    for (const note of loaded) {
      const item = handle.assigned.find((each) => each.id === note.item);
      if (item !== undefined) queue.loaded(item, note.selectedCount);
    }
    for (let i = 0; i < done.length; i += 2) queue.done(done[i] ?? 0, done[i + 1] ?? 0);
    if (loaded.length + done.length > 0) this.#assignAhead(handle);
  }

  /**
   * Gives a worker its next work while it is still busy, so that it need not wait for it. Not where the others might have
   * nothing left to do, nor where the worker may ask something: it takes the next message for the answer.
   */
  #assignAhead(handle: WorkerHandle): void {
    const { queue, maxWorkers, start } = this.#options;
    const isOpen = this.#workers.has(handle) && !this.#killed.has(handle) && !start.canAsk;
    if (!isOpen || handle.assignmentCount !== 1 || queue.length <= maxWorkers) return;
    handle.assign(queue.take(maxWorkers));
  }

  #goOn(handle: WorkerHandle, memoryBytes: number): void {
    const { queue, maxWorkers } = this.#options;
    handle.finish();
    if (handle.assignmentCount === 0) {
      if (memoryBytes > MAX_IDLE_MEMORY || queue.length === 0) this.#rest(handle, memoryBytes);
      else handle.assign(queue.take(maxWorkers));
    }
    this.#fill();
  }

  /** A worker without work: kept as the spare one, or let go. */
  #rest(handle: WorkerHandle, memoryBytes: number): void {
    this.#workers.delete(handle);
    if (this.#spare === undefined && memoryBytes <= MAX_IDLE_MEMORY) this.#spare = handle;
    else this.#retire(handle);
  }

  #retire(handle: WorkerHandle): void {
    this.#workers.delete(handle);
    this.#retired.add(handle);
    handle.kill();
  }

  #watch(): void {
    const now = performance.now();
    for (const worker of this.#workers) {
      if (this.#killed.has(worker)) continue;
      const unit = worker.marks.claimOverdue(now);
      if (unit === undefined) continue;
      this.#killed.set(worker, unit);
      worker.kill();
      this.warmUp();
    }
  }

  #bury(handle: WorkerHandle, error: Error | undefined): void {
    this.#folders.discard(handle.thread);
    if (this.#spare === handle) this.#spare = undefined;
    if (this.#retired.has(handle)) return;
    const wasWorking = this.#workers.delete(handle);
    const unit = this.#killed.get(handle);
    if (unit === undefined && (!wasWorking || !handle.marks.isRunning())) {
      this.#end?.reject(error ?? new Error('a worker ended by itself'));
      return;
    }
    const { queue } = this.#options;
    const last = unit ?? handle.marks.current();
    if (this.#isStopped) queue.giveBackUntold(handle.assigned, last);
    else queue.giveBack(handle.assigned, last, unit === undefined ? 'crashed' : 'timed-out');
    this.#fill();
  }

  #close(): void {
    for (const worker of [...this.#workers, ...(this.#spare ? [this.#spare] : [])]) this.#retire(worker);
    this.#spare = undefined;
  }
}
