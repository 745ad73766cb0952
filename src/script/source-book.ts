import { lstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { Address } from '../model/address.js';
import { KnownError } from '../model/known-error.js';
import type { Excerpt } from '../model/outcome.js';
import { showSystemError } from '../model/system-error.js';
import { prepareSource } from '../vm/source.js';

const CONTEXT_LINES = 2;
const MAX_LINE = 300;

/** The Lua files of one project, each read once. */
export interface SourceBook {
  /** The source of a file (relative to the project, with `/`). Throws a KnownError where it cannot be had. */
  read(file: string): Uint8Array;
  /** Gives this source for a file from now on, in place of what stands in it; undefined ends that. */
  replace(file: string, source: Uint8Array | undefined): void;
  /** The bytes of a file of any kind, as they are now. Throws as `read` does. */
  readRaw(file: string): Uint8Array;
  /** Looks for each file, and reads it, anew when it is asked for again. */
  forget(): void;
  /** Whether the file is there, inside the project after all symbolic links. */
  has(file: string): boolean;
  /** The lines around an address in a file that was read; undefined for any other. */
  excerpt(at: Address): Excerpt | undefined;
  /**
   * The first of some lines (both ends included) of a file that was read whose code matches; comments are left out.
   * `behind`: of the first line only what follows this counts, and nothing where it is not there.
   */
  findLine(file: string, lines: LineRange, pattern: RegExp): number | undefined;
}

export interface LineRange {
  readonly from: number;
  readonly to: number;
  readonly behind?: RegExp;
}

export function createSourceBook(root: string): SourceBook {
  const realRoot = realpathSync(root);
  const sources = new Map<string, Uint8Array>();
  const forgotten = new Set<string>();
  const replaced = new Map<string, Uint8Array>();
  const seen = new Map<string, boolean>();
  const isInside = createJail(realRoot);
  return {
    replace(file, source) {
      if (source === undefined) replaced.delete(file);
      else replaced.set(file, source);
    },
    has(file) {
      const known = seen.get(file) ?? (isFile(join(realRoot, file)) && isInside(join(realRoot, file)));
      seen.set(file, known);
      return known;
    },
    read(file) {
      const own = replaced.get(file);
      if (own !== undefined) return own;
      const known = sources.get(file);
      if (known !== undefined && !forgotten.delete(file)) return known;
      const source = prepareSource(readFile(join(realRoot, file), file, isInside), file);
      sources.set(file, source);
      return source;
    },
    readRaw: (file) => replaced.get(file) ?? readFile(join(realRoot, file), file, isInside),
    // What is running is still shown as it was read.
    forget() {
      seen.clear();
      for (const file of sources.keys()) forgotten.add(file);
    },
    findLine(file, { from, to, behind }, pattern) {
      const code = splitLines(sources.get(file) ?? new Uint8Array()).map((line) => line.replace(/--.*/, ''));
      const rest = (line: string, i: number) =>
        behind === undefined || i + 1 > from ? line : line.slice(behind.exec(line)?.[0].length ?? line.length);
      const index = code.findIndex((line, i) => i + 1 >= from && i + 1 <= to && pattern.test(rest(line, i)));
      return index < 0 ? undefined : index + 1;
    },
    excerpt(at) {
      const source = sources.get(at.file);
      return source === undefined || at.line === undefined ? undefined : cutExcerpt(source, at.line);
    },
  };
}

function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  } catch (error) {
    // No file can have such a name, or links lead in a circle: there is nothing to be read.
    if (showSystemError(error) === undefined) throw error;
    return false;
  }
}

/** Tells whether a path is inside a folder after all symbolic links. The folders it has seen are looked up once. */
function createJail(realRoot: string): (path: string) => boolean {
  const folders = new Map<string, boolean>();
  const isBelow = (realPath: string) => {
    const way = relative(realRoot, realPath);
    return way !== '..' && !way.startsWith(`..${sep}`);
  };
  return (path) => {
    if (lstatSync(path).isSymbolicLink()) return isBelow(realpathSync(path));
    const folder = dirname(path);
    const known = folders.get(folder) ?? isBelow(realpathSync(folder));
    folders.set(folder, known);
    return known;
  };
}

function readFile(path: string, file: string, isInside: (path: string) => boolean): Uint8Array {
  try {
    if (isInside(path)) return readFileSync(path);
  } catch (error) {
    const why = showSystemError(error);
    if (why === undefined) throw error;
    throw new KnownError('not-found', `cannot be read: ${why}`, { at: { file } });
  }
  throw new KnownError('bad-source', 'lies outside the project', { at: { file } });
}

function splitLines(source: Uint8Array): string[] {
  return new TextDecoder().decode(source).split(/\r\n|\r|\n/);
}

function cutExcerpt(source: Uint8Array, line: number): Excerpt | undefined {
  const lines = splitLines(source);
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
