import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { KnownError } from '../../model/known-error.js';
import { compareText } from '../../model/run-record.js';
import { showSystemError } from '../../model/system-error.js';
import { writeFile } from '../reports/write-file.js';
import { MARK } from './definition-file.js';
import { createDefinitions } from './definitions.js';

/** In what a folder differs from the definitions as they are now: names of files, sorted. */
export interface Drift {
  /** Missing, or with another text. */
  readonly outdated: readonly string[];
  /** Written by an earlier moonrig, for what there is no more. */
  readonly stale: readonly string[];
}

/** Looks at the definitions in a folder. Throws KnownError where the system refuses. */
export function findDrift(root: string, folder: string): Drift {
  const definitions = createDefinitions();
  const read = (name: string) => attempt(folder, () => readFileSync(resolve(root, folder, name), 'utf8'));
  const present = attempt(folder, () => listLua(resolve(root, folder)));
  const outdated = Object.keys(definitions).filter(
    (name) => !present.includes(name) || read(name).replaceAll('\r\n', '\n') !== definitions[name],
  );
  const stale = present.filter((name) => definitions[name] === undefined && read(name).includes(MARK));
  return { outdated: outdated.sort(compareText), stale };
}

/** Writes what is out of date and removes what is stale; tells what that was. Throws KnownError where it cannot. */
export function writeDefinitions(root: string, folder: string): Drift {
  const definitions = createDefinitions();
  const drift = findDrift(root, folder);
  for (const name of drift.outdated) {
    writeFile(resolve(root, folder, name), definitions[name] ?? '', `${folder}/${name}`);
  }
  for (const name of drift.stale) attempt(`${folder}/${name}`, () => rmSync(resolve(root, folder, name)));
  return drift;
}

/** How many definition files there are. */
export function countDefinitions(): number {
  return Object.keys(createDefinitions()).length;
}

function listLua(path: string): string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((name) => name.endsWith('.lua'))
    .sort(compareText);
}

function attempt<Result>(path: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    const why = showSystemError(error);
    if (why === undefined) throw error;
    throw new KnownError('report-not-written', `${path}: ${why}`);
  }
}
