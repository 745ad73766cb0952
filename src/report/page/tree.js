import { find, icon, make } from './dom.js';
import { BAD_OUTCOMES, showDuration } from './format.js';

/** @import { PageIndex } from '../page-types.js' */
/** @import { Row } from './data.js' */

/** Every line of the list is this high, so that any of them is found by arithmetic. In step with `--row` of the style. */
const ROW_HEIGHT = 32;
/** Lines drawn above and below what can be seen. */
const MARGIN_ROWS = 12;

/** @typedef {{ kind: 'file', file: number, rows: Row[], position: number, size: number } | { kind: 'row', row: Row, position: number, size: number }} Item */

/**
 * The list: a window on lines of which only those in sight exist.
 * @typedef {object} Tree
 * @property {(rows: readonly Row[]) => void} show
 * @property {(row: Row | undefined) => void} select marks the opened row and brings it into sight
 * @property {(step: number) => void} move moves the cursor over lines
 * @property {(step: number) => Row | undefined} moveToBad moves it to the next bad scenario
 * @property {() => void} activate opens or folds the line under the cursor
 * @property {(isOpen: boolean) => void} fold opens or folds the file of the line under the cursor
 * @property {(end: 'first' | 'last') => void} moveTo
 */

/**
 * @param {PageIndex} index
 * @param {(row: Row) => void} open
 * @returns {Tree}
 */
export function createTree(index, open) {
  const list = find('results');
  const runway = find('runway');
  /** @type {Set<number>} */
  const folded = new Set();
  /** @type {readonly Row[]} */
  let rows = [];
  /** @type {Item[]} */
  let items = [];
  let cursor = 0;
  /** @type {number | undefined} */
  let selected;
  let isDue = false;

  list.addEventListener('scroll', schedule, { passive: true });
  new ResizeObserver(schedule).observe(list);
  runway.addEventListener('click', (event) => {
    const line = event.target instanceof Element ? event.target.closest('[data-item]') : null;
    if (!(line instanceof HTMLElement)) return;
    cursor = Number(line.dataset.item);
    activate();
  });

  function schedule() {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(draw);
  }

  function draw() {
    isDue = false;
    const first = Math.max(0, Math.floor(list.scrollTop / ROW_HEIGHT) - MARGIN_ROWS);
    const count = Math.ceil(list.clientHeight / ROW_HEIGHT) + 2 * MARGIN_ROWS;
    runway.style.height = `${items.length * ROW_HEIGHT}px`;
    runway.replaceChildren(...items.slice(first, first + count).map((item, offset) => drawItem(item, first + offset)));
    const current = document.getElementById(`item-${cursor}`);
    if (current === null) list.removeAttribute('aria-activedescendant');
    else list.setAttribute('aria-activedescendant', current.id);
  }

  /** @param {Item} item @param {number} place */
  function drawItem(item, place) {
    const line =
      item.kind === 'file' ? drawFile(item, index.files[item.file] ?? '', folded.has(item.file)) : drawRow(item);
    line.id = `item-${place}`;
    line.dataset.item = String(place);
    line.classList.toggle('cursor', place === cursor);
    line.setAttribute('aria-selected', String(item.kind === 'row' && item.row.number === selected));
    line.style.top = `${place * ROW_HEIGHT}px`;
    return line;
  }

  function layOut() {
    items = createItems(rows, folded);
    cursor = Math.max(0, Math.min(cursor, items.length - 1));
    schedule();
  }

  /** @param {number} place */
  function moveTo(place) {
    cursor = Math.max(0, Math.min(place, items.length - 1));
    const top = cursor * ROW_HEIGHT;
    if (top < list.scrollTop) list.scrollTop = top;
    const bottom = top + ROW_HEIGHT - list.clientHeight;
    if (bottom > list.scrollTop) list.scrollTop = bottom;
    schedule();
  }

  function activate() {
    const item = items[cursor];
    if (item?.kind === 'row') open(item.row);
    else if (item?.kind === 'file') fold(folded.has(item.file));
    schedule();
  }

  /** @param {boolean} isOpen */
  function fold(isOpen) {
    const item = items[cursor];
    if (item === undefined) return;
    const file = item.kind === 'file' ? item.file : item.row.file;
    if (isOpen) folded.delete(file);
    else folded.add(file);
    layOut();
    moveTo(items.findIndex((each) => (each.kind === 'file' ? each.file === file : isOpen && each === item)));
  }

  return {
    show(shown) {
      rows = shown;
      layOut();
    },
    select(row) {
      selected = row?.number;
      if (row !== undefined && folded.delete(row.file)) layOut();
      const place = items.findIndex((item) => item.kind === 'row' && item.row.number === selected);
      if (place >= 0) moveTo(place);
      schedule();
    },
    move: (step) => moveTo(cursor + step),
    moveToBad(step) {
      for (let place = cursor + step; place >= 0 && place < items.length; place += step) {
        const item = items[place];
        if (item?.kind !== 'row' || !BAD_OUTCOMES.has(item.row.outcome)) continue;
        moveTo(place);
        return item.row;
      }
      return undefined;
    },
    activate,
    fold,
    moveTo: (end) => moveTo(end === 'first' ? 0 : items.length - 1),
  };
}

/**
 * Lines for files, each followed by its scenarios unless it is folded.
 * @param {readonly Row[]} rows
 * @param {ReadonlySet<number>} folded
 */
function createItems(rows, folded) {
  /** @type {Map<number, Row[]>} */
  const groups = new Map();
  for (const row of rows) {
    const group = groups.get(row.file);
    if (group === undefined) groups.set(row.file, [row]);
    else group.push(row);
  }
  return [...groups].flatMap(([file, group], position) => {
    /** @type {Item[]} */
    const items = [{ kind: 'file', file, rows: group, position, size: groups.size }];
    if (folded.has(file)) return items;
    return items.concat(group.map((row, place) => ({ kind: 'row', row, position: place, size: group.length })));
  });
}

/**
 * @param {Extract<Item, { kind: 'file' }>} item
 * @param {string} file
 * @param {boolean} isFolded
 */
function drawFile(item, file, isFolded) {
  const cut = file.lastIndexOf('/') + 1;
  const badCount = item.rows.filter(({ outcome }) => BAD_OUTCOMES.has(outcome)).length;
  return make(
    'div',
    {
      class: 'line file',
      role: 'treeitem',
      'aria-level': 1,
      'aria-expanded': String(!isFolded),
      'aria-posinset': item.position + 1,
      'aria-setsize': item.size,
      title: file,
    },
    icon('chevron'),
    make(
      'span',
      { class: 'path' },
      make('span', { class: 'folder' }, file.slice(0, cut)),
      make('b', {}, file.slice(cut)),
    ),
    make('span', { class: 'spring' }),
    ...(badCount === 0 ? [] : [make('span', { class: 'bad-count' }, `${badCount} bad`)]),
    make('span', { class: 'count' }, String(item.rows.length)),
  );
}

/** @param {Extract<Item, { kind: 'row' }>} item */
function drawRow({ row, position, size }) {
  const name = row.path.at(-1) || '(no name)';
  const blocks = row.path.slice(0, -1);
  return make(
    'div',
    { class: 'line row', role: 'treeitem', 'aria-level': 2, 'aria-posinset': position + 1, 'aria-setsize': size },
    make('span', { class: `mark o-${row.outcome}` }, icon(row.outcome), make('span', { class: 'unseen' }, row.outcome)),
    make('span', { class: 'name', title: [...row.path.slice(0, -1), name].join(' › ') }, make('bdi', {}, name)),
    ...(blocks.length === 0 ? [] : [make('span', { class: 'blocks' }, make('bdi', {}, blocks.join(' › ')))]),
    make('span', { class: 'spring' }),
    ...row.tags.slice(0, 3).map((tag) => make('span', { class: 'tag' }, `#${tag}`)),
    ...(row.attemptCount > 1 ? [make('span', { class: 'tries' }, `×${row.attemptCount}`)] : []),
    make('span', { class: 'time' }, showDuration(row.durationMs)),
  );
}
