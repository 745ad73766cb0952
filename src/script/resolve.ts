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
  readonly book: Pick<SourceBook, 'has' | 'read'>;
  readonly roots: ScriptRoots;
  readonly modulePaths: readonly string[];
}

/** Finds scripts and modules for a file of the project. Both throw LuaRaise that tells where they looked. */
export interface Resolver {
  /** `require "a.b"`: `a/b.lua` or `a/b/init.lua` beside the file, in the folders above it, then in the module paths. */
  module(name: string, from: string): FoundSource;
  /** A script by path from the file's folder upward, else by name in the folders of its kind (of all kinds) there. */
  script(name: string, kind: ScriptKind | undefined, from: string): FoundSource;
  /** Whether there is one. */
  hasScript(name: string, kind: ScriptKind, from: string): boolean;
  /** The path of a TypeScript or JavaScript module in the folders of its kind, from the file's folder upward. */
  native(name: string, kind: ScriptKind, from: string): string | undefined;
}

/** For who looks for modules only. */
export const NO_ROOTS: ScriptRoots = {
  behavior: [],
  rule: [],
  workflow: [],
  config: [],
  transform: [],
  template: [],
  prompt: [],
};

const NATIVE_ENDINGS = ['.ts', '.js', '.mts', '.mjs'];

export function createResolver({ book, roots, modulePaths }: ResolverOptions): Resolver {
  const find = (candidates: readonly string[]): FoundSource | undefined => {
    const path = candidates.find((candidate) => book.has(candidate));
    return path === undefined ? undefined : { path, source: book.read(path) };
  };
  const placesOf = (name: string, kind: ScriptKind | undefined, from: string): string[] => {
    const folders = foldersUpward(from);
    const inRoots = folders.flatMap((folder) => kindsOf(roots, kind).map((root) => posix.join(folder, root)));
    return withEndings(kind === undefined ? [...folders, ...inRoots] : inRoots, name.replace(/\.lua$/, ''));
  };
  return {
    hasScript: (name, kind, from) => !isOutside(name) && placesOf(name, kind, from).some(book.has),
    module(name, from) {
      if (!/^[\w-]+([./][\w-]+)*$/.test(name)) {
        throw new LuaRaise(
          `require: ${JSON.stringify(name)} is not a module's name; a.b stands for a/b.lua in the project`,
        );
      }
      const candidates = withEndings([...foldersUpward(from), ...modulePaths], name.replaceAll('.', '/'));
      const found = find(candidates);
      if (found !== undefined) return found;
      throw new LuaRaise(`require: module ${name} was not found; looked for ${candidates.join(', ')}`);
    },
    script(name, kind, from) {
      if (isOutside(name)) {
        throw new LuaRaise(`script ${JSON.stringify(name)}: a path inside the project is expected, without ..`);
      }
      const found = find(placesOf(name, kind, from));
      if (found !== undefined) return found;
      const inKinds = `in ${kindsOf(roots, kind).join(', ')} there`;
      const looked = `looked beside ${from} and in each folder above it, ${kind === undefined ? 'and ' : ''}${inKinds}`;
      throw new LuaRaise(`${kind ?? 'script'} ${name} was not found; ${looked}`);
    },
    native(name, kind, from) {
      if (isOutside(name)) return undefined;
      const places = foldersUpward(from).flatMap((folder) => roots[kind].map((root) => posix.join(folder, root, name)));
      return places.flatMap((place) => NATIVE_ENDINGS.map((ending) => place + ending)).find((path) => book.has(path));
    },
  };
}

function isOutside(name: string): boolean {
  return name.includes('\0') || /^([\\/]|[A-Za-z]:)/.test(name) || name.split(/[\\/]/).includes('..');
}

function kindsOf(roots: ScriptRoots, kind: ScriptKind | undefined): readonly string[] {
  return kind === undefined ? Object.values(roots).flat() : roots[kind];
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
