// @ts-check
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkBusted, checkMoonrig, checkNode, checkStuck, checkVitest } from './check-output.mjs';
import { measure } from './measure.mjs';
import { HOME, SETS, STUCK, writeProject, writeStuckProject } from './projects.mjs';

/**
 * @typedef {object} Variant One thing that is measured.
 * @property {string} name
 * @property {import('./measure.mjs').Command} command
 * @property {import('./check-output.mjs').Check} check
 * @property {number} [maxBlocks] It takes part in so many blocks only.
 * @property {() => void} [prepare] Called before each run, outside the time.
 */

const BUSTED = `require 'busted.runner'({ standalone = false })\n`;
const LUA = 'lua5.4';

/** The version of busted on lua5.4; undefined where the two are not installed. */
export function findBusted() {
  const args = ['-e', `io.write(require('busted.core')().version)`];
  const { status, stdout } = spawnSync(LUA, args, { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/**
 * `moonrig run` as a user types it: JUnit, HTML and the event log are written.
 * @param {string} project
 * @param {readonly string[]} flags
 */
export function runMoonrig(project, flags) {
  return {
    command: { program: process.execPath, args: [join(HOME, 'dist/cli/main.js'), 'run', ...flags], cwd: project },
    prepare: () => rmSync(join(project, 'reports'), { recursive: true, force: true }),
  };
}

/**
 * @param {string} work
 * @param {keyof typeof SETS} set
 * @param {number} workers
 * @returns {Variant}
 */
export function createMoonrig(work, set, workers) {
  const project = writeProject(work, set, 'moonrig');
  const [files, scenarios] = SETS[set];
  const run = runMoonrig(project, ['--workers', String(workers)]);
  return { name: 'moonrig', ...run, check: checkMoonrig(project, files * scenarios) };
}

/**
 * moonrig on the set with endless loops.
 * @param {string} work
 * @param {number} workers
 * @returns {Variant}
 */
export function createStuck(work, workers) {
  const project = writeStuckProject(work);
  const run = runMoonrig(project, ['--workers', String(workers), '--timeout', '100']);
  return { name: 'moonrig', ...run, check: checkStuck(project, STUCK.total) };
}

/**
 * vitest with the reporter that writes least, and no report: as it comes, and with its test files sharing a world.
 * @param {string} work
 * @param {keyof typeof SETS} set
 * @returns {[isolated: Variant, shared: Variant]}
 */
export function createVitest(work, set) {
  const project = writeProject(work, set, 'vitest');
  const [files, scenarios] = SETS[set];
  const args = [join(HOME, 'node_modules/vitest/vitest.mjs'), 'run', '--reporter=dot'];
  const command = { program: process.execPath, cwd: project, isTree: true };
  const check = checkVitest(files, files * scenarios);
  return [
    { name: 'vitest', command: { ...command, args }, check },
    { name: 'vitest --no-isolate', command: { ...command, args: [...args, '--no-isolate'] }, check },
  ];
}

/**
 * busted without a report.
 * @param {string} work
 * @param {keyof typeof SETS} set
 * @returns {Variant}
 */
export function createBusted(work, set) {
  const project = writeProject(work, set, 'busted');
  const [files, scenarios] = SETS[set];
  writeFileSync(join(project, 'run.lua'), BUSTED);
  const command = { program: LUA, args: ['run.lua', '-o', 'plainTerminal', 'spec'], cwd: project };
  return { name: 'busted', command, check: checkBusted(files * scenarios) };
}

/**
 * Node that does nothing.
 * @param {string} work
 * @returns {Variant}
 */
export function createNode(work) {
  return { name: 'node -e 0', command: { program: process.execPath, args: ['-e', '0'], cwd: work }, check: checkNode };
}

/**
 * Runs each tool once on a single scenario, so that its files are in the disk cache before the first time is taken.
 * @param {string} work
 * @param {boolean} hasBusted
 */
export async function warmTools(work, hasBusted) {
  const tools = [createMoonrig(work, 'warm', 2), ...createVitest(work, 'warm'), createNode(work)];
  if (hasBusted) tools.push(createBusted(work, 'warm'));
  for (const { command, check } of tools) check(await measure(command, join(work, 'output.log')));
}
