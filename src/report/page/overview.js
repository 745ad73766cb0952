import { showCoverage } from './coverage.js';
import { icon, make } from './dom.js';
import { groupDigits, showCount, showDuration } from './format.js';
import { showLanes } from './lanes.js';
import { BAD_OUTCOMES } from './outcomes.js';
import { quoteWord } from './query.js';

/** @import { PageIndex, PageWarning } from '../page-types.js' */
/** @import { Row } from './data.js' */

const SLOWEST_COUNT = 10;
const CLUSTER_COUNT = 30;
const ROWS_PER_CLUSTER = 20;

/**
 * @typedef {object} OverviewActions
 * @property {(row: Row) => void} open
 * @property {(query: string) => void} search
 * @property {(file: string) => void} openSource
 * @property {() => void} close
 */

/**
 * The run as a whole: what went wrong, by message; what was slow; how the workers were used; what it warns of.
 * @param {PageIndex} index
 * @param {readonly Row[]} rows
 * @param {OverviewActions} actions
 * @returns {HTMLElement[]}
 */
export function showOverview(index, rows, actions) {
  const clusters = clusterFailures(rows);
  const slowest = [...rows].sort((a, b) => b.durationMs - a.durationMs).slice(0, SLOWEST_COUNT);
  return [
    make(
      'div',
      { class: 'head overview-head' },
      make('h2', {}, 'Overview'),
      make(
        'button',
        { class: 'quiet-button narrow-only', type: 'button', click: actions.close, 'aria-label': 'Close the overview' },
        icon('close'),
      ),
    ),
    ...(clusters.length === 0 ? [showGood(rows)] : [showClusters(clusters, actions)]),
    ...(rows.length === 0 ? [] : [part('Slowest', showSlowest(slowest, actions))]),
    ...(rows.some(({ durationMs }) => durationMs > 0) ? [part('Workers', showLanes(rows, actions.open))] : []),
    ...(index.coverage === undefined ? [] : [part('Coverage', showCoverage(index.coverage, actions.openSource))]),
    ...(index.warnings.length === 0
      ? []
      : [part('Warnings', make('ul', { class: 'warnings' }, ...index.warnings.map(showWarning)))]),
  ];
}

/**
 * Bad scenarios by what they say, numbers and quoted parts apart, by the check that says it, and where; the largest group
 * first.
 * @param {readonly Row[]} rows
 * @returns {Row[][]}
 */
export function clusterFailures(rows) {
  /** @type {Map<string, Row[]>} */
  const clusters = new Map();
  for (const row of rows) {
    if (!BAD_OUTCOMES.has(row.outcome)) continue;
    const message = row.message ?? row.outcome;
    const said = message.replace(/"[^"]*"|'[^']*'/g, '"…"').replace(/\d+(\.\d+)?/g, '0');
    const key = JSON.stringify([row.cause, said, row.at]);
    const cluster = clusters.get(key);
    if (cluster === undefined) clusters.set(key, [row]);
    else cluster.push(row);
  }
  return [...clusters.values()].sort((a, b) => b.length - a.length);
}

/**
 * @param {readonly Row[][]} clusters
 * @param {OverviewActions} actions
 */
function showClusters(clusters, actions) {
  const shown = clusters.slice(0, CLUSTER_COUNT).map((cluster) => showCluster(cluster, actions));
  const rest = clusters.length - CLUSTER_COUNT;
  const more = rest > 0 ? [make('p', { class: 'quiet' }, `${groupDigits(rest)} more kinds of failure`)] : [];
  return part('What went wrong', make('div', { class: 'clusters' }, ...shown), ...more);
}

/**
 * @param {readonly Row[]} cluster
 * @param {OverviewActions} actions
 */
function showCluster(cluster, actions) {
  const [first] = cluster;
  if (first !== undefined && cluster.length === 1) return showSingle(first, actions);
  const message = first?.message ?? '';
  const outcome = first?.outcome ?? 'failed';
  const rows = cluster.slice(0, ROWS_PER_CLUSTER).map((row) => showLink(row, actions));
  const rest = cluster.length - rows.length;
  const all = make(
    'button',
    { class: 'link', type: 'button', click: () => actions.search(`s:bad ${quoteWord(message)}`) },
    `${groupDigits(rest)} more like these; find this message in the list`,
  );
  return make(
    'details',
    { class: 'cluster' },
    make(
      'summary',
      {},
      icon('chevron'),
      make('span', { class: `mark o-${outcome}` }, icon(outcome)),
      make('span', { class: 'cluster-message' }, make('bdi', {}, message), ...showPlace(first)),
      make(
        'span',
        { class: 'count', 'aria-label': showCount(cluster.length, 'scenario') },
        groupDigits(cluster.length),
      ),
    ),
    make('ul', {}, ...rows.map((link) => make('li', {}, link)), ...(rest > 0 ? [make('li', {}, all)] : [])),
  );
}

/** @param {Row | undefined} row */
function showPlace(row) {
  return row?.at === undefined ? [] : [' ', make('span', { class: 'quiet' }, make('bdi', {}, row.at))];
}

/**
 * @param {Row} row
 * @param {OverviewActions} actions
 */
function showSingle(row, actions) {
  // `<load>` and its likes say nothing without their file.
  const name = row.path.at(-1) || '(no name)';
  return make(
    'div',
    { class: 'cluster' },
    make(
      'button',
      { class: 'single', type: 'button', click: () => actions.open(row), title: row.search.file },
      make('span', { class: `mark o-${row.outcome}` }, icon(row.outcome)),
      make('span', {}, make('bdi', {}, row.message ?? row.outcome)),
      make('span', { class: 'quiet' }, make('bdi', {}, name.startsWith('<') ? row.search.file : name)),
    ),
  );
}

/**
 * @param {readonly Row[]} slowest
 * @param {OverviewActions} actions
 */
function showSlowest(slowest, actions) {
  const longest = Math.max(1e-9, slowest[0]?.durationMs ?? 0);
  const items = slowest.map((row) => {
    const bar = make('span', { class: `bar o-${row.outcome}`, 'aria-hidden': 'true' });
    bar.style.width = `${(row.durationMs / longest) * 100}%`;
    const track = make('span', { class: 'track' }, bar);
    return make('li', {}, showLink(row, actions), track, make('span', { class: 'time' }, showDuration(row.durationMs)));
  });
  return make('ol', { class: 'slowest' }, ...items);
}

/**
 * @param {Row} row
 * @param {OverviewActions} actions
 */
function showLink(row, actions) {
  const name = row.path.at(-1) || '(no name)';
  return make(
    'button',
    { class: 'link', type: 'button', click: () => actions.open(row), title: row.search.file },
    make('bdi', {}, name),
    make('span', { class: 'quiet' }, make('bdi', {}, row.path.slice(0, -1).join(' › '))),
  );
}

/** @param {PageWarning} warning */
function showWarning({ message, at, hint }) {
  return make(
    'li',
    {},
    make('span', {}, message),
    ...(at === undefined ? [] : [make('span', { class: 'from' }, at)]),
    ...(hint === undefined ? [] : [make('span', { class: 'quiet' }, hint)]),
  );
}

/** @param {readonly Row[]} rows */
function showGood(rows) {
  const text = rows.length === 0 ? 'No scenario ran.' : 'Nothing went wrong.';
  return make('p', { class: 'good' }, icon(rows.length === 0 ? 'skipped' : 'check'), text);
}

/**
 * @param {string} title
 * @param {...HTMLElement} body
 */
function part(title, ...body) {
  return make('section', { class: 'part' }, make('h3', {}, title), ...body);
}
