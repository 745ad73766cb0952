// @ts-check
import { writeFileSync } from 'node:fs';
import { describeMachine, listAdvice } from './machine.mjs';
import { readOptions, USAGE } from './options.mjs';
import { makeWorkFolder } from './projects.mjs';
import { sections } from './sections/index.mjs';
import { showFindings, showSamples } from './show.mjs';
import { createRandom } from './statistics.mjs';
import { findBusted, warmTools } from './tools.mjs';

/** @typedef {import('./sections/section.mjs').Section} Section */

/** Sections that run no other tool than moonrig. */
const NEEDS_NO_TOOL = new Set(['micro', 'time', 'leak', 'chaos', 'bench', 'boundary']);

/** Measures what the command line asks for, and prints it. A run that went wrong ends all with exit code 1. */
async function main() {
  const options = readOptions(process.argv.slice(2));
  if (options.help) return print(USAGE);
  const work = makeWorkFolder();
  const busted = findBusted();
  const machine = describeMachine(busted);
  print(`${machine.summary}\n${listAdvice(options, busted).join('')}`);
  const random = createRandom(options.seed);
  const context = { work, options, random, hasBusted: busted !== undefined, onSample: showProgress };
  if (options.only.some((name) => !NEEDS_NO_TOOL.has(name))) await warmTools(work, context.hasBusted);
  /** @type {Record<string, Section>} */
  const measured = {};
  for (const name of options.only) {
    const { title, run } = sections[name];
    const section = await run(context);
    measured[name] = section;
    endProgress();
    print(
      `\n${title}\n${section.samples.length > 0 ? `${showSamples(section.samples)}\n` : ''}${showFindings(section.findings)}${showNotes(section.notes)}`,
    );
  }
  if (options.json !== undefined)
    writeFileSync(options.json, `${JSON.stringify({ machine, options, measured }, null, 1)}\n`);
}

/** @param {string} text */
function print(text) {
  process.stdout.write(text);
}

/** @param {readonly string[]} notes */
function showNotes(notes = []) {
  return notes.map((note) => `  ${note}\n`).join('');
}

/** @param {import('./blocks.mjs').Sample} sample */
function showProgress({ variant, block, wallMs }) {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[Kblock ${block + 1}: ${variant} ${wallMs.toFixed(0)} ms`);
}

function endProgress() {
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
}

main().catch((error) => {
  endProgress();
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
});
