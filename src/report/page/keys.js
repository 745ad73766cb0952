import { find, make } from './dom.js';

/** @typedef {{ readonly keys: readonly string[], readonly shown: string, readonly does: string, readonly run: () => void, readonly inList?: boolean }} Key */

const SEARCH_HELP = [
  ['s:failed,errored', 'outcomes, either of them; s:bad is all that make a run not green'],
  ['#smoke', 'a tag, or how it begins'],
  ['file:rules', 'part of the path'],
  ['"two words"', 'part of the name, path or message'],
  ['-slow', 'everything but'],
];

/**
 * Lets keys work wherever nothing is being typed. Those of the list move in it only while it, or nothing, has the focus.
 * @param {readonly Key[]} keys
 */
export function listenToKeys(keys) {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const key = keys.find((each) => each.keys.includes(event.key));
    if (key === undefined || (key.inList === true && !isInList(event.target))) return;
    event.preventDefault();
    key.run();
  });
}

/**
 * Fills and opens the page's help.
 * @param {readonly Key[]} keys
 */
export function showHelp(keys) {
  const dialog = find('help');
  if (!(dialog instanceof HTMLDialogElement) || dialog.open) return;
  const close = make('button', { type: 'button', class: 'button', click: () => dialog.close() }, 'Close');
  const known = keys.filter(({ does }) => does !== '');
  dialog.replaceChildren(
    make('h2', { id: 'help-title' }, 'Keys and search'),
    make(
      'dl',
      {},
      ...known.flatMap(({ shown, does }) => [make('dt', {}, make('kbd', {}, shown)), make('dd', {}, does)]),
    ),
    make('h3', {}, 'In the search field'),
    make(
      'dl',
      {},
      ...SEARCH_HELP.flatMap(([word = '', does = '']) => [
        make('dt', {}, make('code', {}, word)),
        make('dd', {}, does),
      ]),
    ),
    close,
  );
  dialog.showModal();
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  if (find('help').contains(target instanceof Node ? target : null)) return true;
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

/** @param {EventTarget | null} target */
function isInList(target) {
  return target === document.body || target === find('results');
}
