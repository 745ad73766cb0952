import { openPendingFile, type PendingFile, toNotWritten } from './write-file.js';

/** `run.ndjson` while it is being written. */
export interface EventLog {
  /** Adds one event's line, given without its newline. */
  add(line: string): void;
  /** Writes what is left and gives the file its name; returns why there is no file, where there is none. */
  close(): unknown;
  /** Throws away what was written. */
  drop(): void;
}

/** Lines are written together once they are this long; what a killed process loses is less than that. */
const BATCH_LENGTH = 1 << 16;

/** Opens the log. It never throws: a disk that refuses must not end the run it records; `close` tells. */
export function openEventLog(file: string, shownPath: string): EventLog {
  let problem: unknown;
  let pending: PendingFile | undefined;
  let batch: string[] = [];
  let length = 0;

  const attempt = (action: () => void) => {
    if (problem !== undefined) return;
    try {
      action();
    } catch (error) {
      problem = toNotWritten(error, shownPath);
      pending?.drop();
    }
  };
  const flush = () => {
    pending?.add(batch.join(''));
    batch = [];
    length = 0;
  };

  attempt(() => {
    pending = openPendingFile(file);
  });
  return {
    add: (line) => {
      if (problem !== undefined) return;
      batch.push(line, '\n');
      length += line.length + 1;
      if (length >= BATCH_LENGTH) attempt(flush);
    },
    close: () => {
      attempt(flush);
      attempt(() => pending?.keep());
      return problem;
    },
    drop: () => pending?.drop(),
  };
}
