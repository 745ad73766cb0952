/** @import { Layout, Mark } from './timeline-layout.js' */

/** Pixels of the strip above the lanes, and of a lane. */
export const COST_HEIGHT = 30;
export const TIMELINE_LANE = 26;
const SVG_NAMESPACE = 'http://www.w3.org/2000/svg';

/** The picture that lines are drawn in; the words beside it say the same. */
export function makeLines() {
  const svg = document.createElementNS(SVG_NAMESPACE, 'svg');
  svg.setAttribute('class', 'tl-lines');
  svg.setAttribute('aria-hidden', 'true');
  return svg;
}

/**
 * Where a mark's lane has its middle, in pixels from the top.
 * @param {Mark} mark
 */
export function middleOf({ lane }) {
  return COST_HEIGHT + lane * TIMELINE_LANE + TIMELINE_LANE / 2;
}

/**
 * What was spent, as steps below the labels of the time.
 * @param {Layout} layout
 */
export function costPoints({ cost, width }) {
  const total = cost.at(-1)?.cents ?? 0;
  if (total === 0) return [];
  const [bottom, height] = [COST_HEIGHT - 2, COST_HEIGHT - 18];
  let y = bottom;
  const points = [`0,${y}`];
  for (const { x, cents } of cost) {
    points.push(`${x},${y}`);
    y = bottom - (cents / total) * height;
    points.push(`${x},${y}`);
  }
  return [...points, `${width},${y}`];
}

/**
 * A line through these points.
 * @param {string} name its class
 * @param {readonly string[]} points
 */
export function drawLine(name, points) {
  const line = document.createElementNS(SVG_NAMESPACE, 'polyline');
  line.setAttribute('class', name);
  line.setAttribute('points', points.join(' '));
  return line;
}
