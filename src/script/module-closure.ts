import { posix } from 'node:path';
import { LuaRaise } from '../model/dispatch.js';
import type { FoundSource, Resolver } from './resolve.js';
import type { SourceBook } from './source-book.js';

const REQUIRE = /\brequire\s*\(?\s*(["'])([\w./-]+)\1/g;
const IMPORT = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*(["'])(\.[^"'\n]*)\1/g;
const ENDINGS = ['.ts', '.js', '.mts', '.mjs', '.json', '/index.ts', '/index.js'];

/**
 * The Lua modules that a source names in `require`, and those that they name, by the order in which they are met. A name that
 * is put together while the script runs is not among them.
 */
export function findLuaModules(first: FoundSource, resolver: Resolver): readonly FoundSource[] {
  return closure(first, REQUIRE, (name, from) => {
    try {
      return resolver.module(name, from);
    } catch (error) {
      // What is not there is told where it is required, if it ever is.
      if (error instanceof LuaRaise) return undefined;
      throw error;
    }
  });
}

/** The TypeScript and JavaScript files that a source imports by path, and those that they import. */
export function findNativeModules(
  first: FoundSource,
  book: Pick<SourceBook, 'has' | 'readRaw'>,
): readonly FoundSource[] {
  return closure(first, IMPORT, (name, from) => {
    const place = posix.join(posix.dirname(from), name);
    const bare = place.replace(/\.[mc]?js$/, '');
    const path = [place, ...[place, bare].flatMap((each) => ENDINGS.map((ending) => each + ending))].find(book.has);
    return path === undefined ? undefined : { path, source: book.readRaw(path) };
  });
}

function closure(
  first: FoundSource,
  pattern: RegExp,
  find: (name: string, from: string) => FoundSource | undefined,
): readonly FoundSource[] {
  const found = new Map<string, FoundSource>([[first.path, first]]);
  // A Map goes on to what is added while it is walked.
  for (const { path, source } of found.values()) {
    const text = new TextDecoder().decode(source);
    for (const [, , name = ''] of text.matchAll(pattern)) {
      const module = find(name, path);
      if (module !== undefined && !found.has(module.path)) found.set(module.path, module);
    }
  }
  found.delete(first.path);
  return [...found.values()];
}
