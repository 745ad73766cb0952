// @ts-check
import { setFlagsFromString } from 'node:v8';
import { openFengari } from '../boundary/fengari.mjs';
import { installEngines } from '../boundary/install.mjs';
import { openJsonRules } from '../boundary/json-rules.mjs';
import { LOOP, openEngine, openLoop, openRule, openTwin } from '../boundary/moonrig.mjs';
import { race } from '../boundary/race.mjs';
import { proveEqual, raceBatch, raceCalls, racePromises } from '../boundary/racer.mjs';
import { makeSixFields, makeTwoFields, ROW_COUNT } from '../boundary/rows.mjs';
import { openWasmoon } from '../boundary/wasmoon.mjs';
import { openZenExpression, openZenTable } from '../boundary/zen.mjs';
import { estimateMedian } from '../statistics.mjs';

/**
 * @typedef {import('../boundary/racer.mjs').Racer} Racer
 * @typedef {import('../boundary/rows.mjs').Row} Row
 * @typedef {import('../show.mjs').Finding} Finding
 * @typedef {import('./section.mjs').Context} Context
 *
 * @typedef {object} Rivals What answers on rows of both kinds.
 * @property {string} name
 * @property {(rows: readonly Row[]) => Racer} enter
 *
 * @typedef {object} Course Rows of one kind, and what is asked on them.
 * @property {'two' | 'six'} kind
 * @property {string} title
 * @property {readonly Row[]} rows
 * @property {number} wasmoonTarget How many times faster than wasmoon's default call one call must be.
 */

const BLOCKS_FACTOR = 4;
const BATCH_TARGET = 0.75;
const CALL = 'moonrig, one call';
const ENGINE = 'moonrig’s engine as it comes, one call';
const BATCH = 'moonrig, batch';
const ENGINE_BATCH = 'moonrig’s engine as it comes, batch';
const WASMOON = 'wasmoon’s default call';
const PLAIN = 'plain TypeScript';
const NO_OPA = 'left out: OPA-wasm (only OPA itself, a Go program that no npm package brings, compiles a policy)';

/**
 * The epic rule with full results across the boundary: one call and a batch, against other engines and a loop inside Lua.
 * @param {Context} context
 * @returns {Promise<import('./section.mjs').Section>}
 */
export async function measureBoundary({ work, options, random, onSample }) {
  setFlagsFromString('--no-compilation-cache');
  const { load, notes } = installEngines(work);
  const others = await openOthers(load);
  const twin = await openTwin();
  /** @type {readonly Course[]} */
  const courses = [
    { kind: 'two', title: 'two fields', rows: makeTwoFields(random), wasmoonTarget: 25 },
    { kind: 'six', title: 'six fields, nested', rows: makeSixFields(random), wasmoonTarget: 10 },
  ];
  /** @type {Finding[]} */
  const findings = [];
  for (const course of courses) {
    const racers = [
      ...(await openMoonrig(course)),
      raceCalls(PLAIN, twin, course.rows),
      ...others.map(({ enter }) => enter(course.rows)),
    ];
    for (const racer of racers) await proveEqual(racer, course.rows, twin);
    const figures = await race(racers, ROW_COUNT, {
      blocks: options.blocks * BLOCKS_FACTOR,
      random,
      onBatch: (variant, block, wallMs) =>
        onSample({ variant, block, place: 0, wallMs, cpuMs: undefined, peakBytes: undefined }),
    });
    findings.push(...judge(course, figures, others, random));
  }
  return { samples: [], findings, notes: [...notes, NO_OPA] };
}

/**
 * @param {((name: any) => any) | undefined} load
 * @returns {Promise<readonly Rivals[]>}
 */
async function openOthers(load) {
  const [proxied, copied] = [await openWasmoon({ enableProxy: true }), await openWasmoon({ enableProxy: false })];
  const own = [atOnce(WASMOON, proxied), atOnce('wasmoon without proxies', copied)];
  if (load === undefined) return own;
  const zen = load('@gorules/zen-engine');
  return [
    ...own,
    atOnce('fengari', openFengari(load('fengari'))),
    later('json-rules-engine', openJsonRules(load('json-rules-engine'))),
    later('zen-engine, decision table', openZenTable(zen)),
    atOnce('zen-engine, expression', openZenExpression(zen)),
  ];
}

/** @param {string} name @param {(row: Row) => unknown} call @returns {Rivals} */
function atOnce(name, call) {
  return { name, enter: (rows) => raceCalls(name, call, rows) };
}

/** @param {string} name @param {(row: Row) => Promise<unknown>} call @returns {Rivals} */
function later(name, call) {
  return { name, enter: (rows) => racePromises(name, call, rows) };
}

/**
 * @param {Course} course
 * @returns {Promise<Racer[]>}
 */
async function openMoonrig({ kind, rows }) {
  const [rule, batch, engine] = [await openRule(), await openRule(), await openEngine()];
  const results = (/** @type {readonly import('../../src/rule/rule-engine.js').RuleOutcome[]} */ outcomes) =>
    outcomes.map((outcome) => ('result' in outcome ? outcome.result : outcome));
  const engineBatch = raceBatch(ENGINE_BATCH, engine.callMany, rows);
  return [
    raceCalls(CALL, (row) => rule.run(row), rows),
    raceBatch(BATCH, (all) => batch.runMany(all), rows),
    raceCalls(ENGINE, engine.call, rows),
    { ...engineBatch, answer: () => results(engine.callMany(rows)) },
    openLoop(kind, rows),
  ];
}

/**
 * Times of all, and how they stand to moonrig's, block by block.
 * @param {Course} course
 * @param {ReadonlyMap<string, readonly number[]>} figures
 * @param {readonly Rivals[]} others
 * @param {Context['random']} random
 * @returns {Finding[]}
 */
function judge({ title, wasmoonTarget }, figures, others, random) {
  const times = [...figures].map(([name, values]) => ({
    name: `${title}: ${name}`,
    estimate: estimateMedian(values, random),
    unit: /** @type {const} */ ('ns'),
  }));
  /** @param {string} over @param {string} of @param {number} [atLeast] @returns {Finding} */
  const compare = (over, of, atLeast) => {
    const [slow, fast] = [figures.get(over) ?? [], figures.get(of) ?? []];
    const ratios = slow.map((value, block) => value / (fast[block] ?? Number.NaN));
    const finding = {
      name: `${title}: ${over} / ${of}`,
      estimate: estimateMedian(ratios, random),
      unit: /** @type {const} */ ('x'),
    };
    return atLeast === undefined ? finding : { ...finding, target: { atLeast } };
  };
  return [
    ...times,
    ...others.map(({ name }) => compare(name, CALL, name === WASMOON ? wasmoonTarget : 1)),
    compare(WASMOON, ENGINE),
    compare(LOOP, BATCH, BATCH_TARGET),
    compare(LOOP, ENGINE_BATCH),
  ];
}
