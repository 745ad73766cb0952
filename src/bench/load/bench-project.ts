import { posix } from 'node:path';
import { LuaRaise } from '../../model/dispatch.js';
import { KnownError } from '../../model/known-error.js';
import type { ScriptRoots } from '../../model/settings.js';
import { createResolver, type Resolver } from '../../script/resolve.js';
import type { ScriptPorts } from '../../script/script-functions.js';
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

/** A project whose files are read once. */
export interface ProjectFiles extends BenchProject {
  readonly book: SourceBook;
  readonly resolver: Resolver;
  /** What Lua reaches of its host: a clock that stands still, the project's modules; what it prints is dropped. */
  readonly ports: ScriptPorts;
}

/** The moment at which rules under a bench find the clock: equal runs read equal times. */
const NOW_MS = Date.UTC(2025, 0, 1);

export function openBenchProject(project: BenchProject): ProjectFiles {
  const book = createSourceBook(project.root);
  const resolver = createResolver({ book, ...project });
  const ports: ScriptPorts = { now: () => NOW_MS, print: () => undefined, findModule: resolver.module };
  return { ...project, book, resolver, ports };
}

/** A file that a bench names: beside it, or in a folder above it. Throws a KnownError that tells where it was looked for. */
export function findNamedFile(files: ProjectFiles, name: string, from: string): string {
  const parts = name.split('/');
  if (name === '' || name.startsWith('/') || name.includes('\\') || parts.includes('..'))
    throw new KnownError('bad-source', `${JSON.stringify(name)}: a path inside the project is expected, with /`);
  for (let folder = posix.dirname(from); ; folder = posix.dirname(folder)) {
    const path = posix.join(folder, name);
    if (files.book.has(path)) return path;
    if (folder === '.' || folder === '/') break;
  }
  throw new KnownError('not-found', `${name} was not found beside ${from} or in a folder above it`);
}

/** The path of a Lua rule by the name a bench gives it. Throws a KnownError. */
export function findLuaRule(files: ProjectFiles, name: string, from: string): string {
  try {
    return files.resolver.script(name, undefined, from).path;
  } catch (error) {
    throw error instanceof LuaRaise ? new KnownError('not-found', error.message) : error;
  }
}
