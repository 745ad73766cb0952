/** What a workspace refuses: `lib/auth.ex: no such file`. Whoever called tells it in words of their own. */
export class WorkspaceError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WorkspaceError';
  }
}

/** What real file systems take, so that no scenario passes with a name that no disk could hold. */
const MAX_PATH_BYTES = 4000;
const MAX_NAME_BYTES = 255;

/** Characters of a refused path that are kept and shown. */
const MAX_SHOWN = 200;

/** What is kept of a path that may be of any length. */
export function cutPath(given: string): string {
  return given.length > MAX_SHOWN ? `${given.slice(0, MAX_SHOWN).toWellFormed()}…` : given;
}

/** A path as a message shows it. */
export function showPath(given: string): string {
  return JSON.stringify(cutPath(given));
}

/**
 * A path inside the workspace in its one spelling: `/` between, no `.`, `..` or `//`, none before or behind. The root is the
 * empty text. Throws a WorkspaceError for one that leads out, or that no file system takes.
 */
export function readPath(given: string): string {
  const refuse = (why: string) => refusePath(given, why);
  if (given === '') refuse('this one is empty');
  if (given.includes('\0')) refuse('this one holds a NUL');
  if (/^[\\/]|^[A-Za-z]:/.test(given)) refuse('this one is absolute');
  const parts: string[] = [];
  for (const part of given.replaceAll('\\', '/').split('/')) {
    if (part === '..' && parts.pop() === undefined) refuse('this one leads out of it');
    if (part !== '' && part !== '.' && part !== '..') parts.push(part);
  }
  const path = parts.join('/');
  if (path.length * 3 > MAX_PATH_BYTES && Buffer.byteLength(path) > MAX_PATH_BYTES)
    refuse(`of at most ${MAX_PATH_BYTES} bytes`);
  const tooLong = parts.some((part) => part.length * 3 > MAX_NAME_BYTES && Buffer.byteLength(part) > MAX_NAME_BYTES);
  return tooLong ? refuse(`with names of at most ${MAX_NAME_BYTES} bytes`) : path;
}

/** The same for what names one thing in the workspace: the root is refused too. */
export function readInnerPath(given: string): string {
  return readPath(given) || refusePath(given, 'this one is all of it');
}

/** The same, or undefined where it is refused. */
export function normalizePath(given: string): string | undefined {
  try {
    return readInnerPath(given);
  } catch (error) {
    if (error instanceof WorkspaceError) return undefined;
    throw error;
  }
}

function refusePath(given: string, why: string): never {
  throw new WorkspaceError(`${showPath(given)}: a path inside the workspace is expected, ${why}`);
}

/** The folders that a path lies in, from the top: `a`, `a/b` for `a/b/c`. */
export function foldersOf(path: string): string[] {
  const folders: string[] = [];
  for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1)) folders.push(path.slice(0, end));
  return folders;
}

/** What every path below a folder begins with; nothing for the root. */
export const prefixOf = (folder: string): string => (folder === '' ? '' : `${folder}/`);
