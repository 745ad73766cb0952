import { make } from './dom.js';
import { familyOf } from './families.js';
import { groupDigits, showCount, showVirtualTime } from './format.js';
import { showFileDiff } from './lines.js';

/** @import { PageEntry, PageTurn } from '../page-types.js' */
/** @import { Causes } from './causes.js' */

/** @typedef {{ readonly entries: readonly PageEntry[], readonly causes: Causes }} Journal */

/** Effects of one entry that are listed. */
const MAX_EFFECTS = 12;

/**
 * All there is to know of one entry: what it says, what led to it, and what it led to.
 * @param {Journal} journal
 * @param {number} place
 * @param {(place: number) => void} choose
 * @returns {HTMLElement[]}
 */
export function showCard(journal, place, choose) {
  const entry = journal.entries[place];
  if (entry === undefined) return [];
  const effects = journal.causes.effectsOf(place);
  const result =
    entry.kind === 'tool.call' ? effects.find((each) => journal.entries[each]?.kind === 'tool.result') : undefined;
  const answer = result === undefined ? undefined : journal.entries[result];
  return [
    make(
      'p',
      { class: `card-head ${familyOf(entry)}` },
      make('span', { class: 'kind' }, entry.kind),
      ...(entry.who === '' ? [] : [make('span', { class: 'task' }, entry.who)]),
      make('span', { class: 'quiet' }, entry.number === undefined ? entry.time : `#${entry.number} at ${entry.time}`),
    ),
    make('p', { class: 'said' }, make('bdi', {}, entry.text)),
    ...showFacts(entry, spentBy(journal.entries, place)),
    ...(entry.turn === undefined ? [] : showTurn(entry.turn)),
    ...(answer === undefined ? [] : [showPart('result', answer.text, true)]),
    ...(entry.diff === undefined ? [] : [showFileDiff(entry.diff)]),
    ...(entry.data === undefined
      ? []
      : [showPart(entry.kind === 'tool.call' ? 'arguments' : 'data', entry.data, entry.kind === 'tool.call')]),
    ...(entry.place === undefined ? [] : [make('p', { class: 'from' }, entry.place)]),
    ...showLinks('because of', journal.causes.chainOf(place).slice(0, -1), journal, choose),
    ...showLinks('led to', effects.slice(0, MAX_EFFECTS), journal, choose),
    ...(effects.length > MAX_EFFECTS
      ? [make('p', { class: 'quiet' }, `and ${effects.length - MAX_EFFECTS} more`)]
      : []),
  ];
}

/**
 * What all calls of models had cost by then.
 * @param {readonly PageEntry[]} entries
 * @param {number} place
 */
function spentBy(entries, place) {
  const cents = entries.slice(0, place + 1).reduce((sum, { turn }) => sum + (turn?.cents ?? 0), 0);
  return Number(cents.toFixed(9));
}

/**
 * @param {PageEntry} entry
 * @param {number} spent
 */
function showFacts({ turn, tookMs }, spent) {
  const facts = [
    ['model', turn?.model],
    ['input', turn?.input === undefined ? undefined : showCount(turn.input, 'token')],
    ['cached', turn?.cached === undefined || turn.cached === 0 ? undefined : groupDigits(turn.cached)],
    ['output', turn?.output === undefined ? undefined : showCount(turn.output, 'token')],
    ['cost', turn?.cents === undefined ? undefined : `${turn.cents} ¢`],
    ['cost so far', turn === undefined ? undefined : `${spent} ¢`],
    ['took', tookMs === undefined ? undefined : showVirtualTime(tookMs)],
  ].filter(([, value]) => value !== undefined && value !== '');
  if (facts.length === 0) return [];
  const shown = facts.map(([name = '', value = '']) => make('div', {}, make('dt', {}, name), make('dd', {}, value)));
  return [make('dl', { class: 'card-facts' }, ...shown)];
}

/**
 * A call's request and reply, to be opened. The messages are made when they are asked for: there may be thousands.
 * @param {PageTurn} turn
 */
export function showTurn({ messages, reply, asked }) {
  const request = make(
    'details',
    { class: 'data' },
    make('summary', {}, `request (${showCount(messages.length, 'message')})`),
  );
  const fill = () => {
    if (request.childElementCount === 1) request.append(...messages.map(showMessage));
  };
  request.addEventListener('toggle', fill);
  const answers = [...(reply === undefined ? [] : [reply]), ...asked];
  return [request, ...(answers.length === 0 ? [] : [showPart('reply', answers.join('\n'), false)])];
}

/** @param {PageTurn['messages'][number]} message */
function showMessage({ role, text }) {
  return make(
    'div',
    { class: 'message-of' },
    make('span', { class: 'role' }, role),
    make('pre', { class: 'code' }, text),
  );
}

/**
 * @param {string} name
 * @param {string} text
 * @param {boolean} isOpen
 */
function showPart(name, text, isOpen) {
  return make(
    'details',
    { class: 'data', open: isOpen },
    make('summary', {}, name),
    make('pre', { class: 'code' }, text),
  );
}

/**
 * @param {string} name
 * @param {readonly number[]} places
 * @param {Journal} journal
 * @param {(place: number) => void} choose
 */
function showLinks(name, places, { entries }, choose) {
  if (places.length === 0) return [];
  const links = places.map((place) => {
    const { number, kind = '', text = '' } = entries[place] ?? {};
    const line = make('span', { class: 'link-text' }, make('bdi', {}, text));
    return make(
      'li',
      {},
      make(
        'button',
        { class: 'link', type: 'button', click: () => choose(place) },
        `#${number} `,
        make('b', {}, kind),
        ' ',
        line,
      ),
    );
  });
  return [make('div', { class: 'links' }, make('p', { class: 'quiet' }, name), make('ol', {}, ...links))];
}
