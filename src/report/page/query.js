import { BAD_OUTCOMES, OUTCOMES } from './format.js';

/** @import { OutcomeKind } from '../../model/outcome.js' */

/**
 * What a query can ask of a scenario.
 * @typedef {object} Searchable
 * @property {OutcomeKind} outcome
 * @property {readonly string[]} tags
 * @property {string} file
 * @property {string} text name, file and message, in lower case
 */

/**
 * @typedef {object} Query
 * @property {ReadonlySet<OutcomeKind>} outcomes that are asked for; none asks for all
 * @property {(scenario: Searchable) => boolean} matches
 */

/** A word, with its parts: `-`, `key:`, and the value, bare or in quotes. */
const WORD = /(-)?(?:(s|status|file):)?(?:"((?:[^"\\]|\\.)*)"?|(\S+))/giy;

/**
 * Reads the small language of the search field: `s:failed,errored`, `s:bad`, `#tag`, `file:rules`, `"two words"`, text;
 * `-` before a word turns it around. Outcomes are alternatives, everything else must hold together.
 * @param {string} text
 * @returns {Query}
 */
export function parseQuery(text) {
  /** @type {Set<OutcomeKind>} */
  const outcomes = new Set();
  /** @type {((scenario: Searchable) => boolean)[]} */
  const conditions = [];
  for (const word of splitWords(text)) {
    if (word.key === 's' && !word.isNegated) for (const outcome of toOutcomes(word.value)) outcomes.add(outcome);
    else conditions.push(toCondition(word));
  }
  const hasOutcome = splitWords(text).some(({ key, isNegated }) => key === 's' && !isNegated);
  return {
    outcomes,
    matches: (scenario) =>
      (!hasOutcome || outcomes.has(scenario.outcome)) && conditions.every((condition) => condition(scenario)),
  };
}

/**
 * The same query with one outcome more, or one less.
 * @param {string} text
 * @param {OutcomeKind} outcome
 */
export function toggleOutcome(text, outcome) {
  const outcomes = new Set(parseQuery(text).outcomes);
  if (!outcomes.delete(outcome)) outcomes.add(outcome);
  const rest = splitWords(text)
    .filter(({ key, isNegated }) => key !== 's' || isNegated)
    .map(({ source }) => source);
  const chosen = OUTCOMES.filter((each) => outcomes.has(each));
  return [...(chosen.length === 0 ? [] : [`s:${chosen.join(',')}`]), ...rest].join(' ');
}

/**
 * A text as one word of a query.
 * @param {string} text
 */
export function quoteWord(text) {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** @typedef {{ source: string, isNegated: boolean, key: string, value: string }} Word */

/**
 * @param {string} text
 * @returns {Word[]}
 */
function splitWords(text) {
  const words = [];
  let position = 0;
  while (position < text.length) {
    WORD.lastIndex = position;
    const match = WORD.exec(text);
    if (match === null) position += 1;
    else {
      const [source, minus, key = '', quoted, bare = ''] = match;
      const value = quoted === undefined ? bare : quoted.replace(/\\(.)/g, '$1');
      const name = key.toLowerCase() === 'status' ? 's' : key.toLowerCase();
      words.push({ source, isNegated: minus !== undefined, key: name, value });
      position = WORD.lastIndex;
    }
  }
  return words;
}

/**
 * @param {Word} word
 * @returns {(scenario: Searchable) => boolean}
 */
function toCondition({ isNegated, key, value }) {
  const wanted = value.toLowerCase();
  if (key === 's') {
    const unwanted = new Set(toOutcomes(value));
    return ({ outcome }) => !unwanted.has(outcome);
  }
  if (key === 'file') return ({ file }) => file.toLowerCase().includes(wanted) !== isNegated;
  if (wanted.length > 1 && wanted.startsWith('#')) {
    return ({ tags }) => tags.some((tag) => tag.toLowerCase().startsWith(wanted.slice(1))) !== isNegated;
  }
  return ({ text }) => text.includes(wanted) !== isNegated;
}

/**
 * Outcomes that begin with one of the words between commas; `bad` is all that make a run not green.
 * @param {string} value
 * @returns {OutcomeKind[]}
 */
function toOutcomes(value) {
  const words = value
    .toLowerCase()
    .split(',')
    .filter((word) => word !== '');
  return OUTCOMES.filter((outcome) =>
    words.some((word) => outcome.startsWith(word) || (word === 'bad' && BAD_OUTCOMES.has(outcome))),
  );
}
