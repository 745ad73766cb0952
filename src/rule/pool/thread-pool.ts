import { Queue } from './queue.js';
import { RuleThread } from './rule-thread.js';

/** Who waits for a thread. */
interface Waiting {
  readonly resolve: (thread: RuleThread) => void;
  readonly reject: (error: Error) => void;
}

/** Some threads, each with one thing to do at a time. They are started when they are needed. */
export class ThreadPool {
  readonly #size: number;
  readonly #all = new Set<RuleThread>();
  readonly #idle: RuleThread[] = [];
  readonly #waiting = new Queue<Waiting>();
  #isClosed = false;

  constructor(size: number) {
    this.#size = size;
  }

  /** Does something with a thread of its own; the next one waits where all are busy. */
  async use<T>(work: (thread: RuleThread) => Promise<T>): Promise<T> {
    const thread = await this.#take();
    try {
      return await work(thread);
    } finally {
      this.#giveBack(thread);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (let next = this.#waiting.take(); next !== undefined; next = this.#waiting.take()) next.reject(closed());
    await Promise.all([...this.#all].map((thread) => thread.close()));
  }

  async #take(): Promise<RuleThread> {
    if (this.#isClosed) throw closed();
    const idle = this.#idle.pop();
    if (idle !== undefined) return idle;
    if (this.#all.size < this.#size) return this.#start();
    return await new Promise((resolve, reject) => this.#waiting.add({ resolve, reject }));
  }

  #start(): RuleThread {
    const thread = new RuleThread();
    this.#all.add(thread);
    return thread;
  }

  #giveBack(thread: RuleThread): void {
    if (thread.isGone) this.#all.delete(thread);
    const next = this.#waiting.take();
    if (next !== undefined) next.resolve(thread.isGone ? this.#start() : thread);
    else if (!thread.isGone) this.#idle.push(thread);
  }
}

function closed(): Error {
  return new Error('the pool of rules is closed');
}
