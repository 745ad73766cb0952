import { readFileSync, statSync } from 'node:fs';
import { showSystemError } from '../model/system-error.js';
import { WorkspaceError } from './workspace-path.js';

/** A file's content, which never changes; what changes is which one a path has. */
export interface WorkspaceFile {
  /** Virtual milliseconds, since the world began, at which it was written; 0 for one of a fixture. */
  readonly writtenMs: number;
  readonly size: number;
  /** Its bytes, which must not be changed. Throws a WorkspaceError where the system refuses. */
  bytes(): Uint8Array;
}

/** More than a scenario could ever be given. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** Throws a WorkspaceError for a file that is too large to be read at all. */
export function refuseHuge(path: string, size: number): void {
  if (size <= MAX_FILE_BYTES) return;
  throw new WorkspaceError(`${path}: has ${size} bytes, more than ${MAX_FILE_BYTES / 1024 / 1024} MiB`);
}

/** A file of a fixture folder: its content stays on disk until someone asks, and is then kept. */
export class FixtureFile implements WorkspaceFile {
  readonly writtenMs = 0;
  /** Where it lies on disk, absolute. */
  readonly source: string;
  readonly #shown: string;
  #bytes: Uint8Array | undefined;

  /** `shown` is how messages name it. */
  constructor(source: string, shown: string) {
    this.source = source;
    this.#shown = shown;
  }

  get size(): number {
    return this.#bytes?.length ?? this.#ask(() => statSync(this.source).size);
  }

  bytes(): Uint8Array {
    refuseHuge(this.#shown, this.size);
    this.#bytes ??= this.#ask(() => readFileSync(this.source));
    return this.#bytes;
  }

  #ask<T>(question: () => T): T {
    try {
      return question();
    } catch (error) {
      const why = showSystemError(error);
      throw why === undefined ? error : new WorkspaceError(`${this.#shown}: cannot be read: ${why}`);
    }
  }
}

/** Bytes of which several contents may be the beginning; those behind `used` belong to nobody yet. */
interface Store {
  readonly buffer: Uint8Array;
  used: number;
}

/** A file that a scenario has written. */
export class WrittenFile implements WorkspaceFile {
  readonly size: number;
  readonly writtenMs: number;
  readonly #store: Store;

  private constructor(store: Store, size: number, writtenMs: number) {
    this.#store = store;
    this.size = size;
    this.writtenMs = writtenMs;
  }

  /** `bytes` must not be changed any more. */
  static of(bytes: Uint8Array, writtenMs: number): WrittenFile {
    return new WrittenFile({ buffer: bytes, used: bytes.length }, bytes.length, writtenMs);
  }

  /** A file, and bytes behind its own. Appending again and again copies each byte a few times at most. */
  static append(file: WorkspaceFile, bytes: Uint8Array, writtenMs: number): WrittenFile {
    const size = file.size + bytes.length;
    const own = file instanceof WrittenFile ? file.#store : undefined;
    const isRoom = own !== undefined && own.used === file.size && own.buffer.length >= size;
    const store = isRoom ? own : grow(file.bytes(), size);
    store.buffer.set(bytes, file.size);
    store.used = size;
    return new WrittenFile(store, size, writtenMs);
  }

  bytes(): Uint8Array {
    return this.#store.buffer.subarray(0, this.size);
  }

  /** Whether it is another file with bytes appended, as far as that can be told without looking at them. */
  continues(file: WorkspaceFile | undefined): boolean {
    return file instanceof WrittenFile && file.#store === this.#store && file.size <= this.size;
  }
}

function grow(bytes: Uint8Array, size: number): Store {
  const buffer = new Uint8Array(size + bytes.length);
  buffer.set(bytes);
  return { buffer, used: bytes.length };
}
