import type { Entry } from '../model/entry.js';
import type { Evaluated, Evaluation, Person, Question } from '../model/question.js';
import type { RunSettings } from '../model/settings.js';
import { readMocks } from '../world/read-mocks.js';
import type { WorldBase } from '../world/world.js';
import { warmVm } from './thread.js';
import { readVmParts, type VmParts } from './vm-parts.js';
import { WorkerHandle } from './worker-handle.js';
import type { FromWorker } from './worker-messages.js';

export interface ReplHooks {
  /** Told at once of each fact in the world's journal. */
  onEntry(entry: Entry): void;
  /** Who is asked at a breakpoint. */
  readonly person: Person;
}

interface Wait {
  readonly resolve: (evaluated: Evaluated) => void;
  readonly reject: (error: Error) => void;
}

/** A VM with a world that a person talks to, in a thread of its own: one evaluation at a time. */
export class ReplSession {
  readonly #settings: RunSettings;
  readonly #mocks: WorldBase['mocks'];
  readonly #vm: VmParts;
  readonly #hooks: ReplHooks;
  #worker: WorkerHandle | undefined;
  #wait: Wait | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** Real milliseconds of one evaluation, without what the person takes at breakpoints; 0 is none. */
  deadlineMs = 0;

  constructor(settings: RunSettings, mocks: WorldBase['mocks'], hooks: ReplHooks) {
    this.#settings = settings;
    this.#mocks = mocks;
    this.#hooks = hooks;
    this.#vm = readVmParts(settings.memoryBytes);
    warmVm(this.#vm);
  }

  /** Evaluates in the VM as the last evaluation has left it. Rejects on a mistake of moonrig's own. */
  evaluate(evaluation: Evaluation): Promise<Evaluated> {
    return new Promise((resolve, reject) => {
      this.#wait = { resolve, reject };
      this.#worker ??= this.#startWorker();
      this.#worker.evaluate(evaluation);
    });
  }

  /** Ends the evaluation that goes on, and with it the VM: the next one finds a new one. */
  interrupt(why = 'stopped'): void {
    const wait = this.#wait;
    this.close();
    wait?.resolve({ kind: 'failed', text: `${why}; the VM begins anew: what it held is gone`, failures: [] });
  }

  close(): void {
    this.#endTimer();
    const worker = this.#worker;
    this.#worker = undefined;
    this.#wait = undefined;
    worker?.kill();
  }

  #startWorker(): WorkerHandle {
    const start = {
      number: 0,
      settings: this.#settings,
      selection: {},
      coverage: undefined,
      mocks: this.#mocks,
      runStartMs: Date.now(),
      mode: 'repl',
      canAsk: true,
      tellsMocks: false,
    } as const;
    return new WorkerHandle(this.#vm, start, {
      onMessage: (handle, message) => {
        if (handle === this.#worker) this.#receive(handle, message);
      },
      onExit: (handle, error) => {
        if (handle === this.#worker) this.#wait?.reject(error ?? new Error('the worker ended by itself'));
      },
    });
  }

  #beginTimer(): void {
    this.#endTimer();
    const { deadlineMs } = this;
    if (deadlineMs === 0) return;
    this.#timer = setTimeout(() => this.interrupt(`stopped after ${deadlineMs} ms of real time`), deadlineMs);
  }

  #endTimer(): void {
    clearTimeout(this.#timer);
  }

  async #ask(handle: WorkerHandle, question: Question): Promise<void> {
    this.#endTimer();
    const line = await this.#hooks.person.ask(question);
    if (handle !== this.#worker) return;
    this.#beginTimer();
    handle.answer(line);
  }

  #receive(handle: WorkerHandle, message: FromWorker): void {
    const { person, onEntry } = this.#hooks;
    if (message.kind === 'trace' && message.note.entry) onEntry(message.note.entry);
    if (message.kind === 'evaluating') this.#beginTimer();
    if (message.kind === 'ask') void this.#ask(handle, message.question);
    if (message.kind === 'quit') person.quit();
    if (message.kind === 'evaluated' || message.kind === 'bug') this.#endTimer();
    if (message.kind === 'evaluated') this.#wait?.resolve(message.evaluated);
    if (message.kind === 'bug') this.#wait?.reject(new Error(message.stack));
  }
}

/** Opens a session: reads the project's base mocks. Throws a KnownError where one cannot be read. */
export async function openRepl(settings: RunSettings, hooks: ReplHooks): Promise<ReplSession> {
  return new ReplSession(settings, await readMocks(settings), hooks);
}
