import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { KnownError } from '../../model/known-error.js';
import { showSystemError } from '../../model/system-error.js';

/** A file that is being written under a temporary name beside its place, so that nobody ever reads half of it. */
export interface PendingFile {
  /** Adds text, or bytes as they are. Throws what the file system throws. */
  add(content: string | Uint8Array): void;
  /** Gives the file its name. */
  keep(): void;
  /** Throws away what was written. */
  drop(): void;
}

/**
 * Opens a file to write; missing folders are made. What is there and is no plain file (a pipe, a device such as
 * /dev/stdout) is written to as it is. Throws what the file system throws.
 */
export function openPendingFile(file: string): PendingFile {
  makeFolder(dirname(file));
  const isSpecial = statSync(file, { throwIfNoEntry: false })?.isFile() === false;
  const temporary = isSpecial ? file : join(dirname(file), `.${basename(file)}.${process.pid}.tmp`);
  const descriptor = openSync(temporary, 'w');
  const remove = () => {
    if (!isSpecial) rmSync(temporary, { force: true });
  };
  // A second Ctrl-C ends the process in the middle.
  process.once('exit', remove);
  let isOpen = true;
  const close = () => {
    process.off('exit', remove);
    if (isOpen) closeSync(descriptor);
    isOpen = false;
  };
  return {
    add: (content) => writeAll(descriptor, Buffer.from(content)),
    keep: () => {
      close();
      if (!isSpecial) renameSync(temporary, file);
    },
    drop: () => {
      close();
      remove();
    },
  };
}

/** Node's own recursive mkdir never returns where a file system answers ENOENT to it, as /proc does. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

/** Writes a whole file. Throws KnownError `report-not-written` where the system refuses. */
export function writeFile(file: string, content: string | Uint8Array, shownPath: string): void {
  let pending: PendingFile | undefined;
  try {
    pending = openPendingFile(file);
    pending.add(content);
    pending.keep();
  } catch (error) {
    pending?.drop();
    throw toNotWritten(error, shownPath);
  }
}

/** The known error for a report the system refused to take; any other error as it is. */
export function toNotWritten(error: unknown, shownPath: string): unknown {
  const why = showSystemError(error);
  return why === undefined ? error : new KnownError('report-not-written', `${shownPath} was not written: ${why}`);
}

/** The system may take less than it is given, when a disk is almost full. */
function writeAll(descriptor: number, bytes: Uint8Array): void {
  let written = 0;
  while (written < bytes.length) written += writeSync(descriptor, bytes, written);
}
