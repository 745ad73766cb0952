import type { DiskFolder } from './disk-folder.js';
import type { MemoryWorkspace } from './memory-workspace.js';
import type { PathTree } from './path-tree.js';
import type { ListedItem, Workspace, WorkspaceChange, WorkspaceStat } from './workspace.js';
import { refuseHuge, type WorkspaceFile } from './workspace-file.js';

/**
 * A workspace whose files lie in a real folder: what is written is written there, and what is read is read there. The folder
 * holds the workspace that was used last; another one, of another fork, is put in its place when it is used.
 */
export class DiskWorkspace implements Workspace {
  readonly #folder: DiskFolder;
  /** What the folder is to hold. */
  #plan: MemoryWorkspace;

  /** `plan` is this workspace's own from now on. */
  constructor(folder: DiskFolder, plan: MemoryWorkspace) {
    this.#folder = folder;
    this.#plan = plan;
  }

  fork(): DiskWorkspace {
    return new DiskWorkspace(this.#folder, this.#plan.fork());
  }

  get files(): PathTree<WorkspaceFile> {
    return this.#plan.files;
  }

  get writtenBytes(): number {
    return this.#plan.writtenBytes;
  }

  stat(path: string): WorkspaceStat | undefined {
    return this.#plan.stat(path);
  }

  read(path: string): Uint8Array {
    const stat = this.#plan.stat(path);
    // It says best what else is there.
    if (stat?.kind !== 'file') return this.#plan.read(path);
    refuseHuge(path, stat.size);
    this.#folder.show(this.files);
    return this.#folder.read(path);
  }

  readEarlier(path: string): Uint8Array | null | undefined {
    return this.#plan.readEarlier(path);
  }

  write(path: string, bytes: Uint8Array, atMs: number): void {
    this.#change((plan) => plan.write(path, bytes, atMs));
  }

  append(path: string, bytes: Uint8Array, atMs: number): void {
    this.#change((plan) => plan.append(path, bytes, atMs));
  }

  delete(path: string, isRecursive: boolean): number {
    return this.#change((plan) => plan.delete(path, isRecursive));
  }

  move(from: string, to: string): number {
    return this.#change((plan) => plan.move(from, to));
  }

  list(folder: string): ListedItem[] {
    return this.#plan.list(folder);
  }

  paths(): Iterable<string> {
    return this.#plan.paths();
  }

  changes(since?: Workspace): WorkspaceChange[] {
    return this.#plan.changes(since);
  }

  /** Changes plan and folder; where the disk refuses, the plan stays as it was. */
  #change<T>(change: (plan: MemoryWorkspace) => T): T {
    const plan = this.#plan.fork();
    const result = change(plan);
    this.#folder.show(plan.files);
    this.#plan = plan;
    return result;
  }
}
