import type Picomatch from 'picomatch';
import { loadLate } from '../model/load-late.js';
import { compareText } from '../model/run-record.js';

/** A glob as the question whether it matches a path; what compiles it is loaded when a script first globs. */
export function compileGlob(pattern: string): (path: string) => boolean {
  // The package exports this one function.
  const picomatch = loadLate('picomatch', import.meta.url) as typeof Picomatch;
  return picomatch(pattern, { dot: true });
}

/** Where a workspace's files come from before anything is written: read when first asked for. */
export interface WorkspaceFixture {
  /** All paths, with `/`, sorted. */
  readonly paths: readonly string[];
  read(path: string): Uint8Array;
}

/** Bytes of the files that one scenario may have written, their paths included. */
export const MAX_WRITTEN = 64 * 1024 * 1024;

const NO_FILES: WorkspaceFixture = {
  paths: [],
  read: (path) => {
    throw new Error(`${path} is not in the fixture`);
  },
};

/** One file that is not as the fixture has it. */
export interface WorkspaceChange {
  readonly path: string;
  /** Undefined where it is new. */
  readonly before?: Uint8Array;
  readonly after: Uint8Array;
}

/** An in-memory folder over a fixture. What a scenario writes stays in its own copy. */
export class Workspace {
  readonly #fixture: WorkspaceFixture;
  /** Written files; the fixture's stay in the fixture. */
  #written: Map<string, Uint8Array>;
  #writtenSize = 0;

  constructor(fixture: WorkspaceFixture = NO_FILES, written: ReadonlyMap<string, Uint8Array> = new Map()) {
    this.#fixture = fixture;
    this.#written = new Map(written);
  }

  fork(): Workspace {
    const fork = new Workspace(this.#fixture, this.#written);
    fork.#writtenSize = this.#writtenSize;
    return fork;
  }

  exists(path: string): boolean {
    return this.#written.has(path) || this.#fixture.paths.includes(path);
  }

  /** Bytes of a file, or undefined. */
  read(path: string): Uint8Array | undefined {
    return this.#written.get(path) ?? (this.#fixture.paths.includes(path) ? this.#fixture.read(path) : undefined);
  }

  /** False where all that was written would come to more than may be held; then nothing is. */
  write(path: string, bytes: Uint8Array): boolean {
    const before = this.#written.get(path);
    const added = before === undefined ? path.length + bytes.length : bytes.length - before.length;
    if (added > 0 && this.#writtenSize + added > MAX_WRITTEN) return false;
    this.#written.set(path, bytes);
    this.#writtenSize += added;
    return true;
  }

  /** Files whose content is not that of the fixture, sorted by path. */
  changes(): WorkspaceChange[] {
    const changes = [...this.#written].flatMap(([path, after]) => {
      const before = this.#fixture.paths.includes(path) ? this.#fixture.read(path) : undefined;
      if (before !== undefined && Buffer.compare(before, after) === 0) return [];
      return [{ path, after, ...(before && { before }) }];
    });
    return changes.sort((a, b) => compareText(a.path, b.path));
  }

  /** Paths that match a glob, sorted. `*` stays in a folder, `**` crosses; files that start with a dot are found too. */
  glob(pattern: string): string[] {
    const matches = compileGlob(pattern);
    return this.paths().filter((path) => matches(path));
  }

  /** All paths, sorted by code unit. */
  paths(): string[] {
    return [...new Set([...this.#fixture.paths, ...this.#written.keys()])].sort(compareText);
  }
}

/** A path inside the workspace in its one spelling, or undefined where it leads out or names no file. */
export function normalizePath(path: string): string | undefined {
  if (path.includes('\0') || path.startsWith('/') || /^[A-Za-z]:/.test(path)) return undefined;
  const parts: string[] = [];
  for (const part of path.replaceAll('\\', '/').split('/')) {
    if (part === '..' && parts.pop() === undefined) return undefined;
    if (part !== '' && part !== '.' && part !== '..') parts.push(part);
  }
  return parts.length === 0 ? undefined : parts.join('/');
}
