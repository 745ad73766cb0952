import type { Warning } from '../model/run-event.js';
import { createWalkFs } from './walk-fs.js';

/** Files that globs stand for, relative to the root with `/`, in no order; and what the walk had to leave out. */
export interface FoundFiles {
  readonly files: readonly string[];
  readonly warnings: readonly Warning[];
}

/** Walks the project for globs; fast-glob is loaded here and nowhere else, since it costs some 40 ms. */
export async function findFiles(
  root: string,
  globs: readonly string[],
  excluded: readonly string[],
): Promise<FoundFiles> {
  const { default: fastGlob } = await import('fast-glob');
  const leftOut = new Map<string, string>();
  const files = fastGlob.globSync([...globs], {
    cwd: root,
    ignore: [...excluded],
    fs: createWalkFs(root, (path, why) => leftOut.set(path, why)),
  });
  const warnings = [...leftOut].map(
    ([file, why]): Warning => ({ kind: 'warning', message: `${why}; what it holds was left out`, at: { file } }),
  );
  return { files, warnings };
}
