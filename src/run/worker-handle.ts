import { Worker } from 'node:worker_threads';
import { createSharedMarks, ParentMarks } from './deadline.js';
import type { FromWorker, ToWorker, WorkerStart, WorkItem } from './worker-messages.js';

export interface WorkerListener {
  onMessage(handle: WorkerHandle, message: FromWorker): void;
  /** The thread is gone and all it had posted has been delivered. */
  onExit(handle: WorkerHandle, error: Error | undefined): void;
}

/** The built worker: tests run from the sources, but a thread needs JavaScript. */
const ENTRY = new URL('../../dist/run/worker.js', import.meta.url);

/** The parent's hold on one worker thread. */
export class WorkerHandle {
  readonly number: number;
  readonly marks: ParentMarks;
  readonly #worker: Worker;
  /** What it was assigned and has not finished. */
  assigned: readonly WorkItem[] = [];

  constructor(start: Omit<WorkerStart, 'marks'>, listener: WorkerListener) {
    const shared = createSharedMarks();
    this.number = start.number;
    this.marks = new ParentMarks(shared);
    const workerData: WorkerStart = { ...start, marks: shared };
    this.#worker = new Worker(ENTRY, { workerData, env: {}, stdin: false, stdout: true, stderr: true });
    let failure: Error | undefined;
    this.#worker.on('message', (message: FromWorker) => listener.onMessage(this, message));
    this.#worker.on('error', (error: unknown) => {
      failure = error instanceof Error ? error : new Error(String(error));
    });
    this.#worker.on('exit', () => listener.onExit(this, failure));
  }

  assign(items: readonly WorkItem[]): void {
    this.assigned = items;
    const message: ToWorker = { kind: 'assign', items };
    this.#worker.postMessage(message);
  }

  /** Ends the thread at once, whatever it does. `onExit` follows. */
  kill(): void {
    void this.#worker.terminate();
  }
}
