// @ts-check

/**
 * @typedef {Readonly<Record<string, unknown>>} Row A context of the epic rule.
 * @typedef {import('../statistics.mjs').Random} Random
 */

/** Rows of each kind. */
export const ROW_COUNT = 1000;
/** The rule's limits and what lies beside them; -1 and 101 are no scores. */
const EDGES = [-1, 0, 30, 30.5, 50, 50.5, 70, 70.5, 100, 101];
const TEAMS = ['Atlas', 'Borealis', 'Castor', 'Delphi'];
const KINDS = ['feature', 'enabler'];

/**
 * Two numbers each.
 * @param {Random} random
 * @returns {Row[]}
 */
export function makeTwoFields(random) {
  return Array.from({ length: ROW_COUNT }, () => ({
    wsjf_score: drawScore(random),
    business_value: drawScore(random),
  }));
}

/**
 * Six fields each, a table and a list among them; every fourth epic is blocked.
 * @param {Random} random
 * @returns {Row[]}
 */
export function makeSixFields(random) {
  return Array.from({ length: ROW_COUNT }, (_, i) => ({
    wsjf_score: drawScore(random),
    business_value: drawScore(random),
    blocked_by: i % 4 === 0 ? [`EPIC-${i}`] : [],
    team: { name: pick(TEAMS, random), size: 3 + Math.floor(random() * 6) },
    kind: pick(KINDS, random),
    is_funded: random() < 0.5,
  }));
}

/** @param {Random} random */
function drawScore(random) {
  if (random() < 0.2) return pick(EDGES, random);
  return Math.floor(random() * 1001) / 10;
}

/**
 * @template T
 * @param {readonly T[]} items
 * @param {Random} random
 */
function pick(items, random) {
  return /** @type {T} */ (items[Math.floor(random() * items.length)]);
}
