import { showSource } from './coverage.js';
import { createRows, readDetail, readIndex, readSource } from './data.js';
import { showDetail } from './detail.js';
import { find, icon, make } from './dom.js';
import { groupDigits, showCount } from './format.js';
import { showHeader } from './header.js';
import { listenToKeys, showHelp } from './keys.js';
import { OUTCOMES } from './outcomes.js';
import { showOverview } from './overview.js';
import { parseQuery, toggleOutcome } from './query.js';
import { readState, writeState } from './state.js';
import { applyTheme, otherTheme } from './theme.js';
import { Tree } from './tree.js';

/** @import { Row } from './data.js' */
/** @import { Key } from './keys.js' */
/** @import { State } from './state.js' */

let state = readState(location.hash);
/** The query that is on show, so that typing redraws and opening does not. @type {string | undefined} */
let shownQuery;
/** What the pane shows: `overview`, or a row's number and an attempt. */
let shownInPane = '';
applyTheme(state.theme);

const index = await readIndex();
const rows = createRows(index);
const search = /** @type {HTMLInputElement} */ (find('search'));
const pane = find('pane');
const tree = new Tree(index.files, open);

/** @type {readonly Key[]} */
const keys = [
  { keys: ['j', 'ArrowDown'], shown: 'j', does: 'down (also ↓)', run: () => tree.move(1), inList: true },
  { keys: ['k', 'ArrowUp'], shown: 'k', does: 'up (also ↑)', run: () => tree.move(-1), inList: true },
  {
    keys: ['Enter'],
    shown: 'Enter',
    does: 'open the scenario, or fold the file',
    run: () => tree.activate(),
    inList: true,
  },
  { keys: ['ArrowRight'], shown: '→', does: 'unfold the file', run: () => tree.fold(true), inList: true },
  { keys: ['ArrowLeft'], shown: '←', does: 'fold the file', run: () => tree.fold(false), inList: true },
  { keys: ['PageDown'], shown: '', does: '', run: () => tree.move(15), inList: true },
  { keys: ['PageUp'], shown: '', does: '', run: () => tree.move(-15), inList: true },
  { keys: ['Home'], shown: '', does: '', run: () => tree.moveToEnd('first'), inList: true },
  { keys: ['End'], shown: '', does: '', run: () => tree.moveToEnd('last'), inList: true },
  { keys: ['n'], shown: 'n', does: 'open the next bad scenario', run: () => openBad(1) },
  { keys: ['p'], shown: 'p', does: 'open the one before', run: () => openBad(-1) },
  {
    keys: ['c'],
    shown: 'c',
    does: 'copy the command that runs it again',
    run: () => document.getElementById('copy')?.click(),
  },
  { keys: ['/'], shown: '/', does: 'search', run: () => search.select() },
  { keys: ['o'], shown: 'o', does: 'overview', run: openOverview },
  { keys: ['t'], shown: 't', does: 'light or dark', run: turnTheme },
  { keys: ['Escape'], shown: 'Esc', does: 'close what is open', run: close },
  { keys: ['?'], shown: '?', does: 'this help', run: help },
];

showHeader(index.run, { overview: openOverview, theme: turnTheme, help });
listenToKeys(keys);
addEventListener('hashchange', () => {
  state = readState(location.hash);
  show();
});
search.addEventListener('input', () => change({ query: search.value }, 'replace'));
search.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' || event.key === 'ArrowDown') find('results').focus();
  if (event.key === 'Escape' && search.value === '') find('results').focus();
});
find('skip').addEventListener('click', (event) => {
  event.preventDefault();
  find('results').focus();
});
show();
document.documentElement.dataset.ready = 'true';

/**
 * @param {Partial<State>} part
 * @param {'push' | 'replace'} how whether the browser's Back comes back to what was shown before
 */
function change(part, how) {
  state = { ...state, ...part };
  const hash = writeState(state);
  if (how === 'push') history.pushState(null, '', hash);
  else history.replaceState(null, '', hash);
  show();
}

function show() {
  applyTheme(state.theme);
  showList();
  const row = state.open === '' ? undefined : rows.find(({ id }) => id === state.open);
  tree.select(row);
  document.body.dataset.pane = row !== undefined || state.source !== '' || state.overview ? 'open' : 'closed';
  if (row !== undefined) void showRow(row);
  else if (state.source !== '') void showFile(state.source);
  else showWhole();
}

function showList() {
  if (shownQuery === state.query) return;
  shownQuery = state.query;
  if (search.value !== state.query) search.value = state.query;
  const query = parseQuery(state.query);
  const found = rows.filter((row) => query.matches(row.search));
  tree.show(found);
  const all = showCount(rows.length, 'scenario');
  find('found').textContent = found.length === rows.length ? all : `${groupDigits(found.length)} of ${all}`;
  find('results').dataset.empty = found.length === 0 ? 'No scenario matches.' : '';
  showChips(query.outcomes);
}

/** @param {ReadonlySet<string>} chosen */
function showChips(chosen) {
  const hadFocus = document.activeElement?.id ?? '';
  const present = OUTCOMES.filter((outcome) => index.run.counts[outcome] > 0);
  const chips = present.map((outcome) =>
    make(
      'button',
      {
        class: `chip o-${outcome}`,
        id: `chip-${outcome}`,
        type: 'button',
        'aria-pressed': String(chosen.has(outcome)),
        click: () => change({ query: toggleOutcome(state.query, outcome) }, 'replace'),
      },
      icon(outcome),
      make('span', { class: 'chip-name' }, outcome),
      make('span', { class: 'chip-count' }, groupDigits(index.run.counts[outcome])),
    ),
  );
  find('chips').replaceChildren(...chips);
  if (hadFocus.startsWith('chip-')) document.getElementById(hadFocus)?.focus();
}

function showWhole() {
  if (shownInPane === 'overview') return;
  shownInPane = 'overview';
  pane.replaceChildren(...showOverview(index, rows, { open, openSource, search: searchFor, close }));
  pane.scrollTop = 0;
}

/** @param {string} name */
async function showFile(name) {
  const number = index.coverage?.findIndex(({ file }) => file === name) ?? -1;
  const covered = index.coverage?.[number];
  if (covered === undefined) {
    showWhole();
    return;
  }
  const key = `source ${name}`;
  if (shownInPane === key) return;
  shownInPane = key;
  const source = await readSource(number);
  if (shownInPane !== key) return;
  pane.replaceChildren(...showSource(covered, source, openOverview));
  pane.scrollTop = 0;
}

/** @param {string} source */
function openSource(source) {
  change({ open: '', attempt: 0, source, overview: false }, 'push');
}

/** @param {Row} row */
async function showRow(row) {
  const key = `${row.number}/${state.attempt}`;
  if (shownInPane === key) return;
  const isSameRow = shownInPane.startsWith(`${row.number}/`);
  shownInPane = key;
  const detail = await readDetail(row, index);
  if (shownInPane !== key) return;
  const openAttempt = (/** @type {number} */ attempt) => change({ attempt }, 'replace');
  pane.replaceChildren(
    ...showDetail(row, { detail, attempt: state.attempt }, { close, openAttempt, search: searchFor }),
  );
  if (isSameRow) focusTab();
  else pane.scrollTop = 0;
}

function focusTab() {
  const tab = pane.querySelector('[role=tab][aria-selected=true]');
  if (tab instanceof HTMLElement) tab.focus();
}

/** @param {Row} row */
function open(row) {
  change({ open: row.id, attempt: 0, source: '', overview: false }, 'push');
}

/** @param {1 | -1} step */
function openBad(step) {
  const row = tree.moveToBad(step);
  if (row !== undefined) open(row);
}

function openOverview() {
  change({ open: '', attempt: 0, source: '', overview: true }, 'push');
}

function close() {
  if (state.open !== '' || state.source !== '' || state.overview)
    change({ open: '', attempt: 0, source: '', overview: false }, 'push');
  else if (state.query !== '') change({ query: '' }, 'replace');
  find('results').focus();
}

/** @param {string} query */
function searchFor(query) {
  change({ query, open: '', attempt: 0, source: '', overview: false }, 'push');
}

function turnTheme() {
  change({ theme: otherTheme() }, 'replace');
}

function help() {
  showHelp(keys);
}
