import { make } from './dom.js';

/** @import { ShownLine } from '../shown-line.js' */

/**
 * Lines of a failure or a diff, each in the colour of its kind. Each message begins a card of its own.
 * @param {readonly ShownLine[]} lines
 * @returns {HTMLElement[]}
 */
export function showLines(lines) {
  return splitCards(lines).map((card) =>
    make('div', { class: 'card lines' }, ...splitRuns(card).map((run) => showRun(run))),
  );
}

/**
 * A file's change as one block.
 * @param {readonly ShownLine[]} lines
 */
export function showFileDiff(lines) {
  return make('div', { class: 'code file-diff' }, ...lines.map(showLine));
}

/**
 * @param {readonly ShownLine[]} lines
 * @returns {ShownLine[][]}
 */
function splitCards(lines) {
  return split(lines, (line, before) => line.kind === 'message' && before.kind !== 'message');
}

/**
 * Neighbours that belong into one block of code or of text.
 * @param {readonly ShownLine[]} lines
 */
function splitRuns(lines) {
  return split(lines, (line, before) => toBlock(line) !== toBlock(before));
}

/**
 * @param {readonly ShownLine[]} lines
 * @param {(line: ShownLine, before: ShownLine) => boolean} isCut
 */
function split(lines, isCut) {
  /** @type {ShownLine[][]} */
  const parts = [];
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1];
    const last = parts.at(-1);
    if (before === undefined || last === undefined || isCut(line, before)) parts.push([line]);
    else last.push(line);
  }
  return parts;
}

const BLOCKS = {
  message: 'message',
  at: 'place',
  expected: 'values',
  actual: 'values',
  'diff-added': 'values',
  'diff-removed': 'values',
  context: 'values',
  caret: 'values',
  path: 'values',
  differs: 'differs',
  excerpt: 'excerpt',
  'excerpt-here': 'excerpt',
  'excerpt-caret': 'excerpt',
  local: 'locals',
  frame: 'frames',
  note: 'notes',
  entry: 'trail',
  rerun: 'trail',
  hint: 'hint',
};

const CODE = new Set(['values', 'excerpt', 'frames', 'locals', 'trail']);

/** @param {ShownLine} line */
function toBlock(line) {
  return BLOCKS[line.kind];
}

/** @param {readonly ShownLine[]} run */
function showRun(run) {
  const [first] = run;
  const block = first === undefined ? 'notes' : toBlock(first);
  const isCode = CODE.has(block);
  return make('div', { class: isCode ? `code ${block}` : block }, ...run.map(showLine));
}

/** @param {ShownLine} line */
function showLine(line) {
  return make('div', { class: `line-of l-${line.kind}` }, line.text === '' ? ' ' : line.text);
}
