import { make } from './dom.js';
import { showCount, showVirtualTime } from './format.js';
import { showFileDiff } from './lines.js';

/** @import { PageDetail, PageEntry } from '../page-types.js' */

/** Virtual milliseconds of silence that are worth a word. */
const LONG_SILENCE = 1000;

/**
 * What a scenario did, along its virtual time.
 * @param {PageDetail} detail
 */
export function showJournal({ journal, entryCount }) {
  const entries = journal.flatMap((entry, index) => {
    const before = journal[index - 1];
    const silence = entry.at - (before?.at ?? 0);
    const pause = make('li', { class: 'pause' }, `${showVirtualTime(silence)} of virtual time`);
    return [...(silence >= LONG_SILENCE ? [pause] : []), showEntry(entry, before)];
  });
  const rest = entryCount - journal.length;
  const note = rest > 0 ? [make('p', { class: 'quiet' }, `${showCount(rest, 'more fact')} in run.ndjson`)] : [];
  return make('div', {}, make('ol', { class: 'timeline' }, ...entries), ...note);
}

/**
 * @param {PageEntry} entry
 * @param {PageEntry | undefined} before
 */
function showEntry(entry, before) {
  const [family = ''] = entry.kind.split('.');
  const isSameTime = before !== undefined && before.at === entry.at;
  return make(
    'li',
    { class: `entry f-${entry.kind === 'check.failed' ? 'failed' : FAMILIES.has(family) ? family : 'other'}` },
    make('span', { class: isSameTime ? 'at same' : 'at' }, showVirtualTime(entry.at)),
    make('span', { class: 'dot', 'aria-hidden': 'true' }),
    make(
      'div',
      { class: 'fact' },
      make('span', { class: 'kind' }, entry.kind),
      ...(entry.task === undefined ? [] : [make('span', { class: 'task' }, entry.task)]),
      make('span', { class: 'said' }, make('bdi', {}, entry.text)),
      ...(entry.place === undefined ? [] : [make('span', { class: 'from' }, entry.place)]),
      ...(entry.diff === undefined ? [] : [showFileDiff(entry.diff)]),
      ...(entry.data === undefined ? [] : [showData(entry.data)]),
    ),
  );
}

/** Families with a colour of their own. */
const FAMILIES = new Set([
  'llm',
  'agent',
  'workspace',
  'git',
  'rule',
  'rules',
  'check',
  'print',
  'log',
  'wait',
  'clock',
  'task',
  'timer',
]);

/** @param {string} data */
function showData(data) {
  return make('details', { class: 'data' }, make('summary', {}, 'data'), make('pre', { class: 'code' }, data));
}
