import { posix } from 'node:path';
import { LuaRaise } from '../model/dispatch.js';
import type { ScriptRoots } from '../model/settings.js';
import type { SourceBook } from './source-book.js';

export type ScriptKind = keyof ScriptRoots;

export interface FoundSource {
  /** Relative to the project, with `/`. */
  readonly path: string;
  readonly source: Uint8Array;
}

export interface ResolverOptions {
  readonly book: SourceBook;
  readonly roots: ScriptRoots;
  readonly modulePaths: readonly string[];
}

/** Finds scripts and modules for a file of the project. Both throw LuaRaise with all places they looked in. */
export interface Resolver {
  /** `require "a.b"`: `a/b.lua` or `a/b/init.lua` beside the file, in the folders above it, then in the module paths. */
  module(name: string, from: string): FoundSource;
  /** A script by path or, of a kind, by name in that kind's folders; from the file's folder upward. */
  script(name: string, kind: ScriptKind | undefined, from: string): FoundSource;
}

export function createResolver({ book, roots, modulePaths }: ResolverOptions): Resolver {
  const find = (what: string, candidates: readonly string[]): FoundSource => {
    const inside = candidates.filter((path) => path !== '..' && !path.startsWith('../'));
    const path = inside.find((candidate) => book.has(candidate));
    if (path !== undefined) return { path, source: book.read(path) };
    throw new LuaRaise(`${what} was not found; looked for ${inside.join(', ')}`);
  };
  return {
    module(name, from) {
      if (!/^[\w-]+([./][\w-]+)*$/.test(name)) {
        throw new LuaRaise(
          `require: ${JSON.stringify(name)} is not a module's name; a.b stands for a/b.lua in the project`,
        );
      }
      const path = name.replaceAll('.', '/');
      const folders = [...foldersUpward(from), ...modulePaths];
      return find(`require: module ${name}`, withEndings(folders, path));
    },
    script(name, kind, from) {
      refuseOutside(name);
      const path = name.replace(/\.lua$/, '');
      const folders = foldersUpward(from);
      const inRoots =
        kind === undefined ? [] : folders.flatMap((folder) => roots[kind].map((r) => posix.join(folder, r)));
      const what = kind === undefined ? `script ${name}` : `${kind} ${name}`;
      return find(what, withEndings([...inRoots, ...(kind === undefined ? folders : [])], path));
    },
  };
}

function refuseOutside(name: string): void {
  const parts = name.split(/[\\/]/);
  if (name.includes('\0') || /^([\\/]|[A-Za-z]:)/.test(name) || parts.includes('..')) {
    throw new LuaRaise(`script ${JSON.stringify(name)}: a path inside the project is expected, without ..`);
  }
}

/** The folder of a file, then each folder above it up to the project (`.`). */
function foldersUpward(file: string): string[] {
  const folders: string[] = [];
  for (let folder = posix.dirname(file); folder !== '.' && folder !== '/'; folder = posix.dirname(folder)) {
    folders.push(folder);
  }
  return [...folders, '.'];
}

function withEndings(folders: readonly string[], path: string): string[] {
  const places = folders.map((folder) => posix.join(folder, path));
  return [...new Set(places.flatMap((place) => [`${place}.lua`, `${place}/init.lua`]))];
}
