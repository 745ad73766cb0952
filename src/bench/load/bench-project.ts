import { posix } from 'node:path';
import { KnownError } from '../../model/known-error.js';
import type { ScriptRoots } from '../../model/settings.js';
import { FileRuleStore } from '../../rule/file-store.js';
import type { ScriptOptions } from '../../script/open-script.js';
import { createResolver } from '../../script/resolve.js';
import { createSourceBook, type SourceBook } from '../../script/source-book.js';

/** Where benches and the rules they name are looked for; plain data, so that it can be sent to a thread. */
export interface BenchProject {
  /** Absolute. */
  readonly root: string;
  readonly roots: ScriptRoots;
  readonly modulePaths: readonly string[];
  /** Cap of each VM. */
  readonly memoryBytes: number;
}

/** A project whose files can be read. */
export interface ProjectFiles {
  readonly root: string;
  readonly book: SourceBook;
  readonly rules: FileRuleStore;
  /** What Lua reaches of its host: a clock that stands still, the project's modules; what it prints is dropped. */
  readonly options: ScriptOptions;
  /** Folders in which rules are looked for by name, below each folder above the bench. */
  readonly folders: readonly string[];
}

/** The moment at which rules under a bench find the clock: equal runs read equal times. */
const NOW_MS = Date.UTC(2025, 0, 1);

export function openBenchProject({ root, roots, modulePaths, memoryBytes }: BenchProject): ProjectFiles {
  const book = createSourceBook(root);
  const resolver = createResolver({ book, roots, modulePaths });
  return {
    root,
    book,
    rules: new FileRuleStore({ root, folders: roots.rule, modulePaths }),
    options: { memoryBytes, now: () => NOW_MS, print: () => undefined, findModule: resolver.module },
    folders: roots.rule,
  };
}

/**
 * A file that a bench names: beside it, in a folder above it, or in the folders of rules there. Throws a KnownError that tells
 * where it was looked for.
 */
export function findNamedFile({ book, folders }: ProjectFiles, name: string, from: string): string {
  if (name === '' || name.startsWith('/') || name.includes('\\') || name.split('/').includes('..'))
    throw new KnownError('bad-source', `${JSON.stringify(name)}: a path inside the project is expected, with /`);
  for (let folder = posix.dirname(from); ; folder = posix.dirname(folder)) {
    const found = ['', ...folders].map((below) => posix.join(folder, below, name)).find((path) => book.has(path));
    if (found !== undefined) return found;
    if (folder === '.' || folder === '/') break;
  }
  throw new KnownError('not-found', `${name} was not found beside ${from} or in a folder above it`);
}
