import { icon, make } from './dom.js';
import { groupDigits } from './format.js';

/** @import { PageCovered, PageSource, PageSourceLine, PageShare } from '../page-types.js' */

const COVERED_KINDS = /** @type {const} */ (['lines', 'branches', 'functions']);

/**
 * The files that count, with how much of each ran; those of which least did first.
 * @param {readonly PageCovered[]} files
 * @param {(file: string) => void} openSource
 */
export function showCoverage(files, openSource) {
  const rows = [...files].sort(
    (a, b) => ratioOf(a.lines) - ratioOf(b.lines) || ratioOf(a.branches) - ratioOf(b.branches),
  );
  const head = ['file', ...COVERED_KINDS].map((name) => make('th', { scope: 'col' }, name));
  return make(
    'table',
    { class: 'coverage' },
    make('thead', {}, make('tr', {}, ...head)),
    make('tbody', {}, ...rows.map((row) => showCoveredFile(row, openSource))),
    make(
      'tfoot',
      {},
      make(
        'tr',
        {},
        make('th', { scope: 'row' }, 'all'),
        ...COVERED_KINDS.map((kind) => showShare(sumShares(files, kind))),
      ),
    ),
  );
}

/**
 * @param {PageCovered} row
 * @param {(file: string) => void} openSource
 */
function showCoveredFile(row, openSource) {
  const link = make(
    'button',
    { class: 'link', type: 'button', click: () => openSource(row.file) },
    make('bdi', {}, row.file),
  );
  return make('tr', {}, make('th', { scope: 'row' }, link), ...COVERED_KINDS.map((kind) => showShare(row[kind])));
}

/** @param {PageShare} share */
function showShare(share) {
  const bar = make('span', { class: `bar ${share.covered === share.total ? 'o-passed' : 'o-timed-out'}` });
  bar.style.width = `${ratioOf(share) * 100}%`;
  return make(
    'td',
    {},
    make('span', { class: 'share' }, showCoveredPart(share)),
    make('span', { class: 'quiet' }, `${groupDigits(share.covered)} of ${groupDigits(share.total)}`),
    make('span', { class: 'track', 'aria-hidden': 'true' }, bar),
  );
}

/**
 * @param {readonly PageCovered[]} files
 * @param {'lines' | 'branches' | 'functions'} kind
 */
function sumShares(files, kind) {
  const add = (/** @type {'covered' | 'total'} */ part) => files.reduce((all, file) => all + file[kind][part], 0);
  return { covered: add('covered'), total: add('total') };
}

/** @param {PageShare} share */
function ratioOf({ covered, total }) {
  return total === 0 ? 1 : covered / total;
}

/**
 * Rounded down, so that only all of it is 100 %.
 * @param {PageShare} share
 */
function showCoveredPart({ covered, total }) {
  return `${total === 0 ? 100 : Math.floor((covered * 100) / total)} %`;
}

/**
 * One file, line by line: how often each ran, and which ways it never went.
 * @param {PageCovered} covered
 * @param {PageSource} source
 * @param {() => void} close
 */
export function showSource(covered, source, close) {
  const facts = COVERED_KINDS.map(
    (kind) => `${groupDigits(covered[kind].covered)} of ${groupDigits(covered[kind].total)} ${kind}`,
  );
  return [
    make(
      'div',
      { class: 'head' },
      make(
        'div',
        { class: 'head-top' },
        make('span', { class: 'crumbs' }, 'Coverage'),
        make(
          'button',
          { class: 'quiet-button', type: 'button', click: close, 'aria-label': 'Close the file' },
          icon('close'),
        ),
      ),
      make('h2', {}, make('bdi', {}, covered.file)),
      make('p', { class: 'quiet' }, `${facts.join(', ')} ran`),
    ),
    make('ol', { class: 'card code source', 'aria-label': `Lines of ${covered.file}` }, ...source.map(showSourceLine)),
  ];
}

const LINE_STATES = { run: 'ran', missed: 'never ran', partly: 'ran in part' };

/**
 * @param {PageSourceLine} line
 * @param {number} index
 */
function showSourceLine({ text, count, state, notes }, index) {
  const times = count === undefined ? '' : count === 0 ? 'never' : `${groupDigits(count)}×`;
  return make(
    'li',
    { class: `source-line ${state === undefined ? '' : `c-${state}`}`, title: state && LINE_STATES[state] },
    make('span', { class: 'source-number' }, String(index + 1)),
    make('span', { class: 'source-count' }, times),
    make('span', { class: 'source-text' }, text === '' ? ' ' : text),
    ...(notes === undefined ? [] : [make('span', { class: 'source-notes' }, notes.join('; '))]),
  );
}
