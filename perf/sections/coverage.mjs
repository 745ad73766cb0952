// @ts-check
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runBlocks } from '../blocks.mjs';
import { checkMoonrig } from '../check-output.mjs';
import { HOME } from '../projects.mjs';
import { comparePair } from './section.mjs';

/** How many times the time without it a run with coverage may take. */
const TARGET = 1.3;

const RULES = ['epic_validation', 'quality_gate', 'budget_allocation'];

/** Scenarios that each ask a rule a few times; and few that do nothing but run one. */
const SHAPES = {
  many: { files: 100, scenarios: 50, calls: 10 },
  busy: { files: 2, scenarios: 20, calls: 20_000 },
};

/**
 * Whole runs over rules, with coverage and without.
 * @param {import('./section.mjs').Context} context
 * @returns {Promise<import('./section.mjs').Section>}
 */
export async function measureCoverage(context) {
  const { work, options, random } = context;
  const samples = [];
  const findings = [];
  for (const [shape, size] of Object.entries(SHAPES)) {
    const variants = [[], ['--coverage']].map((flags) =>
      createVariant({ work, shape, size, flags, workers: options.workers }),
    );
    const taken = await runBlocks(variants, { ...context, blocks: options.blocks });
    samples.push(...taken);
    const pair = { name: shape, of: `${shape} --coverage`, over: shape, unit: /** @type {const} */ ('x') };
    const compare = (/** @type {number} */ of, /** @type {number} */ over) => of / over;
    findings.push(...comparePair(taken, { ...pair, compare, target: { atMost: TARGET } }, random));
  }
  return { samples, findings };
}

/**
 * @param {{ work: string, shape: string, size: { files: number, scenarios: number, calls: number }, flags: readonly string[], workers: number }} how
 * @returns {import('../tools.mjs').Variant}
 */
function createVariant({ work, shape, size, flags, workers }) {
  const name = [shape, ...flags].join(' ');
  const project = join(work, 'coverage', name.replaceAll(' ', ''));
  writeProject(project, size);
  return {
    name,
    command: {
      program: process.execPath,
      args: [join(HOME, 'dist/cli/main.js'), 'run', '--workers', String(workers), ...flags],
      cwd: project,
    },
    prepare: () => rmSync(join(project, 'reports'), { recursive: true, force: true }),
    check: checkMoonrig(project, size.files * size.scenarios),
  };
}

/**
 * @param {string} project
 * @param {{ files: number, scenarios: number, calls: number }} size
 */
function writeProject(project, { files, scenarios, calls }) {
  const folder = join(project, 'scenarios/rules');
  mkdirSync(folder, { recursive: true });
  for (const rule of RULES) copyFileSync(join(HOME, `scenarios/rules/${rule}.lua`), join(folder, `${rule}.lua`));
  for (let file = 0; file < files; file++) {
    const bodies = Array.from(
      { length: scenarios },
      (_, i) => `it("scenario ${i}", function()
  local last
  for n = ${i}, ${i + calls - 1} do
    last = validate({ wsjf_score = n % 101, business_value = n % 97, title = "Epic", blocked_by = n % 7 == 0 and { "other" } or nil })
  end
  assert.is_string(last.decision)
end)`,
    );
    const source = `local validate = script.load("rules/epic_validation")\n${bodies.join('\n')}\n`;
    writeFileSync(join(folder, `rule_${String(file + 1).padStart(4, '0')}.scenario.lua`), source);
  }
}
