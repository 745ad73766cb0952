import { icon, make } from './dom.js';
import { showCount, showDuration } from './format.js';
import { showJournal } from './journal.js';
import { showLines } from './lines.js';

/** @import { PageAttempt, PageDetail } from '../page-types.js' */
/** @import { Row } from './data.js' */

/**
 * @typedef {object} DetailActions
 * @property {() => void} close
 * @property {(attempt: number) => void} openAttempt 1-based
 * @property {(query: string) => void} search
 */

/**
 * All there is about one scenario. `attempt` is 1-based; 0 is the last.
 * @param {Row} row
 * @param {{ detail: PageDetail, attempt: number }} shown
 * @param {DetailActions} actions
 * @returns {HTMLElement[]}
 */
export function showDetail(row, { detail, attempt }, actions) {
  const count = detail.attempts.length;
  const number = attempt > 0 && attempt <= count ? attempt : count;
  const chosen = detail.attempts[number - 1];
  const failed = chosen === undefined ? [] : showAttempt(chosen);
  return [
    showHead(row, detail, actions),
    ...(row.reason === undefined ? [] : [make('p', { class: 'reason' }, row.reason)]),
    showCommand(detail.command),
    ...(count > 1 ? [showTabs(detail.attempts, number, actions)] : []),
    make(
      'div',
      {
        'data-outcome': chosen?.outcome,
        ...(count > 1 ? { id: 'attempt', role: 'tabpanel', 'aria-labelledby': `tab-${number}` } : {}),
      },
      ...failed,
    ),
    ...(detail.journal.length === 0
      ? []
      : [section('Journal', showCount(detail.entryCount, 'fact'), showJournal(detail))]),
    ...(detail.output === '' ? [] : [section('Output', '', make('pre', { class: 'code output' }, detail.output))]),
  ];
}

/**
 * @param {Row} row
 * @param {PageDetail} detail
 * @param {DetailActions} actions
 */
function showHead(row, detail, actions) {
  const blocks = row.path.slice(0, -1).join(' › ');
  const place = row.line > 0 ? `${row.search.file}:${row.line}` : row.search.file;
  const facts = [
    ['took', showDuration(row.durationMs)],
    ['checks', String(detail.checkCount)],
    ['worker', String(row.worker)],
    ['seed', detail.seed],
    ...(detail.orderCount === undefined ? [] : [['orders of its tasks', String(detail.orderCount)]]),
    ...(detail.reportedDurationMs === undefined ? [] : [['it says it took', showDuration(detail.reportedDurationMs)]]),
  ];
  return make(
    'div',
    { class: 'head' },
    make(
      'div',
      { class: 'head-top' },
      make('span', { class: `pill o-${row.outcome}` }, icon(row.outcome), row.outcome),
      make('span', { class: 'crumbs' }, make('bdi', {}, blocks)),
      make(
        'button',
        { class: 'quiet-button', type: 'button', click: actions.close, 'aria-label': 'Close details' },
        icon('close'),
      ),
    ),
    make('h2', {}, make('bdi', {}, row.path.at(-1) || '(no name)')),
    make('p', { class: 'where' }, place),
    make(
      'div',
      { class: 'meta' },
      make(
        'dl',
        {},
        ...facts.map(([name = '', value = '']) => make('div', {}, make('dt', {}, name), make('dd', {}, value))),
      ),
      ...row.tags.map((tag) =>
        make('button', { class: 'tag', type: 'button', click: () => actions.search(`#${tag}`) }, `#${tag}`),
      ),
    ),
  );
}

/** @param {string} command */
function showCommand(command) {
  const code = make('code', { tabindex: 0 }, command);
  const button = make(
    'button',
    { class: 'quiet-button', id: 'copy', type: 'button', 'aria-label': 'Copy the command' },
    icon('copy'),
  );
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(command);
      button.replaceChildren(icon('check'));
    } catch {
      // Without a clipboard the command is marked, ready to be copied by hand.
      getSelection()?.selectAllChildren(code);
    }
  });
  return make('div', { class: 'command' }, make('span', { class: 'prompt', 'aria-hidden': 'true' }, '$'), code, button);
}

/**
 * @param {readonly PageAttempt[]} attempts
 * @param {number} number
 * @param {DetailActions} actions
 */
function showTabs(attempts, number, actions) {
  const tabs = attempts.map((attempt, index) =>
    make(
      'button',
      {
        class: 'tab',
        role: 'tab',
        type: 'button',
        id: `tab-${index + 1}`,
        'aria-selected': String(index + 1 === number),
        'aria-controls': 'attempt',
        tabindex: index + 1 === number ? 0 : -1,
        click: () => actions.openAttempt(index + 1),
      },
      make(
        'span',
        { class: `mark o-${attempt.outcome === 'flaky' ? 'passed' : attempt.outcome}` },
        icon(attempt.outcome === 'flaky' ? 'passed' : attempt.outcome),
      ),
      `Attempt ${index + 1}`,
      make('span', { class: 'time' }, showDuration(attempt.durationMs)),
    ),
  );
  /** @param {Event} event */
  const turn = (event) => {
    if (!(event instanceof KeyboardEvent)) return;
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = number + step;
    if (step !== 0 && next >= 1 && next <= attempts.length) actions.openAttempt(next);
  };
  return make('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Attempts', keydown: turn }, ...tabs);
}

/** @param {PageAttempt} attempt */
function showAttempt(attempt) {
  if (attempt.lines.length > 0) return showLines(attempt.lines);
  const good = attempt.outcome === 'passed' || attempt.outcome === 'flaky';
  return good ? [make('p', { class: 'good' }, icon('check'), 'Every check said yes.')] : [];
}

/**
 * @param {string} title
 * @param {string} note
 * @param {HTMLElement} body
 */
function section(title, note, body) {
  return make('section', { class: 'part' }, make('h3', {}, title, ' ', make('span', { class: 'quiet' }, note)), body);
}
