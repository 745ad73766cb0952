import { join, normalize, sep } from 'node:path';
import { KnownError } from '../model/known-error.js';
import { showSystemError } from '../model/system-error.js';

/** A file counts as written when its size has kept still for so long. */
const STILL_MS = 40;
/** Changes that follow each other within this time are told as one. */
const TOGETHER_MS = 10;

const IN_PACKAGES = /[\\/]node_modules(?:[\\/]|$)/;

export interface WatchRequest {
  /** Absolute. */
  readonly root: string;
  /** Files and folders, relative to the root; they need not be there yet. */
  readonly paths: readonly string[];
  /** Told that something has changed; calls do not overlap. */
  onChange(): Promise<void>;
  /** Told that changes can no longer be seen, and why. */
  onProblem(problem: KnownError): void;
}

export interface Watching {
  /** Watches further files and folders. */
  add(paths: readonly string[]): void;
  close(): Promise<void>;
}

/** Watches files. Resolves when every change from then on is seen. */
export async function watchFiles({ root, paths, onChange, onProblem }: WatchRequest): Promise<Watching> {
  const { watch } = await import('chokidar');
  const tell = createTeller(onChange);
  const targets = new Set(paths.map((path) => join(root, path)));
  const isSeen = (path: string) => !IN_PACKAGES.test(path.slice(root.length)) && isWatched(path, targets);
  // From the root on, and into no folder but those on the way: so what is not there yet is seen when it comes.
  const watcher = watch(root, {
    ignoreInitial: true,
    ignored: (path) => !isSeen(normalize(path)),
    awaitWriteFinish: { stabilityThreshold: STILL_MS, pollInterval: TOGETHER_MS },
  });
  watcher.on('all', tell.changed);
  watcher.on('error', (error) => {
    const why = showSystemError(error) ?? String(error);
    onProblem(new KnownError('not-found', `changes of files can no longer be seen: ${why}`));
  });
  await new Promise<void>((resolve) => {
    watcher.once('ready', () => resolve());
  });
  return {
    add(more) {
      const fresh = more.map((path) => join(root, path)).filter((path) => !isSeen(path));
      for (const path of fresh) targets.add(path);
      watcher.add(fresh);
    },
    close: async () => {
      await Promise.all([tell.stop(), watcher.close()]);
    },
  };
}

/** Whether a path is one of some files and folders, lies in one, or on the way to one. */
function isWatched(path: string, targets: ReadonlySet<string>): boolean {
  return [...targets].some(
    (target) => path === target || path.startsWith(target + sep) || target.startsWith(path + sep),
  );
}

/** Gathers what follows each other closely, and tells it when what was told before is done. */
function createTeller(onChange: () => Promise<void>) {
  let timer: NodeJS.Timeout | undefined;
  let telling: Promise<void> = Promise.resolve();
  let isStopped = false;
  return {
    changed(): void {
      if (isStopped || timer !== undefined) return;
      timer = setTimeout(() => {
        timer = undefined;
        telling = telling.then(onChange);
      }, TOGETHER_MS);
    },
    async stop(): Promise<void> {
      isStopped = true;
      clearTimeout(timer);
      await telling;
    },
  };
}
