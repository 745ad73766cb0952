// @ts-check
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The engines that moonrig is held against, and nothing else here needs. */
const ENGINES = { fengari: '0.1.5', 'json-rules-engine': '7.3.1', '@gorules/zen-engine': '0.54.0' };
const GIVE_UP_MS = 120_000;

/**
 * @typedef {object} Engines Packages by their names; none where they could not be installed.
 * @property {((name: keyof typeof ENGINES) => any) | undefined} load
 * @property {readonly string[]} notes Why there are none.
 */

/**
 * Installs the other engines into the work folder.
 * @param {string} work
 * @returns {Engines}
 */
export function installEngines(work) {
  const folder = join(work, 'engines');
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: ENGINES }));
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const options = /** @type {const} */ ({ cwd: folder, encoding: 'utf8', timeout: GIVE_UP_MS });
  const { status, stderr, error } = spawnSync('npm', args, options);
  if (status === 0) return { load: createRequire(join(folder, 'package.json')), notes: [] };
  const why = error?.message ?? stderr.trim().split('\n')[0];
  return { load: undefined, notes: [`left out, since npm could not install them: ${listEngines()} (${why})`] };
}

function listEngines() {
  return Object.entries(ENGINES)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ');
}
