import { readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Address } from '../model/address.js';
import { KnownError } from '../model/known-error.js';
import type { Excerpt } from '../model/outcome.js';
import { prepareSource } from '../vm/source.js';

const CONTEXT_LINES = 2;
const MAX_LINE = 300;

/** The Lua files of one project, each read once. */
export interface SourceBook {
  /** The source of a file (relative to the project, with `/`). Throws a KnownError where it cannot be had. */
  read(file: string): Uint8Array;
  /** Whether the file is there, inside the project after all symbolic links. */
  has(file: string): boolean;
  /** The lines around an address in a file that was read; undefined for any other. */
  excerpt(at: Address): Excerpt | undefined;
  /** Forgets what was read of one file. */
  forget(file: string): void;
}

export function createSourceBook(root: string): SourceBook {
  const realRoot = realpathSync(root);
  const sources = new Map<string, Uint8Array>();
  const has = (file: string) => isFileInside(realRoot, join(realRoot, file));
  return {
    has,
    read(file) {
      const known = sources.get(file);
      if (known !== undefined) return known;
      const source = prepareSource(readInside(realRoot, file), file);
      sources.set(file, source);
      return source;
    },
    excerpt(at) {
      const source = sources.get(at.file);
      return source === undefined || at.line === undefined ? undefined : cutExcerpt(source, at.line);
    },
    forget(file) {
      sources.delete(file);
    },
  };
}

function isFileInside(realRoot: string, path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() === true && isInside(realRoot, realpathSync(path));
}

function isInside(realRoot: string, realPath: string): boolean {
  const way = relative(realRoot, realPath);
  return way !== '..' && !way.startsWith(`..${sep}`);
}

function readInside(realRoot: string, file: string): Uint8Array {
  const path = join(realRoot, file);
  try {
    if (isInside(realRoot, realpathSync(path))) return readFileSync(path);
  } catch (error) {
    throw new KnownError('not-found', `cannot be read: ${reasonOf(error)}`, { at: { file } });
  }
  throw new KnownError('bad-source', 'lies outside the project', { at: { file } });
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EACCES' || code === 'EPERM') return 'permission denied';
  if (code === 'EISDIR') return 'it is a folder';
  if (code === 'ELOOP') return 'its symbolic links go round in a circle';
  return error instanceof Error ? error.message : String(error);
}

function cutExcerpt(source: Uint8Array, line: number): Excerpt | undefined {
  const lines = new TextDecoder().decode(source).split(/\r\n|\r|\n/);
  // What follows the last line's end is no line, unless it is what the address is about.
  if (lines.at(-1) === '' && line < lines.length) lines.pop();
  if (line < 1 || line > lines.length) return undefined;
  const firstLine = Math.max(1, line - CONTEXT_LINES);
  const shown = lines.slice(firstLine - 1, line + CONTEXT_LINES);
  return {
    firstLine,
    line,
    lines: shown.map((text) => (text.length > MAX_LINE ? `${text.slice(0, MAX_LINE)}…` : text)),
  };
}
