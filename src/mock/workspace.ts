import type { PathTree } from './path-tree.js';
import type { WorkspaceFile } from './workspace-file.js';

/** Where a workspace's files come from before anything is written. */
export interface WorkspaceFixture {
  readonly files: PathTree<WorkspaceFile>;
  /** What lies there and is not of the workspace, with the reason: a link that leads out, a pipe. */
  readonly refused: ReadonlyMap<string, string>;
}

/** One thing in a folder. */
export interface ListedItem {
  readonly path: string;
  readonly kind: 'file' | 'folder';
}

export interface WorkspaceStat {
  readonly kind: 'file' | 'folder';
  /** Bytes; of a folder, 0. */
  readonly size: number;
  /** Virtual milliseconds since the world began at which it, or the newest file in it, was written. */
  readonly writtenMs: number;
}

/** One file that is not as it was. */
export interface WorkspaceChange {
  readonly path: string;
  /** Undefined where it is new. */
  readonly before?: WorkspaceFile;
  /** Undefined where it is gone. */
  readonly after?: WorkspaceFile;
}

/** Bytes that the files of one scenario may come to beyond its fixture's, with what each costs to hold. */
export const MAX_WRITTEN = 64 * 1024 * 1024;

/**
 * A folder of files that one scenario works in. Paths are those that `readPath` gives. A folder is there as long as a file
 * lies below it. Contents are bytes, and given out without a copy: nobody may change them.
 *
 * All methods throw a WorkspaceError for what cannot be, and then nothing has changed.
 */
export interface Workspace {
  /** The same at this moment, in constant time: what either changes the other does not see. */
  fork(): Workspace;
  /** What there is at a path, if anything. */
  stat(path: string): WorkspaceStat | undefined;
  read(path: string): Uint8Array;
  /** The content before the last change of that path: null where there was none, undefined where nothing changed it. */
  readEarlier(path: string): Uint8Array | null | undefined;
  /** Writes the whole file. `atMs` is the virtual time. */
  write(path: string, bytes: Uint8Array, atMs: number): void;
  /** Writes behind what the file holds; it may be new. */
  append(path: string, bytes: Uint8Array, atMs: number): void;
  /** Takes a file out, or all files of a folder where `isRecursive` says so. Gives how many. */
  delete(path: string, isRecursive: boolean): number;
  /** Gives a file or a folder another path, at which nothing may be. Gives how many files that were. */
  move(from: string, to: string): number;
  /** What lies in a folder, not below it; sorted by path. */
  list(folder: string): ListedItem[];
  /** Paths of all files, sorted by code unit. */
  paths(): Iterable<string>;
  /** Files whose content is not that of the fixture, or of an earlier moment; sorted by path. */
  changes(since?: Workspace): WorkspaceChange[];
  /** What counts towards MAX_WRITTEN. */
  readonly writtenBytes: number;
  /** All files by path, as they are now. */
  readonly files: PathTree<WorkspaceFile>;
}
