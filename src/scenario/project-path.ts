import { realpathSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { KnownError } from '../model/known-error.js';

/** A path with `/` alone, whichever system wrote it. */
export function withSlashes(path: string): string {
  return path.replaceAll('\\', '/');
}

/** `path` relative to `root`, with `/` and `''` for the root itself; undefined where it lies outside. Links are not followed. */
export function toProjectPath(root: string, path: string): string | undefined {
  const inside = relative(root, resolve(root, path));
  if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) return undefined;
  return sep === '\\' ? withSlashes(inside) : inside;
}

/**
 * The same for a path that exists, symbolic links counted: what a link leads to must lie inside as well.
 * Throws KnownError where it does not.
 */
export function requireInside(root: string, path: string): string {
  const realRoot = realpathSync(root);
  const realInside = toProjectPath(realRoot, realpathSync(resolve(root, path)));
  if (realInside === undefined) throw outside(path);
  return toProjectPath(root, path) ?? realInside;
}

/** The error for a path that leads out of the project. */
export function outside(path: string): KnownError {
  return new KnownError('bad-command-line', `${withSlashes(path)} is outside the project`, {
    hint: 'start moonrig in the folder of the project that holds it',
  });
}
