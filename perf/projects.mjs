// @ts-check
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FORMS, writeStuck } from './sources.mjs';

/** moonrig's own folder, with `dist` and `node_modules`. */
export const HOME = fileURLToPath(new URL('..', import.meta.url));

/** How many files of how many scenarios each set has. */
export const SETS = /** @type {const} */ ({
  many: [1000, 5],
  one: [1, 5000],
  small: [1, 5],
  cold: [1, 1],
  warm: [1, 1],
});

/** How many scenarios the stuck set has in its one long file, and in each of its small ones. */
export const STUCK = { long: 500, small: 20, total: 1000 };

/** Makes a temporary folder that is gone when this process ends. */
export function makeWorkFolder() {
  // Resolved, because vitest and Lua would else name the same file in two ways.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'moonrig-perf-')));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
  return folder;
}

/**
 * Writes one set in one form, as a project of its own. Gives its folder.
 * @param {string} work
 * @param {keyof typeof SETS} set
 * @param {keyof typeof FORMS} form
 */
export function writeProject(work, set, form) {
  const project = join(work, set, form);
  const { folder, ending, write } = FORMS[form];
  const [files, scenarios] = SETS[set];
  const sources = Array.from({ length: files }, (_, i) => write(i + 1, scenarios));
  writeFiles(join(project, folder), ending, sources);
  if (form === 'vitest') linkVitest(project);
  return project;
}

/**
 * Writes the set with endless loops. Gives its folder.
 * @param {string} work
 */
export function writeStuckProject(work) {
  const project = join(work, 'stuck');
  const starts = [0];
  for (let first = STUCK.long; first < STUCK.total; first += STUCK.small) starts.push(first);
  const sources = starts.map((first) => writeStuck(first, first === 0 ? STUCK.long : STUCK.small));
  writeFiles(join(project, FORMS.moonrig.folder), FORMS.moonrig.ending, sources);
  return project;
}

/**
 * Writes a project with one scenario file. Gives its folder.
 * @param {string} work
 * @param {string} name
 * @param {string} source
 */
export function writeSingleProject(work, name, source) {
  return writeFilesProject(work, name, [source]);
}

/**
 * Writes a project with these scenario files. Gives its folder.
 * @param {string} work
 * @param {string} name
 * @param {readonly string[]} sources
 */
export function writeFilesProject(work, name, sources) {
  const project = join(work, name);
  writeFiles(join(project, FORMS.moonrig.folder), FORMS.moonrig.ending, sources);
  return project;
}

/**
 * @param {string} folder
 * @param {string} ending
 * @param {readonly string[]} sources
 */
function writeFiles(folder, ending, sources) {
  mkdirSync(folder, { recursive: true });
  for (const [i, source] of sources.entries()) {
    writeFileSync(join(folder, `sums_${String(i + 1).padStart(4, '0')}${ending}`), source);
  }
}

/**
 * A `node_modules` of the project's own with vitest linked in, so that its cache stays in there too.
 * @param {string} project
 */
function linkVitest(project) {
  mkdirSync(join(project, 'node_modules'));
  symlinkSync(join(HOME, 'node_modules/vitest'), join(project, 'node_modules/vitest'), 'junction');
}
