import { Causes } from './causes.js';
import { make } from './dom.js';
import { showCard, showTurn } from './entry-card.js';
import { familyOf } from './families.js';
import { showCount, showVirtualTime } from './format.js';
import { showFileDiff } from './lines.js';
import { Timeline } from './timeline.js';

/** @import { PageDetail, PageEntry } from '../page-types.js' */

/** Virtual milliseconds of silence that are worth a word. */
const LONG_SILENCE = 1000;

/**
 * What a scenario did: as a timeline, with what there is to know of one entry below it, and as a list. What is pointed at
 * in one of them is shown in all, with what led to it.
 * @param {PageDetail} detail
 */
export function showJournal({ journal, entryCount }) {
  const causes = new Causes(journal);
  const card = make('div', { class: 'entry-card', hidden: true });
  const items = journal.map((entry, place) => showEntry(entry, journal[place - 1]));
  const timeline = new Timeline({ entries: journal, causes }, { point, choose });
  /** @type {readonly number[]} */
  let shown = [];

  /** @param {number} place the entry that is pointed at; -1 for none */
  function point(place) {
    const chain = place < 0 ? [] : causes.chainOf(place);
    for (const each of shown) items[each]?.classList.remove('in-chain');
    for (const each of chain) items[each]?.classList.add('in-chain');
    shown = chain;
    timeline.showChain(chain);
  }

  /** @param {number} place */
  function choose(place) {
    timeline.moveTo(place);
    card.replaceChildren(...showCard({ entries: journal, causes }, place, choose));
    card.hidden = false;
    point(place);
  }

  for (const [place, item] of items.entries()) {
    item.addEventListener('mouseenter', () => point(place));
    item.addEventListener('mouseleave', () => point(-1));
    item.addEventListener('focusin', () => point(place));
    item.querySelector('.number')?.addEventListener('click', () => {
      choose(place);
      timeline.focus();
    });
  }
  const rest = entryCount - journal.length;
  const note = rest > 0 ? [make('p', { class: 'quiet' }, `${showCount(rest, 'more fact')} in run.ndjson`)] : [];
  return make(
    'div',
    {},
    timeline.element,
    card,
    make('ol', { class: 'timeline' }, ...addPauses(items, journal)),
    ...note,
  );
}

/**
 * @param {readonly HTMLElement[]} items
 * @param {readonly PageEntry[]} journal
 */
function addPauses(items, journal) {
  return items.flatMap((item, place) => {
    const silence = (journal[place]?.at ?? 0) - (journal[place - 1]?.at ?? 0);
    const pause = make('li', { class: 'pause' }, `${showVirtualTime(silence)} of virtual time`);
    return silence >= LONG_SILENCE ? [pause, item] : [item];
  });
}

/**
 * @param {PageEntry} entry
 * @param {PageEntry | undefined} before
 */
function showEntry(entry, before) {
  const isSameTime = before !== undefined && before.at === entry.at;
  const { number } = entry;
  const label = `#${number}`;
  const button = { class: 'number', type: 'button', 'aria-label': `Show ${label} in the timeline` };
  return make(
    'li',
    { class: `entry ${familyOf(entry)}` },
    make('span', { class: isSameTime ? 'at same' : 'at' }, entry.time),
    make('span', { class: 'dot', 'aria-hidden': 'true' }),
    make(
      'div',
      { class: 'fact' },
      make('span', { class: 'kind' }, entry.kind),
      ...(entry.who === '' ? [] : [make('span', { class: 'task' }, entry.who)]),
      make('span', { class: 'said' }, make('bdi', {}, entry.text)),
      ...(number === undefined ? [] : [make('button', button, label)]),
      ...(entry.place === undefined ? [] : [make('span', { class: 'from' }, entry.place)]),
      ...(entry.diff === undefined ? [] : [showFileDiff(entry.diff)]),
      ...(entry.turn === undefined ? [] : showTurn(entry.turn)),
      ...(entry.data === undefined ? [] : [showData(entry.data)]),
    ),
  );
}

/** @param {string} data */
function showData(data) {
  return make('details', { class: 'data' }, make('summary', {}, 'data'), make('pre', { class: 'code' }, data));
}
