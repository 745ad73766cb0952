import { find } from './dom.js';
import { BAD_OUTCOMES } from './outcomes.js';
import { createItems, drawItem } from './tree-lines.js';

/** @import { Row } from './data.js' */
/** @import { Item } from './tree-lines.js' */

/** Every line of the list is this high, so that any of them is found by arithmetic. In step with `--row` of the style. */
const ROW_HEIGHT = 32;
/** Lines drawn above and below what can be seen. */
const MARGIN_ROWS = 12;

/** The list: a window on lines of which only those in sight exist. */
export class Tree {
  #list = find('results');
  #runway = find('runway');
  /** @type {Set<number>} files whose scenarios are hidden */
  #folded = new Set();
  /** @type {readonly Row[]} */
  #rows = [];
  /** @type {Item[]} */
  #items = [];
  #cursor = 0;
  /** @type {number | undefined} number of the opened row */
  #selected;
  #isDrawDue = false;
  /** @type {readonly string[]} */
  #files;
  /** @type {(row: Row) => void} */
  #open;

  /**
   * @param {readonly string[]} files
   * @param {(row: Row) => void} open
   */
  constructor(files, open) {
    this.#files = files;
    this.#open = open;
    this.#list.addEventListener('scroll', () => this.#schedule(), { passive: true });
    new ResizeObserver(() => this.#schedule()).observe(this.#list);
    this.#runway.addEventListener('click', (event) => this.#click(event));
  }

  /** @param {readonly Row[]} rows */
  show(rows) {
    this.#rows = rows;
    this.#layOut();
  }

  /**
   * Marks the opened row and brings it into sight.
   * @param {Row | undefined} row
   */
  select(row) {
    this.#selected = row?.number;
    if (row !== undefined && this.#folded.delete(row.file)) this.#layOut();
    const place = this.#items.findIndex((item) => item.kind === 'row' && item.row.number === this.#selected);
    if (place >= 0) this.#moveTo(place);
    this.#schedule();
  }

  /**
   * Moves the cursor over lines.
   * @param {number} step
   */
  move(step) {
    this.#moveTo(this.#cursor + step);
  }

  /** @param {'first' | 'last'} end */
  moveToEnd(end) {
    this.#moveTo(end === 'first' ? 0 : this.#items.length - 1);
  }

  /**
   * Moves the cursor to the next bad scenario, or the one before.
   * @param {1 | -1} step
   * @returns {Row | undefined}
   */
  moveToBad(step) {
    for (let place = this.#cursor + step; place >= 0 && place < this.#items.length; place += step) {
      const item = this.#items[place];
      if (item?.kind !== 'row' || !BAD_OUTCOMES.has(item.row.outcome)) continue;
      this.#moveTo(place);
      return item.row;
    }
    return undefined;
  }

  /** Opens the scenario under the cursor, or folds its file. */
  activate() {
    const item = this.#items[this.#cursor];
    if (item?.kind === 'row') this.#open(item.row);
    else if (item?.kind === 'file') this.fold(this.#folded.has(item.file));
  }

  /**
   * Shows or hides the scenarios of the file under the cursor.
   * @param {boolean} isOpen
   */
  fold(isOpen) {
    const item = this.#items[this.#cursor];
    if (item === undefined) return;
    const file = item.kind === 'file' ? item.file : item.row.file;
    if (isOpen === !this.#folded.has(file)) return;
    if (isOpen) this.#folded.delete(file);
    else this.#folded.add(file);
    this.#layOut();
    this.#moveTo(this.#items.findIndex((each) => each.kind === 'file' && each.file === file));
  }

  /** @param {Event} event */
  #click(event) {
    const line = event.target instanceof Element ? event.target.closest('[data-item]') : null;
    if (!(line instanceof HTMLElement)) return;
    this.#moveTo(Number(line.dataset.item));
    this.activate();
  }

  #layOut() {
    this.#items = createItems(this.#rows, this.#folded);
    this.#cursor = Math.max(0, Math.min(this.#cursor, this.#items.length - 1));
    this.#schedule();
  }

  /** @param {number} place */
  #moveTo(place) {
    const list = this.#list;
    this.#cursor = Math.max(0, Math.min(place, this.#items.length - 1));
    const top = this.#cursor * ROW_HEIGHT;
    const lowest = top + ROW_HEIGHT - list.clientHeight;
    // The runway grows when it is drawn; until then the list cannot be scrolled that far.
    this.#runway.style.height = `${this.#items.length * ROW_HEIGHT}px`;
    if (top < list.scrollTop) list.scrollTop = top;
    if (lowest > list.scrollTop) list.scrollTop = lowest;
    this.#schedule();
  }

  #schedule() {
    if (this.#isDrawDue) return;
    this.#isDrawDue = true;
    requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    this.#isDrawDue = false;
    const first = Math.max(0, Math.floor(this.#list.scrollTop / ROW_HEIGHT) - MARGIN_ROWS);
    const count = Math.ceil(this.#list.clientHeight / ROW_HEIGHT) + 2 * MARGIN_ROWS;
    const shown = this.#items.slice(first, first + count);
    this.#runway.style.height = `${this.#items.length * ROW_HEIGHT}px`;
    this.#runway.replaceChildren(...shown.map((item, offset) => this.#drawItem(item, first + offset)));
    const current = document.getElementById(`item-${this.#cursor}`);
    if (current === null) this.#list.removeAttribute('aria-activedescendant');
    else this.#list.setAttribute('aria-activedescendant', current.id);
  }

  /**
   * @param {Item} item
   * @param {number} place
   */
  #drawItem(item, place) {
    const line = drawItem(item, this.#files, this.#folded);
    line.id = `item-${place}`;
    line.dataset.item = String(place);
    line.classList.toggle('cursor', place === this.#cursor);
    line.setAttribute('aria-selected', String(item.kind === 'row' && item.row.number === this.#selected));
    line.style.top = `${place * ROW_HEIGHT}px`;
    return line;
  }
}
