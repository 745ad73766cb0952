import { Worker } from 'node:worker_threads';
import type { FromThread, ToThread } from './thread-message.js';

/** The built worker: tests run from the sources, but a thread needs JavaScript. */
const ENTRY = new URL('../../../dist/rule/pool/pool-worker.js', import.meta.url);

/** A thread that did not answer in time, or ended by itself. It is gone. */
export class ThreadError extends Error {}

/** A thread that runs Lua rules, one call at a time. */
export class RuleThread {
  readonly #worker: Worker;
  /** Versions of rules that it has loaded. */
  readonly loaded = new Set<string>();
  /** Resolves when it can be asked; a thread that still loads its modules must not be ended. */
  readonly #ready: Promise<void>;
  #take: ((answer: FromThread) => void) | undefined;
  #fail: ((error: ThreadError) => void) | undefined;
  #isGone = false;

  constructor() {
    this.#worker = new Worker(ENTRY, { env: {}, stdin: false });
    this.#worker.unref();
    let isReady: () => void = () => undefined;
    this.#ready = new Promise((resolve) => {
      isReady = resolve;
    });
    this.#worker.on('message', (answer: FromThread) => (answer.kind === 'ready' ? isReady() : this.#take?.(answer)));
    const end = (why: string) => {
      this.#isGone = true;
      isReady();
      this.#fail?.(new ThreadError(why));
    };
    this.#worker.on('error', (error) => end(`its thread has ended: ${String(error)}`));
    this.#worker.on('exit', () => end('its thread has ended'));
  }

  /** Whether it has ended. */
  get isGone(): boolean {
    return this.#isGone;
  }

  /** Asks one thing. Rejects with a ThreadError where there is no answer within some milliseconds; the thread is ended then. */
  async ask(message: ToThread, timeoutMs: number): Promise<FromThread> {
    // A process does not end while something is asked.
    this.#worker.ref();
    await this.#ready;
    return await new Promise<FromThread>((resolve, reject) => {
      const timer = setTimeout(() => this.#giveUp(timeoutMs), timeoutMs);
      const over = () => {
        clearTimeout(timer);
        this.#worker.unref();
        this.#take = undefined;
        this.#fail = undefined;
      };
      this.#take = (answer) => {
        over();
        resolve(answer);
      };
      this.#fail = (error) => {
        over();
        reject(error);
      };
      if (this.#isGone) this.#fail(new ThreadError('its thread has ended'));
      else this.#worker.postMessage(message);
    });
  }

  /** An answer that is there already, but was not read while this thread was busy, still counts. */
  #giveUp(timeoutMs: number): void {
    setImmediate(() => {
      if (this.#fail === undefined) return;
      this.#isGone = true;
      this.#fail(new ThreadError(`did not end within ${timeoutMs} ms`));
      void this.#worker.terminate();
    });
  }

  async close(): Promise<void> {
    await this.#ready;
    this.#isGone = true;
    await this.#worker.terminate();
  }
}
