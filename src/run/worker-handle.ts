import type { MessagePort, Worker } from 'node:worker_threads';
import type { Evaluation } from '../model/question.js';
import { createSharedMarks, ParentMarks } from './deadline.js';
import type { ProgramHost } from './programs/program-host.js';
import { endThread, takeThread } from './thread.js';
import type { VmParts } from './vm-parts.js';
import type { FromWorker, ToWorker, WorkerStart, WorkItem } from './worker-messages.js';

export interface WorkerListener {
  onMessage(handle: WorkerHandle, message: FromWorker): void;
  /** The thread is gone and all it had posted has been delivered. */
  onExit(handle: WorkerHandle, error: Error | undefined): void;
}

/** The parent's hold on one worker thread. */
export class WorkerHandle {
  readonly number: number;
  /** The number of its thread, also when that is gone. */
  readonly thread: number;
  readonly marks: ParentMarks;
  readonly #worker: Worker;
  /** Assignments that it has not said to have finished, the one it works on first. */
  readonly #assignments: (readonly WorkItem[])[] = [];
  /** The programs that it has asked for. */
  #programs: ProgramHost | undefined;
  #isOver = false;

  constructor(vm: VmParts, start: Omit<WorkerStart, 'marks'>, listener: WorkerListener) {
    const shared = createSharedMarks();
    this.number = start.number;
    this.marks = new ParentMarks(shared);
    this.#worker = takeThread(vm);
    this.thread = this.#worker.threadId;
    this.#send({ kind: 'start', start: { ...start, marks: shared } });
    let failure: Error | undefined;
    this.#worker.on('message', (message: FromWorker) => {
      if (message.kind === 'programs') void this.#openPrograms(message.port);
      else listener.onMessage(this, message);
    });
    this.#worker.on('error', (error: unknown) => {
      failure = error instanceof Error ? error : new Error(String(error));
    });
    this.#worker.on('exit', () => {
      this.#isOver = true;
      this.#programs?.close();
      listener.onExit(this, failure);
    });
  }

  /** What it was assigned and has not finished. */
  get assigned(): readonly WorkItem[] {
    return this.#assignments.flat();
  }

  get assignmentCount(): number {
    return this.#assignments.length;
  }

  /** Gives it work, which begins when all it was given before is done. */
  assign(items: readonly WorkItem[]): void {
    this.#assignments.push(items);
    this.#send({ kind: 'assign', items });
  }

  /** Notes that it has finished the oldest of its assignments. */
  finish(): void {
    this.#assignments.shift();
  }

  /** Answers the question it has asked. */
  answer(line: string | undefined): void {
    this.#send({ kind: 'answer', line });
    this.marks.wake();
  }

  /** Has it evaluate something, in repl mode. */
  evaluate(evaluation: Evaluation): void {
    this.#send({ kind: 'evaluate', evaluation });
  }

  /** Ends the thread at once, whatever it does, and the programs it has started. `onExit` follows. */
  kill(): void {
    this.#isOver = true;
    this.#programs?.close();
    endThread(this.#worker);
  }

  /** Loads what starts programs, which few runs do. */
  async #openPrograms(port: MessagePort): Promise<void> {
    const programs = await import('./programs/program-host.js');
    if (this.#isOver) port.close();
    else this.#programs = new programs.ProgramHost(port);
  }

  #send(message: ToWorker): void {
    this.#worker.postMessage(message);
  }
}
