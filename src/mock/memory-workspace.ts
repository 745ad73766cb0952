import { filesAt, filesBelow } from './files-below.js';
import { PathTree } from './path-tree.js';
import {
  type ListedItem,
  MAX_WRITTEN,
  type Workspace,
  type WorkspaceChange,
  type WorkspaceFixture,
  type WorkspaceStat,
} from './workspace.js';
import { type WorkspaceFile, WrittenFile } from './workspace-file.js';
import { foldersOf, prefixOf, WorkspaceError } from './workspace-path.js';

/** What holding a file costs beside its content and its path. */
const FILE_BYTES = 256;

const NOTHING: WorkspaceFixture = { files: PathTree.of<WorkspaceFile>([]), refused: new Map() };

/** The state of a workspace; it is replaced as a whole, so that a fork is a copy of five fields. */
interface State {
  readonly fixture: WorkspaceFixture;
  readonly files: PathTree<WorkspaceFile>;
  /** By path, what it held before its last change. */
  readonly earlier: PathTree<WorkspaceFile | null>;
  readonly writtenBytes: number;
  readonly earlierBytes: number;
}

/** A workspace in memory, copy-on-write over its fixture. */
export class MemoryWorkspace implements Workspace {
  #state: State;

  constructor(fixture: WorkspaceFixture = NOTHING) {
    this.#state = { fixture, files: fixture.files, earlier: PathTree.of([]), writtenBytes: 0, earlierBytes: 0 };
  }

  fork(): MemoryWorkspace {
    const fork = new MemoryWorkspace();
    fork.#state = this.#state;
    return fork;
  }

  get files(): PathTree<WorkspaceFile> {
    return this.#state.files;
  }

  get writtenBytes(): number {
    return this.#state.writtenBytes;
  }

  stat(path: string): WorkspaceStat | undefined {
    this.#refuseForeign(path);
    const file = this.files.get(path);
    if (file !== undefined) return { kind: 'file', size: file.size, writtenMs: file.writtenMs };
    if (path !== '' && !this.#isFolder(path)) return undefined;
    const times = filesBelow(this.files, path).map(([, { writtenMs }]) => writtenMs);
    return { kind: 'folder', size: 0, writtenMs: times.reduce((newest, time) => Math.max(newest, time), 0) };
  }

  read(path: string): Uint8Array {
    return this.#find(path).bytes();
  }

  readEarlier(path: string): Uint8Array | null | undefined {
    const earlier = this.#state.earlier.get(path);
    return earlier?.bytes() ?? (earlier === null ? null : undefined);
  }

  write(path: string, bytes: Uint8Array, atMs: number): void {
    this.#refuseInTheWay(path);
    this.#change([[path, WrittenFile.of(bytes, atMs)]]);
  }

  append(path: string, bytes: Uint8Array, atMs: number): void {
    this.#refuseInTheWay(path);
    const file = this.files.get(path);
    this.#change([[path, file === undefined ? WrittenFile.of(bytes, atMs) : WrittenFile.append(file, bytes, atMs)]]);
  }

  delete(path: string, isRecursive: boolean): number {
    const found = this.#findAll(path);
    if (!isRecursive && this.files.get(path) === undefined) {
      const count = found.length === 1 ? 'the file' : `all ${found.length} files`;
      throw new WorkspaceError(`${path}: is a folder; { recursive = true } deletes ${count} in it`);
    }
    this.#change(found.map(([each]) => [each, undefined]));
    return found.length;
  }

  move(from: string, to: string): number {
    const found = this.#findAll(from);
    if (this.stat(to) !== undefined) throw new WorkspaceError(`${to}: is there already`);
    if (to.startsWith(`${from}/`)) throw new WorkspaceError(`${to}: lies in ${from}, which cannot move into itself`);
    this.#refuseInTheWay(to);
    const target = (path: string) => `${to}${path.slice(from.length)}`;
    this.#change([
      ...found.map(([path]) => [path, undefined] as const),
      ...found.map(([path, file]) => [target(path), file] as const),
    ]);
    return found.length;
  }

  list(folder: string): ListedItem[] {
    this.#refuseForeign(folder);
    const prefix = prefixOf(folder);
    if (folder !== '' && !this.#isFolder(folder)) {
      throw new WorkspaceError(`${folder}: ${this.files.get(folder) === undefined ? 'no such folder' : 'is a file'}`);
    }
    const items: ListedItem[] = [];
    for (let path = this.files.first(prefix); path?.startsWith(prefix); ) {
      const end = path.indexOf('/', prefix.length);
      items.push(end === -1 ? { path, kind: 'file' } : { path: path.slice(0, end), kind: 'folder' });
      // '0' is what stands behind '/': the first path that is not in the folder.
      path = this.files.first(end === -1 ? `${path}\0` : `${path.slice(0, end)}0`);
    }
    return items;
  }

  *paths(): Generator<string> {
    for (const [path] of this.files.entries()) yield path;
  }

  changes(since?: Workspace): WorkspaceChange[] {
    const before = since?.files ?? this.#state.fixture.files;
    return [...before.differences(this.files)]
      .filter(({ before: old, after }) => !isSameContent(old, after))
      .map(({ path, before: old, after }) => ({ path, ...(old && { before: old }), ...(after && { after }) }));
  }

  /** Puts contents at paths, or nothing; all or none. What a path was given first is what it had before. */
  #change(changes: readonly (readonly [path: string, file: WorkspaceFile | undefined])[]): void {
    let { files, earlier, writtenBytes, earlierBytes } = this.#state;
    for (const [path, file] of changes) {
      const [old, older] = [files.get(path), earlier.get(path)];
      files = file === undefined ? files.delete(path) : files.set(path, file);
      writtenBytes += this.#charge(path, file) - this.#charge(path, old);
      earlierBytes += this.#charge(path, old) - this.#charge(path, older ?? undefined);
      earlier = earlier.set(path, old ?? null);
      // Beyond the bound it is not known any more what this path held.
      if (earlierBytes > MAX_WRITTEN) {
        earlier = earlier.delete(path);
        earlierBytes -= this.#charge(path, old);
      }
    }
    if (writtenBytes > MAX_WRITTEN && writtenBytes > this.writtenBytes) {
      throw new WorkspaceError(`a scenario can write at most ${MAX_WRITTEN / 1024 / 1024} MiB`);
    }
    this.#state = { ...this.#state, files, earlier, writtenBytes, earlierBytes };
  }

  /** What a content costs at a path: nothing where the fixture has it there. */
  #charge(path: string, file: WorkspaceFile | undefined): number {
    if (file === undefined || this.#state.fixture.files.get(path) === file) return 0;
    return FILE_BYTES + path.length + (file instanceof WrittenFile ? file.size : 0);
  }

  #find(path: string): WorkspaceFile {
    this.#refuseForeign(path);
    const file = this.files.get(path);
    if (file !== undefined) return file;
    const isFolder = path === '' || this.#isFolder(path);
    throw new WorkspaceError(`${path || '.'}: ${isFolder ? 'is a folder' : 'no such file'}`);
  }

  /** A file, or all of a folder. */
  #findAll(path: string): (readonly [path: string, file: WorkspaceFile])[] {
    if (path === '') throw new WorkspaceError('.: is the workspace itself');
    this.#refuseForeign(path);
    const found = filesAt(this.files, path);
    if (found.length === 0) throw new WorkspaceError(`${path}: no such file or folder`);
    return found;
  }

  #isFolder(path: string): boolean {
    return this.files.first(`${path}/`)?.startsWith(`${path}/`) === true;
  }

  /** Refuses a path at which no file can be written. */
  #refuseInTheWay(path: string): void {
    this.#refuseForeign(path);
    if (path === '' || this.#isFolder(path)) throw new WorkspaceError(`${path || '.'}: is a folder`);
    const file = foldersOf(path).find((folder) => this.files.get(folder) !== undefined);
    if (file !== undefined) throw new WorkspaceError(`${path}: ${file} is a file, not a folder`);
  }

  /** Refuses what lies in the fixture's folder and is not the workspace's. */
  #refuseForeign(path: string): void {
    const { refused } = this.#state.fixture;
    if (refused.size === 0) return;
    const found = [...foldersOf(path), path].find((each) => refused.has(each));
    if (found !== undefined)
      throw new WorkspaceError(`${path}: ${found === path ? '' : `${found} `}${refused.get(found)}`);
  }
}

function isSameContent(a: WorkspaceFile | undefined, b: WorkspaceFile | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.size === b.size && Buffer.compare(a.bytes(), b.bytes()) === 0;
}
