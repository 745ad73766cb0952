// @ts-check
import { writeSingleProject } from '../projects.mjs';
import { SPENDINGS, writeSpending } from '../sources.mjs';
import { estimateMedian, shuffle } from '../statistics.mjs';
import { createWorkerKit } from '../worker-kit.mjs';

const HOURS = 50;
const TARGET_MS = 5000;
const FILE = 'scenarios/sums_0001.scenario.lua';

/**
 * How long it takes to let 50 hours of virtual time pass, in several ways.
 * @param {import('./section.mjs').Context} context
 * @returns {Promise<import('./section.mjs').Section>}
 */
export async function measureTime({ work, options, random }) {
  const ways = await Promise.all(
    Object.entries(SPENDINGS).map(async ([name, spending], i) => {
      const { runAll } = await createWorkerKit(
        writeSingleProject(work, `time-${i}`, writeSpending(spending, HOURS)),
        FILE,
      );
      return { name, runAll, wallMs: /** @type {number[]} */ ([]), cpuMs: /** @type {number[]} */ ([]) };
    }),
  );
  for (let block = 0; block < options.blocks; block++) {
    for (const { runAll, wallMs, cpuMs } of shuffle(ways, random)) {
      const [begun, used] = [performance.now(), process.cpuUsage()];
      await runAll();
      wallMs.push(performance.now() - begun);
      const { user, system } = process.cpuUsage(used);
      cpuMs.push((user + system) / 1000);
    }
  }
  const findings = ways.flatMap(({ name, wallMs, cpuMs }) => {
    const unit = /** @type {const} */ ('ms');
    return [
      { name: `${name}, wall`, estimate: estimateMedian(wallMs, random), unit, target: { atMost: TARGET_MS } },
      { name: `${name}, user+sys`, estimate: estimateMedian(cpuMs, random), unit },
    ];
  });
  return { samples: [], findings };
}
