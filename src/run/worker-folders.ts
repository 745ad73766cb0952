import { rm } from 'node:fs/promises';
import type { RealWorkspace } from '../model/settings.js';
import { workerFolder } from '../world/real-folders.js';

/** The folders in which workers keep their copies of a real workspace: none outlives its worker. */
export class WorkerFolders {
  readonly #workspace: RealWorkspace | undefined;
  readonly #going: Promise<void>[] = [];
  #isOver = false;

  constructor(workspace: RealWorkspace | undefined) {
    this.#workspace = workspace;
  }

  /** Begins to remove what a thread that is gone has left. */
  discard(thread: number): void {
    if (this.#workspace === undefined || this.#isOver) return;
    const folder = workerFolder(this.#workspace, thread);
    this.#going.push(rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 }));
  }

  /** Resolves when all that was begun is done. What is left then goes with the whole copy. */
  async settle(): Promise<void> {
    this.#isOver = true;
    await Promise.all(this.#going);
  }
}
