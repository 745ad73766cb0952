// @ts-check
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AGENT_BEHAVIOR, writeAgents } from '../agent-sources.mjs';
import { runBlocks } from '../blocks.mjs';
import { checkMoonrig } from '../check-output.mjs';
import { writeFilesProject } from '../projects.mjs';
import { runMoonrig } from '../tools.mjs';
import { findPeak, largest } from './section.mjs';

const FILES = 20;
const SCENARIOS = 500;
/** A run takes seconds. */
const MAX_BLOCKS = 3;
const TARGET_MS = 8000;
const TARGET_MB = 250;

/**
 * 10,000 scenarios in which an agent takes five turns and calls a tool in four of them.
 * @param {import('./section.mjs').Context} context
 * @returns {Promise<import('./section.mjs').Section>}
 */
export async function measureAgents(context) {
  const { work, options } = context;
  const sources = Array.from({ length: FILES }, (_, i) => writeAgents(i + 1, SCENARIOS));
  const project = writeFilesProject(work, 'agents', sources);
  mkdirSync(join(project, 'agents/behaviors'), { recursive: true });
  writeFileSync(join(project, 'agents/behaviors/planner.lua'), AGENT_BEHAVIOR);
  const run = runMoonrig(project, ['--workers', String(options.workers)]);
  const variant = { name: 'moonrig', ...run, check: checkMoonrig(project, FILES * SCENARIOS) };
  const samples = await runBlocks([variant], { ...context, blocks: Math.min(options.blocks, MAX_BLOCKS) });
  const walls = samples.map(({ wallMs }) => wallMs);
  return {
    samples,
    findings: [
      { name: 'wall time', ...largest(walls), unit: 'ms', target: { atMost: TARGET_MS } },
      ...findPeak(samples, [variant.name], TARGET_MB),
    ],
  };
}
