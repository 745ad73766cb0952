// @ts-check
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { HOME } from './projects.mjs';

/**
 * What the figures depend on.
 * @param {string | undefined} busted Its version.
 */
export function describeMachine(busted) {
  const cpu = cpus()[0]?.model.trim() || 'unknown processor';
  const node = process.versions.node;
  /** @type {{ version: string }} */
  const vitest = JSON.parse(readFileSync(join(HOME, 'node_modules/vitest/package.json'), 'utf8'));
  const load = loadavg()[0] ?? 0;
  const cores = availableParallelism();
  const tools = `Node ${node}, vitest ${vitest.version}, busted ${busted ?? 'not installed'}`;
  const place = `${process.platform} ${process.arch}, ${cores} cores, ${cpu}, load ${load.toFixed(2)}`;
  const versions = { node, vitest: vitest.version, ...(busted && { busted }) };
  return { summary: `${tools}\n${place}\n`, versions, platform: process.platform, cores, cpu, load };
}

/**
 * What a reader of the figures should know, one line each.
 * @param {import('./options.mjs').Options} options
 * @param {string | undefined} busted Its version.
 * @returns {string[]}
 */
export function listAdvice({ only, blocks, vitestBlocks }, busted) {
  const hasMany = only.includes('many');
  const comparesTools = hasMany || only.includes('one');
  return [
    ...(comparesTools && busted === undefined
      ? ['busted on lua5.4 is NOT INSTALLED: nothing is compared with it (Debian: apt-get install lua5.4 lua-busted)\n']
      : []),
    ...(hasMany && vitestBlocks < blocks
      ? [
          `vitest with isolation takes part in ${vitestBlocks} of ${blocks} blocks of "many" (--vitest-blocks changes it)\n`,
        ]
      : []),
    ...(comparesTools ? ['vitest and busted write no report; moonrig writes JUnit, HTML and its event log\n'] : []),
    ...(process.platform === 'linux' ? [] : ['processor time and memory are known on Linux only\n']),
  ];
}
