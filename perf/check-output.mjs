// @ts-check
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';

/**
 * @typedef {import('../src/model/run-event.js').RunEvent} RunEvent
 * @typedef {import('../src/model/run-event.js').ScenarioResult} ScenarioResult
 * @typedef {import('./measure.mjs').Measured} Measured
 * @typedef {(measured: Measured) => void} Check Throws where a run did not do what it was measured for.
 */

/**
 * The results that a run of moonrig has written.
 * @param {string} project
 * @returns {ScenarioResult[]}
 */
export function readResults(project) {
  const lines = readFileSync(join(project, 'reports/run.ndjson'), 'utf8').trimEnd().split('\n');
  return lines.flatMap((line) => {
    /** @type {RunEvent} */
    const event = JSON.parse(line);
    return event.kind === 'scenario.finished' ? [event.result] : [];
  });
}

/**
 * All passed, and the JUnit and HTML reports tell so too.
 * @param {string} project
 * @param {number} count
 * @returns {Check}
 */
export function checkMoonrig(project, count) {
  return (measured) => {
    demand(measured.exitCode === 0, 'moonrig', measured);
    const passed = readResults(project).filter((result) => result.outcome === 'passed');
    demand(passed.length === count, `moonrig with ${passed.length} passed of ${count}`, measured);
    const junit = readFileSync(join(project, 'reports/junit.xml'), 'utf8');
    demand(junit.includes(`tests="${count}" failures="0" errors="0"`), 'moonrig, by its JUnit report,', measured);
    const html = readFileSync(join(project, 'reports/report.html'), 'utf8');
    demand(countRows(html) === count, 'moonrig, by its HTML report,', measured);
  };
}

/**
 * Each scenario of the stuck set ended as its name says.
 * @param {string} project
 * @param {number} count
 * @returns {Check}
 */
export function checkStuck(project, count) {
  return (measured) => {
    const results = readResults(project);
    const wrong = results.filter(({ scenario, outcome }) => scenario.path.at(-1)?.split(' ')[0] !== outcome);
    const names = wrong.map(({ scenario, outcome }) => `${scenario.id}: ${outcome}`).join('\n');
    demand(wrong.length === 0, `moonrig with wrong outcomes:\n${names}`, measured);
    const ids = new Set(results.map(({ scenario }) => scenario.id));
    demand(ids.size === count && results.length === count, `moonrig with ${results.length} results`, measured);
    demand(measured.exitCode === 1, 'moonrig', measured);
  };
}

/**
 * @param {number} files
 * @param {number} count
 * @returns {Check}
 */
export function checkVitest(files, count) {
  return (measured) => {
    const says = (/** @type {string} */ what, /** @type {number} */ n) =>
      new RegExp(`^ *${what} +${n} passed \\(${n}\\)$`, 'm').test(measured.output);
    demand(measured.exitCode === 0 && says('Test Files', files) && says('Tests', count), 'vitest', measured);
  };
}

/**
 * @param {number} count
 * @returns {Check}
 */
export function checkBusted(count) {
  return (measured) => {
    const said = new RegExp(`^${count} success(es)? / 0 failures / 0 errors / 0 pending`, 'm').test(measured.output);
    demand(measured.exitCode === 0 && said, 'busted', measured);
  };
}

/**
 * How many scenarios the page lists.
 * @param {string} html
 */
function countRows(html) {
  const packed = /id="index">([^<]*)</.exec(html)?.[1] ?? '';
  /** @type {import('../src/report/page-types.js').PageIndex} */
  const index = JSON.parse(inflateRawSync(Buffer.from(packed, 'base64')).toString());
  return index.rows.length;
}

/** @type {Check} */
export function checkNode(measured) {
  demand(measured.exitCode === 0, 'node', measured);
}

/**
 * @param {boolean} holds
 * @param {string} what
 * @param {Measured} measured
 */
function demand(holds, what, { exitCode, output }) {
  if (!holds) throw new Error(`a run of ${what} went wrong (exit code ${exitCode}):\n${output.slice(-2000)}`);
}
