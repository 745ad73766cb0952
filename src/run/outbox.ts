import { writeEventLine } from '../model/event-line.js';
import type { RunEvent } from '../model/run-event.js';
import type { CountLog } from './coverage/count-log.js';
import type { FromWorker, LoadedNote } from './worker-messages.js';

/** Sends a message; the buffers named are handed over. */
export type Post = (message: FromWorker, transfer?: readonly ArrayBuffer[]) => void;

const encoder = new TextEncoder();
const MAX_LINES = 256;
/** Each message wakes the parent, which works on the same cores; a person does not see a delay as short as this. */
const MAX_AGE_MS = 20;

/** Gathers what a worker has to tell and posts it in batches, so that a quick scenario does not cost a message. */
export class Outbox {
  readonly #post: Post;
  #loaded: LoadedNote[] = [];
  #done: number[] = [];
  #lines: string[] = [];
  /** When the oldest of the lines was added. */
  #sinceMs = 0;

  /** Where what was counted waits to be told together with the results; without it nothing counts. */
  countLog: CountLog | undefined;

  constructor(post: Post) {
    this.#post = post;
  }

  event(event: RunEvent): void {
    if (this.#lines.length === 0) this.#sinceMs = performance.now();
    this.#lines.push(writeEventLine(event));
  }

  loaded(note: LoadedNote): void {
    this.#loaded.push(note);
  }

  /** Says that a position's result has been added. Posts where the batch is full or old. */
  done(item: number, position: number): void {
    this.#done.push(item, position);
    if (this.#lines.length >= MAX_LINES || performance.now() - this.#sinceMs > MAX_AGE_MS) this.flush();
  }

  flush(): void {
    if (this.#lines.length + this.#loaded.length > 0) {
      const lines = encoder.encode(this.#lines.join('\n'));
      const counted = this.countLog?.take() ?? [];
      this.#post({ kind: 'batch', loaded: this.#loaded, done: this.#done, lines, counted }, [lines.buffer]);
      this.#loaded = [];
      this.#done = [];
      this.#lines = [];
    }
  }
}
