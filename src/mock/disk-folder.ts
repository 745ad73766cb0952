import {
  closeSync,
  constants,
  cpSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { cp } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { showSystemError } from '../model/system-error.js';
import type { PathDifference, PathTree } from './path-tree.js';
import { type WorkspaceFile, WrittenFile } from './workspace-file.js';
import { foldersOf, WorkspaceError } from './workspace-path.js';

/** What opens a file and no symbolic link; Windows knows nothing of the kind, and of no such links either. */
const NO_LINK = constants.O_NOFOLLOW ?? 0;

const COPY = { recursive: true, mode: constants.COPYFILE_FICLONE };

/** A real folder that is made to hold what a workspace holds; several workspaces take turns at it. */
export class DiskFolder {
  readonly #path: string;
  readonly #source: string;
  readonly #sourceFiles: PathTree<WorkspaceFile>;
  /** What lies there; undefined where that is not known, at the beginning and after the disk has refused something. */
  #files: PathTree<WorkspaceFile> | undefined;

  /** `path` is made when first needed, as a copy of `source`, which holds `sourceFiles` and nothing else. */
  constructor(path: string, source: string, sourceFiles: PathTree<WorkspaceFile>) {
    this.#path = path;
    this.#source = source;
    this.#sourceFiles = sourceFiles;
  }

  /**
   * Makes the folder ahead of need, without a scenario's time running. Where the disk refuses, whoever uses the folder first
   * tries again and is told.
   */
  async prepare(): Promise<void> {
    if (this.#files !== undefined) return;
    try {
      await cp(this.#source, this.#path, COPY);
      this.#files = this.#sourceFiles;
    } catch (error) {
      if (showSystemError(error) === undefined) throw error;
    }
  }

  /**
   * Makes the folder hold these files, in the time that what differs takes. Throws a WorkspaceError where the disk refuses.
   */
  show(files: PathTree<WorkspaceFile>): void {
    if (files === this.#files) return;
    const shown = this.#files ?? this.#begin();
    this.#files = undefined;
    const differences = [...shown.differences(files)];
    // First what goes: a file may make room for a folder, and a folder for a file.
    for (const { path, after } of differences) if (after === undefined) this.#try(path, () => this.#remove(path));
    for (const { path, after, before } of differences)
      if (after !== undefined) this.#try(path, () => this.#write(path, { before, after }));
    this.#files = files;
  }

  /** The bytes of a file as the disk has them. */
  read(path: string): Uint8Array {
    return this.#try(path, () => {
      this.#refuseLinks(path);
      const file = openSync(join(this.#path, path), constants.O_RDONLY | NO_LINK);
      try {
        return readFileSync(file);
      } finally {
        closeSync(file);
      }
    });
  }

  #begin(): PathTree<WorkspaceFile> {
    this.#try('.', () => {
      rmSync(this.#path, { recursive: true, force: true });
      cpSync(this.#source, this.#path, COPY);
    });
    return this.#sourceFiles;
  }

  #write(
    path: string,
    { before, after }: Pick<PathDifference<WorkspaceFile>, 'before'> & { after: WorkspaceFile },
  ): void {
    this.#refuseLinks(path);
    mkdirSync(dirname(join(this.#path, path)), { recursive: true });
    const isAppended = after instanceof WrittenFile && after.continues(before);
    const how = isAppended ? constants.O_APPEND : constants.O_TRUNC;
    const file = openSync(join(this.#path, path), constants.O_WRONLY | constants.O_CREAT | how | NO_LINK, 0o644);
    try {
      writeFileSync(file, isAppended ? after.bytes().subarray(before?.size) : after.bytes());
    } finally {
      closeSync(file);
    }
  }

  /** Takes a file out, and the folders that are empty then. */
  #remove(path: string): void {
    this.#refuseLinks(path);
    rmSync(join(this.#path, path));
    for (const folder of foldersOf(path).reverse()) {
      try {
        rmdirSync(join(this.#path, folder));
      } catch (error) {
        if (error instanceof Error && 'code' in error && (error.code === 'ENOTEMPTY' || error.code === 'EEXIST'))
          return;
        throw error;
      }
    }
  }

  /** The workspace makes no links; where someone else has put one, nothing is read or written through it. */
  #refuseLinks(path: string): void {
    const links = [...foldersOf(path), path].filter((each) =>
      lstatSync(join(this.#path, each), { throwIfNoEntry: false })?.isSymbolicLink(),
    );
    if (links.length > 0) throw new WorkspaceError(`${path}: ${links[0]} is a symbolic link`);
  }

  #try<T>(path: string, action: () => T): T {
    try {
      return action();
    } catch (error) {
      const why = showSystemError(error);
      throw why === undefined ? error : new WorkspaceError(`${path}: ${why}`);
    }
  }
}
