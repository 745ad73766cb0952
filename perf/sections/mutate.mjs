// @ts-check
import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runBlocks } from '../blocks.mjs';
import { HOME } from '../projects.mjs';
import { estimateMedian } from '../statistics.mjs';

/** Each takes seconds. */
const MAX_BLOCKS = 3;
const TARGET_MS = 60_000;

/**
 * How long 1,000 mutants take: those of all of moonrig's own example scripts, with their scenarios.
 * @param {import('./section.mjs').Context} context
 * @returns {Promise<import('./section.mjs').Section>}
 */
export async function measureMutants(context) {
  const { work, options, random } = context;
  const project = join(work, 'mutate');
  mkdirSync(project);
  for (const name of ['scenarios', 'mocks', 'moonrig.config.json'])
    cpSync(join(HOME, name), join(project, name), { recursive: true });
  const scripts = listScripts(project);
  /** @type {number[]} */
  const perThousand = [];
  const variant = {
    name: 'moonrig mutate',
    command: {
      program: process.execPath,
      args: [join(HOME, 'dist/cli/main.js'), 'mutate', '--workers', String(options.workers), ...scripts],
      cwd: project,
    },
    /** @type {import('../check-output.mjs').Check} */
    check: ({ exitCode, output, wallMs }) => {
      const count = Number(/^Score +\d+ of (\d+) mutants/m.exec(output)?.[1]);
      if (exitCode !== 0 || !(count > 0)) throw new Error(`moonrig mutate went wrong:\n${output}`);
      perThousand.push((wallMs * 1000) / count);
    },
  };
  const samples = await runBlocks([variant], { ...context, blocks: Math.min(options.blocks, MAX_BLOCKS) });
  const estimate = estimateMedian(perThousand, random);
  return { samples, findings: [{ name: '1,000 mutants, wall', estimate, unit: 'ms', target: { atMost: TARGET_MS } }] };
}

/**
 * The scripts that scenarios run by themselves.
 * @param {string} project
 */
function listScripts(project) {
  return readdirSync(join(project, 'scenarios'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.lua') && !/\.(?:scenario|bench)\.lua$|^source-document/.test(file))
    .map((file) => `scenarios/${file}`)
    .sort();
}
