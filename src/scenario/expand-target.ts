import { KnownError } from '../model/known-error.js';
import { type FoundFiles, findFiles } from './find-files.js';
import type { Target } from './read-target.js';
import { suggestFile, suggestPath } from './suggest-path.js';

/** How a project tells its scenario files from others. */
export interface ExpandSettings {
  readonly root: string;
  readonly globs: readonly string[];
  readonly excluded: readonly string[];
}

/** The files a folder or a glob stands for. Throws KnownError where there are none or the path is missing. */
export async function expandTarget(
  target: Exclude<Target, { kind: 'file' }>,
  settings: ExpandSettings,
): Promise<FoundFiles> {
  if (target.kind === 'missing') throw await createMissingError(target.path, settings);
  const found =
    target.kind === 'folder' ? await expandFolder(target.path, settings) : await expandGlob(target.pattern, settings);
  if (found.files.length > 0) return found;
  const what =
    target.kind === 'folder' ? `no scenario files in ${target.path || '.'}` : `${target.pattern} matches nothing`;
  const blocked = found.warnings.map((warning) => `; ${warning.at?.file}: ${warning.message}`).join('');
  throw new KnownError('not-found', `${what}${blocked}`, {
    hint: 'scenario files end in .scenario.lua; a file named on the command line is always taken',
  });
}

async function expandFolder(folder: string, settings: ExpandSettings): Promise<FoundFiles> {
  const { default: fastGlob } = await import('fast-glob');
  const below = folder === '' ? '' : `${fastGlob.escapePath(folder)}/`;
  const found = await findFiles(settings.root, [`${below}**`], settings.excluded);
  const isScenarioFile = await createFilter(settings.globs);
  return { ...found, files: found.files.filter(isScenarioFile) };
}

async function expandGlob(pattern: string, settings: ExpandSettings): Promise<FoundFiles> {
  const found = await findFiles(settings.root, [pattern], settings.excluded);
  const scenarioFiles = found.files.filter(await createFilter(settings.globs));
  const files = scenarioFiles.length > 0 ? scenarioFiles : found.files.filter((file) => file.endsWith('.lua'));
  return { ...found, files };
}

async function createFilter(globs: readonly string[]): Promise<(file: string) => boolean> {
  const { default: picomatch } = await import('picomatch');
  const isMatch = picomatch([...globs]);
  return (file) => file.endsWith('.scenario.lua') || isMatch(file);
}

async function createMissingError(path: string, settings: ExpandSettings): Promise<KnownError> {
  const near = suggestPath(settings.root, path) ?? suggestFile(await findAll(settings), path);
  // The folder lists the name, and yet it leads to nothing.
  if (near === path) return new KnownError('not-found', `${path} is a symbolic link to what does not exist`);
  return new KnownError(
    'not-found',
    `${path} does not exist`,
    near === undefined ? {} : { hint: `did you mean ${near}?` },
  );
}

async function findAll(settings: ExpandSettings): Promise<readonly string[]> {
  return (await findFiles(settings.root, settings.globs, settings.excluded)).files;
}
