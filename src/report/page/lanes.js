import { make } from './dom.js';
import { showDuration } from './format.js';
import { BAD_OUTCOMES, OUTCOMES } from './outcomes.js';

/** @import { Row } from './data.js' */

const LANE_HEIGHT = 22;
const GAP = 4;

/**
 * @typedef {object} Chart
 * @property {readonly Row[]} bars the bad ones last: among thousands a bar may be thinner than its neighbour's edge
 * @property {readonly number[]} workers from top to bottom
 * @property {number} endMs
 * @property {number} height
 */

/**
 * When each worker ran what: a lane each, a bar a scenario. Drawn on a canvas, since there may be thousands of bars.
 * @param {readonly Row[]} rows
 * @param {(row: Row) => void} open
 * @returns {HTMLElement}
 */
export function showLanes(rows, open) {
  const chart = layOut(rows);
  const canvas = make('canvas', { class: 'lanes', role: 'img', 'aria-label': describe(chart) });
  const tip = make('p', { class: 'tip', 'aria-hidden': 'true' }, ' ');
  canvas.style.height = `${chart.height}px`;
  canvas.addEventListener('mousemove', (event) => {
    const row = findRow(canvas, chart, event);
    canvas.classList.toggle('over', row !== undefined);
    tip.textContent =
      row === undefined ? ' ' : `${row.path.join(' › ')}, ${row.outcome}, ${showDuration(row.durationMs)}`;
  });
  canvas.addEventListener('click', (event) => {
    const row = findRow(canvas, chart, event);
    if (row !== undefined) open(row);
  });
  keepDrawn(canvas, chart);
  const labels = chart.workers.map((worker) => make('span', {}, `worker ${worker}`));
  const end = make('span', {}, showDuration(chart.endMs));
  const axis = make('div', { class: 'axis', 'aria-hidden': 'true' }, make('span', {}, '0'), end);
  const names = make('div', { class: 'lane-names', 'aria-hidden': 'true' }, ...labels);
  return make('div', { class: 'lane-chart' }, names, make('div', {}, canvas, axis, tip));
}

/**
 * @param {readonly Row[]} rows
 * @returns {Chart}
 */
function layOut(rows) {
  const ran = rows.filter(({ durationMs }) => durationMs > 0);
  const good = ran.filter(({ outcome }) => !BAD_OUTCOMES.has(outcome));
  const bad = ran.filter(({ outcome }) => BAD_OUTCOMES.has(outcome));
  const workers = [...new Set(ran.map(({ worker }) => worker))].sort((a, b) => a - b);
  const endMs = ran.reduce((end, row) => Math.max(end, row.startedMs + row.durationMs), 1);
  return { bars: [...good, ...bad], workers, endMs, height: workers.length * (LANE_HEIGHT + GAP) - GAP };
}

/**
 * Draws now, and again in another width or theme.
 * @param {HTMLCanvasElement} canvas
 * @param {Chart} chart
 */
function keepDrawn(canvas, chart) {
  const draw = () => drawBars(canvas, chart);
  new ResizeObserver(draw).observe(canvas);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ['data-theme'] });
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Chart} chart
 */
function drawBars(canvas, { bars, workers, endMs, height }) {
  const width = canvas.clientWidth;
  const context = canvas.getContext('2d');
  if (width === 0 || context === null) return;
  canvas.width = width * devicePixelRatio;
  canvas.height = height * devicePixelRatio;
  context.scale(devicePixelRatio, devicePixelRatio);
  const colors = readColors(canvas);
  context.fillStyle = colors.get('lane') ?? '';
  for (const index of workers.keys()) context.fillRect(0, index * (LANE_HEIGHT + GAP), width, LANE_HEIGHT);
  for (const row of bars) {
    const length = Math.max(1.5, (row.durationMs / endMs) * width - 0.5);
    const top = workers.indexOf(row.worker) * (LANE_HEIGHT + GAP);
    context.fillStyle = colors.get(row.outcome) ?? '';
    context.globalAlpha = row.outcome === 'passed' ? 0.6 : 1;
    context.fillRect((row.startedMs / endMs) * width, top, length, LANE_HEIGHT);
  }
}

/**
 * The scenario under the pointer; two pixels beside it count too, since most bars are that thin.
 * @param {HTMLCanvasElement} canvas
 * @param {Chart} chart
 * @param {MouseEvent} event
 */
function findRow(canvas, { bars, workers, endMs }, event) {
  const worker = workers[Math.floor(event.offsetY / (LANE_HEIGHT + GAP))];
  const ms = (event.offsetX / canvas.clientWidth) * endMs;
  const slack = (2 / canvas.clientWidth) * endMs;
  return bars.find(
    (row) => row.worker === worker && ms >= row.startedMs - slack && ms <= row.startedMs + row.durationMs + slack,
  );
}

/** @param {Chart} chart */
function describe({ bars, workers, endMs }) {
  const shares = workers.map((worker) => {
    const busyMs = bars.filter((row) => row.worker === worker).reduce((sum, row) => sum + row.durationMs, 0);
    return `worker ${worker} busy for ${showDuration(busyMs)}`;
  });
  return `Workers over ${showDuration(endMs)}: ${shares.join(', ')}`;
}

/**
 * The colours of the style, in the theme on show.
 * @param {HTMLElement} canvas
 * @returns {Map<string, string>}
 */
function readColors(canvas) {
  const probe = make('span');
  canvas.after(probe);
  const colors = new Map(
    [...OUTCOMES, 'lane'].map((name) => {
      probe.className = name === 'lane' ? 'lane-color' : `o-${name}`;
      return [name, getComputedStyle(probe).color];
    }),
  );
  probe.remove();
  return colors;
}
