import { make } from './dom.js';
import { BAD_OUTCOMES, OUTCOMES, showDuration } from './format.js';

/** @import { Row } from './data.js' */

const LANE_HEIGHT = 22;
const GAP = 4;

/**
 * When each worker ran what: a lane each, a bar a scenario. Drawn on a canvas, since there may be thousands of bars.
 * @param {readonly Row[]} rows
 * @param {(row: Row) => void} open
 * @returns {HTMLElement}
 */
export function showLanes(rows, open) {
  const ran = rows.filter(({ durationMs }) => durationMs > 0);
  const good = ran.filter(({ outcome }) => !BAD_OUTCOMES.has(outcome));
  const bad = ran.filter(({ outcome }) => BAD_OUTCOMES.has(outcome));
  const workers = [...new Set(ran.map(({ worker }) => worker))].sort((a, b) => a - b);
  const endMs = ran.reduce((end, row) => Math.max(end, row.startedMs + row.durationMs), 1);
  const canvas = make('canvas', { class: 'lanes', role: 'img', 'aria-label': describe(ran, workers, endMs) });
  const tip = make('p', { class: 'tip', 'aria-hidden': 'true' }, ' ');
  const height = workers.length * (LANE_HEIGHT + GAP) - GAP;
  canvas.style.height = `${height}px`;

  function draw() {
    const width = canvas.clientWidth;
    const context = canvas.getContext('2d');
    if (width === 0 || context === null) return;
    canvas.width = width * devicePixelRatio;
    canvas.height = height * devicePixelRatio;
    context.scale(devicePixelRatio, devicePixelRatio);
    const colors = readColors(canvas);
    context.fillStyle = colors.get('lane') ?? '';
    for (const index of workers.keys()) context.fillRect(0, index * (LANE_HEIGHT + GAP), width, LANE_HEIGHT);
    // The bad ones last: among thousands a bar may be thinner than its neighbour's edge.
    for (const row of [...good, ...bad]) {
      const length = Math.max(1.5, (row.durationMs / endMs) * width - 0.5);
      const top = workers.indexOf(row.worker) * (LANE_HEIGHT + GAP);
      context.fillStyle = colors.get(row.outcome) ?? '';
      context.globalAlpha = row.outcome === 'passed' ? 0.6 : 1;
      context.fillRect((row.startedMs / endMs) * width, top, length, LANE_HEIGHT);
    }
  }

  /** @param {MouseEvent} event */
  function findRow(event) {
    const worker = workers[Math.floor(event.offsetY / (LANE_HEIGHT + GAP))];
    const ms = (event.offsetX / canvas.clientWidth) * endMs;
    const slack = (2 / canvas.clientWidth) * endMs;
    return ran.find(
      (row) => row.worker === worker && ms >= row.startedMs - slack && ms <= row.startedMs + row.durationMs + slack,
    );
  }

  canvas.addEventListener('mousemove', (event) => {
    const row = findRow(event);
    canvas.classList.toggle('over', row !== undefined);
    tip.textContent =
      row === undefined ? ' ' : `${row.path.join(' › ')}, ${row.outcome}, ${showDuration(row.durationMs)}`;
  });
  canvas.addEventListener('click', (event) => {
    const row = findRow(event);
    if (row !== undefined) open(row);
  });
  new ResizeObserver(draw).observe(canvas);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ['data-theme'] });

  const labels = workers.map((worker) => make('span', {}, `worker ${worker}`));
  const axis = make(
    'div',
    { class: 'axis', 'aria-hidden': 'true' },
    make('span', {}, '0'),
    make('span', {}, showDuration(endMs)),
  );
  return make(
    'div',
    { class: 'lane-chart' },
    make('div', { class: 'lane-names', 'aria-hidden': 'true' }, ...labels),
    make('div', {}, canvas, axis, tip),
  );
}

/**
 * @param {readonly Row[]} ran
 * @param {readonly number[]} workers
 * @param {number} endMs
 */
function describe(ran, workers, endMs) {
  const shares = workers.map((worker) => {
    const busyMs = ran.filter((row) => row.worker === worker).reduce((sum, row) => sum + row.durationMs, 0);
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
