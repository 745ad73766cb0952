import { existsSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { KnownError } from '../model/known-error.js';

/** Whether a file, or the folder in which it would come to stand, is inside the project after all symbolic links. */
export function isInsideProject(root: string, path: string): boolean {
  let place = join(root, path);
  while (!existsSync(place)) place = dirname(place);
  const way = relative(realpathSync(root), realpathSync(place));
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Throws KnownError `report-not-written` where a file would be written or removed outside the project. */
export function expectInsideProject(root: string, path: string): void {
  if (isInsideProject(root, path)) return;
  throw new KnownError('report-not-written', `${path} is left as it is: a link leads out of the project`);
}
