// @ts-check
import { parseArgs } from 'node:util';

/** What can be measured, in the order in which it is. */
export const SECTIONS = /** @type {const} */ ([
  'many',
  'one',
  'cold',
  'stuck',
  'coverage',
  'mutate',
  'time',
  'micro',
  'agents',
  'leak',
  'chaos',
  'bench',
  'boundary',
]);

export const USAGE = `npm run perf -- [options]

  --only <names>       some of ${SECTIONS.join(',')} (default: all)
  --blocks <n>         blocks of interleaved runs (default 5; cold starts: four times as many; stuck runs and mutants: 3 at most)
  --vitest-blocks <n>  blocks in which vitest runs the many files with isolation, which takes minutes (default 1)
  --workers <n>        moonrig's worker threads (default 2)
  --seed <n>           of the order of runs and of the intervals (default 1)
  --json <file>        write all samples
  --help
`;

/**
 * @typedef {object} Options
 * @property {readonly (typeof SECTIONS)[number][]} only
 * @property {number} blocks
 * @property {number} vitestBlocks
 * @property {number} workers
 * @property {number} seed
 * @property {string | undefined} json
 * @property {boolean} help
 */

/**
 * Reads the command line. Throws an Error with one sentence where it is wrong.
 * @param {readonly string[]} args
 * @returns {Options}
 */
export function readOptions(args) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', default: SECTIONS.join(',') },
      blocks: { type: 'string', default: '5' },
      'vitest-blocks': { type: 'string', default: '1' },
      workers: { type: 'string', default: '2' },
      seed: { type: 'string', default: '1' },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const asked = values.only.split(',');
  const unknown = asked.find((name) => !SECTIONS.some((section) => section === name));
  if (unknown !== undefined) throw new Error(`--only: there is no "${unknown}"; there are ${SECTIONS.join(', ')}`);
  return {
    only: SECTIONS.filter((section) => asked.includes(section)),
    blocks: readCount('--blocks', values.blocks),
    vitestBlocks: readCount('--vitest-blocks', values['vitest-blocks']),
    workers: readCount('--workers', values.workers),
    seed: readCount('--seed', values.seed),
    json: values.json,
    help: values.help,
  };
}

/**
 * @param {string} flag
 * @param {string} text
 */
function readCount(flag, text) {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new Error(`${flag}: expected a whole number from 1, got "${text}"`);
  return Number(text);
}
