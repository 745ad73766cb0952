import { icon, make } from './dom.js';
import { showDuration } from './format.js';
import { BAD_OUTCOMES } from './outcomes.js';

/** @import { Row } from './data.js' */

/** @typedef {{ kind: 'file', file: number, rows: Row[], position: number, size: number } | { kind: 'row', row: Row, position: number, size: number }} Item */

/**
 * Lines for files, each followed by its scenarios unless it is folded.
 * @param {readonly Row[]} rows
 * @param {ReadonlySet<number>} folded
 */
export function createItems(rows, folded) {
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
 * @param {Item} item
 * @param {readonly string[]} files
 * @param {ReadonlySet<number>} folded
 */
export function drawItem(item, files, folded) {
  return item.kind === 'file' ? drawFile(item, files[item.file] ?? '', folded.has(item.file)) : drawRow(item);
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
