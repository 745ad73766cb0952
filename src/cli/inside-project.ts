import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { KnownError } from '../model/known-error.js';
import { toProjectPath } from '../scenario/project-path.js';

/** Whether a file, or the folder in which it would come to stand, is inside the project after all symbolic links. */
export function isInsideProject(root: string, path: string): boolean {
  let place = join(root, path);
  while (!existsSync(place)) place = dirname(place);
  return toProjectPath(realpathSync(root), realpathSync(place)) !== undefined;
}

/** Throws KnownError `report-not-written` where a file would be written or removed outside the project. */
export function expectInsideProject(root: string, path: string): void {
  if (isInsideProject(root, path)) return;
  throw new KnownError('report-not-written', `${path} is left as it is: a link leads out of the project`);
}
