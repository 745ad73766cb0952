/** @import { PageEntry } from '../page-types.js' */

/** Pixels between two entries at the same time: at least, and where there is room. */
const MIN_SLOT = 13;
const MAX_SLOT = 30;
const EDGE = 16;
/** Pixels for the time that passes, where entries alone fill the width. */
const MIN_TIME = 320;
/** Pixels between two labels of the axis. */
const LABEL = 74;
const MAX_LANES = 24;
/** Pixels from the middle of an entry to what begins at its time. */
const BESIDE = 8;

/**
 * @typedef {object} Mark
 * @property {number} lane
 * @property {number} x its middle; of one that took time, its end
 * @property {number} from where it began
 */

/**
 * @typedef {object} Layout
 * @property {readonly string[]} lanes names, in the order in which they come first; '' is the scenario's own code
 * @property {number} hiddenLanes how many share the last one
 * @property {readonly Mark[]} marks one for each entry
 * @property {number} width
 * @property {readonly { readonly x: number, readonly at: number }[]} ticks
 * @property {readonly { readonly x: number, readonly cents: number }[]} cost what was spent by then, at each call that cost something
 */

/**
 * Places the entries of a journal: a lane for each who does something, from left to right in their order. Between two of
 * them lies a step, and room for the time that passes: by its square root, so that an hour does not hide milliseconds.
 * @param {readonly PageEntry[]} entries
 * @param {number} room pixels that can be seen at once
 * @returns {Layout}
 */
export function layOutTimeline(entries, room) {
  const lanes = [...new Set(entries.map(({ who }) => who))];
  const xs = placeEntries(entries, room);
  const last = Math.min(lanes.length, MAX_LANES) - 1;
  const marks = entries.map((entry, place) => {
    const x = xs[place] ?? 0;
    return { lane: Math.min(lanes.indexOf(entry.who), last), x, from: findStart(entries, xs, place) };
  });
  return {
    lanes: lanes.slice(0, MAX_LANES),
    hiddenLanes: Math.max(0, lanes.length - MAX_LANES),
    marks,
    width: Math.max(room, (xs.at(-1) ?? 0) + EDGE),
    ticks: placeTicks(entries, xs),
    cost: sumCost(entries, xs),
  };
}

/**
 * @param {readonly PageEntry[]} entries
 * @param {number} room
 */
function placeEntries(entries, room) {
  const waits = entries.map(({ at }, place) => Math.sqrt(Math.max(0, at - (entries[place - 1]?.at ?? 0))));
  const waited = waits.reduce((sum, wait) => sum + wait, 0);
  const free = room - 2 * EDGE;
  const steps = Math.max(1, entries.length - 1);
  const slot = Math.min(MAX_SLOT, Math.max(MIN_SLOT, (waited > 0 ? free / 2 : free) / steps));
  const time = waited > 0 ? Math.max(MIN_TIME, free - slot * steps) : 0;
  let x = EDGE;
  return waits.map((wait, place) => {
    x += (place === 0 ? 0 : slot) + (waited > 0 ? (time * wait) / waited : 0);
    return x;
  });
}

/**
 * Where an entry that took time began, between those entries that were told before and after that moment.
 * @param {readonly PageEntry[]} entries
 * @param {readonly number[]} xs
 * @param {number} place
 */
function findStart(entries, xs, place) {
  const x = xs[place] ?? 0;
  const { at = 0, tookMs = 0 } = entries[place] ?? {};
  if (tookMs === 0) return x;
  const startMs = at - tookMs;
  let before = place - 1;
  while (before >= 0 && (entries[before]?.at ?? 0) > startMs) before -= 1;
  const [fromMs, toMs] = [entries[before]?.at ?? 0, entries[before + 1]?.at ?? at];
  // What happened just before stays in sight.
  const [left, right] = [(xs[before] ?? -BESIDE) + BESIDE, xs[before + 1] ?? x];
  const share = toMs > fromMs ? (startMs - fromMs) / (toMs - fromMs) : 0;
  return Math.min(x, left + Math.max(0, share) * Math.max(0, right - left));
}

/**
 * Labels where the time changes, as many as there is room for.
 * @param {readonly PageEntry[]} entries
 * @param {readonly number[]} xs
 */
function placeTicks(entries, xs) {
  /** @type {{ x: number, at: number }[]} */
  const ticks = [];
  for (const [place, { at }] of entries.entries()) {
    const x = xs[place] ?? 0;
    const before = ticks.at(-1);
    if (before === undefined || (before.at !== at && x - before.x >= LABEL)) ticks.push({ x, at });
  }
  return ticks;
}

/**
 * @param {readonly PageEntry[]} entries
 * @param {readonly number[]} xs
 */
function sumCost(entries, xs) {
  let cents = 0;
  return entries.flatMap(({ turn }, place) => {
    if (turn?.cents === undefined || turn.cents === 0) return [];
    // Costs are decimals: so many places no price has.
    cents = Number((cents + turn.cents).toFixed(9));
    return [{ x: xs[place] ?? 0, cents }];
  });
}
