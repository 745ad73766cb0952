import { appendFileSync } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { KnownError } from '../../model/known-error.js';
import { showSystemError } from '../../model/system-error.js';
import { type MadeDecision, showLogLine } from './log-line.js';

/** Lines that are gathered before they are written. */
const GATHER_MS = 50;
/** So many bytes are gathered without waiting for the time. */
const GATHER_BYTES = 1024 * 1024;
/** What could not be written is kept up to here, and what comes then is counted as lost. */
const MAX_BYTES = 64 * 1024 * 1024;

export interface DecisionLogOptions {
  /** Told that lines cannot be written, and why. They are kept and tried again. Without it: warnings of the process. */
  readonly onProblem?: (problem: KnownError) => void;
  /** Milliseconds since 1970; the real clock unless a test gives another. */
  readonly now?: () => number;
}

/**
 * Decisions as lines of JSON at the end of a file. Writing never makes a decision wait. The file is opened for each batch of
 * lines, so that it may be renamed or removed meanwhile (`logrotate` without a signal); each batch is whole lines.
 */
export class DecisionLog {
  readonly #path: string;
  readonly #options: DecisionLogOptions;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> | undefined;
  #lostCount = 0;
  readonly #writeAtExit = (): void => this.#writeNow();

  /** `path`: of the file; it and its folder are made when there is something to write. */
  constructor(path: string, options: DecisionLogOptions = {}) {
    this.#path = path;
    this.#options = options;
    process.on('exit', this.#writeAtExit);
  }

  /** How many decisions are lost because the file could not be written for too long. */
  get lostCount(): number {
    return this.#lostCount;
  }

  /** Takes a decision; it is written soon. */
  add(made: MadeDecision): void {
    const line = Buffer.from(`${showLogLine(made, (this.#options.now ?? Date.now)())}\n`);
    if (this.#waitingBytes + line.length > MAX_BYTES) {
      this.#lostCount++;
      return;
    }
    this.#waiting.push(line);
    this.#waitingBytes += line.length;
    if (this.#writing !== undefined) return;
    if (this.#waitingBytes >= GATHER_BYTES) this.#begin();
    else this.#timer ??= setTimeout(() => this.#begin(), GATHER_MS);
  }

  /** Resolves when all that was added is written. Throws a KnownError where it cannot be. */
  async flush(): Promise<void> {
    await this.#writing;
    if (this.#waitingBytes === 0) return;
    this.#stopTimer();
    this.#writing = this.#write();
    try {
      await this.#writing;
    } finally {
      this.#writing = undefined;
    }
  }

  /** Writes what is left and takes no more notice of the process's end. */
  async close(): Promise<void> {
    try {
      await this.flush();
    } finally {
      this.#stopTimer();
      process.off('exit', this.#writeAtExit);
    }
  }

  #begin(): void {
    this.#stopTimer();
    this.#writing = this.#write()
      .catch((error: unknown) => this.#refuse(error))
      .finally(() => {
        this.#writing = undefined;
        if (this.#waitingBytes > 0) this.#timer ??= setTimeout(() => this.#begin(), GATHER_MS);
      });
  }

  async #write(): Promise<void> {
    const batch = this.#take();
    let written = 0;
    try {
      await mkdir(dirname(this.#path), { recursive: true });
      const file = await open(this.#path, 'a');
      try {
        while (written < batch.length) written += await writeSome(file, batch, written);
      } finally {
        await file.close();
      }
    } catch (error) {
      // What the file has not taken comes first the next time.
      this.#putBack(batch.subarray(written));
      throw this.#explain(error);
    }
  }

  #take(): Buffer {
    const batch = Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#waitingBytes = 0;
    return batch;
  }

  #putBack(rest: Buffer): void {
    if (rest.length === 0) return;
    this.#waiting.unshift(rest);
    this.#waitingBytes += rest.length;
  }

  #writeNow(): void {
    if (this.#waitingBytes > 0) appendFileSync(this.#path, this.#take());
  }

  #refuse(error: unknown): void {
    if (!(error instanceof KnownError)) throw error;
    if (this.#options.onProblem !== undefined) this.#options.onProblem(error);
    else process.emitWarning(error.message, 'RuleWarning');
  }

  #explain(error: unknown): unknown {
    const why = showSystemError(error);
    if (why === undefined) return error;
    return new KnownError('report-not-written', `decisions cannot be logged: ${this.#path}: ${why}`);
  }

  #stopTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

async function writeSome(file: FileHandle, batch: Buffer, from: number): Promise<number> {
  const { bytesWritten } = await file.write(batch, from);
  return bytesWritten;
}
