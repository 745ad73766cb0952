import { find, icon, make } from './dom.js';
import { BAD_OUTCOMES, groupDigits, OUTCOMES, showCount, showDuration, showMoment } from './format.js';

/** @import { OutcomeKind } from '../../model/outcome.js' */
/** @import { PageRun } from '../page-types.js' */

/**
 * @typedef {object} HeaderActions
 * @property {() => void} overview
 * @property {() => void} theme
 * @property {() => void} help
 */

/**
 * The verdict, the facts of the run, and a bar of its outcomes.
 * @param {PageRun} run
 * @param {HeaderActions} actions
 */
export function showHeader(run, actions) {
  const total = sum(run, OUTCOMES);
  const badCount = sum(run, [...BAD_OUTCOMES]);
  const isGood = badCount === 0 && total > 0 && run.durationMs !== undefined && run.stopped === undefined;
  const facts = [
    ['took', run.durationMs === undefined ? 'unknown' : showDuration(run.durationMs)],
    ['started', showMoment(run.startedAt)],
    ['seed', run.seed],
    ['workers', String(run.workerCount)],
    ['moonrig', run.moonrigVersion],
    ['node', run.nodeVersion],
    ['host', run.hostname],
  ];
  find('top').replaceChildren(
    make(
      'div',
      { class: `verdict ${isGood ? 'is-good' : badCount > 0 ? 'is-bad' : 'is-unsure'}` },
      make('span', { class: 'seal' }, icon(isGood ? 'check' : badCount > 0 ? 'close' : 'help')),
      make('div', {}, make('h1', {}, run.project), make('p', {}, sayVerdict(run, { total, badCount }))),
    ),
    make(
      'dl',
      { class: 'facts' },
      ...facts.map(([name = '', value = '']) =>
        make('div', {}, make('dt', {}, name), make('dd', { title: value }, value)),
      ),
    ),
    make(
      'div',
      { class: 'actions' },
      action('chart', { label: 'Overview', key: 'o', run: actions.overview }),
      action('theme', { label: 'Light or dark', key: 't', run: actions.theme }),
      action('help', { label: 'Keys and search', key: '?', run: actions.help }),
    ),
    showBar(run, total),
  );
}

/**
 * @param {PageRun} run
 * @param {{ total: number, badCount: number }} counts
 */
function sayVerdict(run, { total, badCount }) {
  const ending =
    run.stopped === undefined
      ? run.durationMs === undefined
        ? '; the run broke off'
        : ''
      : `; the run was ${run.stopped === 'bailed' ? 'stopped by --bail' : 'interrupted'}`;
  if (total === 0) return `No scenario ran${ending}`;
  if (badCount > 0)
    return `${groupDigits(badCount)} of ${showCount(total, 'scenario')} ${badCount === 1 ? 'needs' : 'need'} attention${ending}`;
  const good = run.counts.passed + run.counts.flaky;
  const flaky = run.counts.flaky === 0 ? '' : `, ${groupDigits(run.counts.flaky)} of them flaky`;
  return `${good === total ? `All ${showCount(total, 'scenario')}` : `${groupDigits(good)} of ${showCount(total, 'scenario')}`} passed${flaky}${ending}`;
}

/**
 * @param {PageRun} run
 * @param {number} total
 */
function showBar(run, total) {
  const present = OUTCOMES.filter((outcome) => run.counts[outcome] > 0);
  const label = present.map((outcome) => `${run.counts[outcome]} ${outcome}`).join(', ');
  const segments = present.map((outcome) => {
    const segment = make('span', { class: `segment o-${outcome}` });
    segment.style.flexGrow = String(run.counts[outcome] / total);
    return segment;
  });
  return make('div', { class: 'outcomes', role: 'img', 'aria-label': label || 'no outcomes' }, ...segments);
}

/**
 * @param {'chart' | 'theme' | 'help'} name
 * @param {{ label: string, key: string, run: () => void }} how
 */
function action(name, { label, key, run }) {
  return make(
    'button',
    {
      class: 'quiet-button',
      type: 'button',
      click: run,
      'aria-label': label,
      'aria-keyshortcuts': key,
      title: `${label} (${key})`,
    },
    icon(name),
  );
}

/**
 * @param {PageRun} run
 * @param {readonly OutcomeKind[]} outcomes
 */
function sum(run, outcomes) {
  return outcomes.reduce((count, outcome) => count + run.counts[outcome], 0);
}
