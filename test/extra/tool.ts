import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Where a program of the machine is, by its names on the PATH, or by a variable that names its file. Where there is none,
 * says so in one line and answers nothing: the check is skipped, not passed over in silence.
 */
export function findTool(names: readonly string[], variable: string): string | undefined {
  const named = process.env[variable];
  if (named !== undefined && named !== '') return named;
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const found = folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isProgram);
  if (found === undefined) {
    process.stderr.write(`skipped: ${names.join(' or ')} is not on the PATH (set ${variable} to its file)\n`);
  }
  return found;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
