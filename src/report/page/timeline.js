import { make } from './dom.js';
import { familyOf } from './families.js';
import { showCount, showVirtualTime } from './format.js';
import { layOutTimeline } from './timeline-layout.js';
import { COST_HEIGHT, costPoints, drawLine, makeLines, middleOf, TIMELINE_LANE } from './timeline-lines.js';

/** @import { Journal } from './entry-card.js' */
/** @import { Layout, Mark } from './timeline-layout.js' */

/** Pixels beside what is seen in which marks are there already. */
const MARGIN = 300;
const MARK = 10;
let count = 0;

/**
 * @typedef {object} TimelineActions
 * @property {(place: number) => void} point -1 where nothing is pointed at any more
 * @property {(place: number) => void} choose
 */

/**
 * A journal from left to right, a lane for each who does something. Only the marks that can be seen are elements. It is one
 * stop for the keyboard: arrows go from entry to entry, up to what led to one and down to what it led to.
 */
export class Timeline {
  #journal;
  #actions;
  /** @type {Layout | undefined} */
  #layout;
  #current = 0;
  #isCurrentShown = false;
  /** @type {readonly number[]} */
  #chain = [];
  #id = `timeline-${count++}`;
  #names = make('div', { class: 'tl-names', 'aria-hidden': 'true' });
  #ground = make('div', { class: 'tl-ground', 'aria-hidden': 'true' });
  #lines = makeLines();
  #marks;
  #sheet;
  #scroller;
  #tip = make('p', { class: 'tip', 'aria-hidden': 'true' }, ' ');
  element;

  /**
   * @param {Journal} journal
   * @param {TimelineActions} actions
   */
  constructor(journal, actions) {
    this.#journal = journal;
    this.#actions = actions;
    const label = `Timeline of ${showCount(journal.entries.length, 'entry').replace('entrys', 'entries')}: arrow keys go from one to the next, up to what led to it`;
    this.#marks = make('div', { class: 'tl-marks', role: 'listbox', tabindex: 0, 'aria-label': label });
    this.#sheet = make('div', { class: 'tl-sheet' }, this.#ground, this.#lines, this.#marks);
    this.#scroller = make('div', { class: 'tl-scroll' }, this.#sheet);
    this.element = make('div', { class: 'tl' }, this.#names, this.#scroller, this.#tip);
    this.#scroller.addEventListener('scroll', () => this.#drawMarks());
    this.#marks.addEventListener('keydown', (event) => this.#obey(event));
    this.#marks.addEventListener('focus', () => this.#show(this.#current));
    this.#marks.addEventListener('mouseover', (event) => actions.point(placeOf(event.target)));
    this.#marks.addEventListener('mouseleave', () => actions.point(this.#isCurrentShown ? this.#current : -1));
    this.#marks.addEventListener('click', (event) => {
      const place = placeOf(event.target);
      if (place >= 0) actions.choose(place);
    });
    new ResizeObserver(() => this.#draw()).observe(this.#scroller);
  }

  focus() {
    this.#marks.focus();
  }

  /**
   * Makes an entry the current one, and brings it into sight.
   * @param {number} place
   */
  moveTo(place) {
    this.#current = place;
    this.#isCurrentShown = true;
    const x = this.#layout?.marks[place]?.x ?? 0;
    const { scrollLeft, clientWidth } = this.#scroller;
    if (x < scrollLeft + MARK || x > scrollLeft + clientWidth - MARK) this.#scroller.scrollLeft = x - clientWidth / 2;
    this.#drawMarks();
  }

  /**
   * Draws how the first of these entries led to the last.
   * @param {readonly number[]} chain places; none takes it away
   */
  showChain(chain) {
    this.#chain = chain;
    const last = this.#journal.entries[chain.at(-1) ?? -1];
    const by =
      chain.length > 1
        ? `, because of ${chain
            .slice(0, -1)
            .map((place) => this.#nameOf(place))
            .join(' → ')}`
        : '';
    this.#tip.textContent = last === undefined ? ' ' : `${last.time}  ${last.kind}: ${last.text.slice(0, 200)}${by}`;
    this.#drawChain();
    this.#drawMarks();
  }

  /** @param {number} place */
  #nameOf(place) {
    const { number, kind = '' } = this.#journal.entries[place] ?? {};
    return `#${number} ${kind}`;
  }

  /** @param {number} place */
  #show(place) {
    this.#actions.choose(place);
  }

  /** @param {KeyboardEvent} event */
  #obey(event) {
    const { entries, causes } = this.#journal;
    /** @type {Readonly<Record<string, number | undefined>>} */
    const targets = {
      ArrowRight: Math.min(entries.length - 1, this.#current + 1),
      ArrowLeft: Math.max(0, this.#current - 1),
      Home: 0,
      End: entries.length - 1,
      ArrowUp: causes.causeOf(this.#current) ?? this.#current,
      ArrowDown: causes.effectsOf(this.#current)[0] ?? this.#current,
      Enter: this.#current,
      ' ': this.#current,
    };
    const place = targets[event.key];
    if (place === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    this.#show(place);
  }

  #draw() {
    const room = this.#scroller.clientWidth;
    if (room === 0) return;
    const layout = layOutTimeline(this.#journal.entries, room);
    this.#layout = layout;
    const height = COST_HEIGHT + layout.lanes.length * TIMELINE_LANE;
    this.#sheet.style.width = `${layout.width}px`;
    this.#sheet.style.height = `${height}px`;
    this.#lines.setAttribute('viewBox', `0 0 ${layout.width} ${height}`);
    this.#drawGround(layout);
    this.#drawChain();
    this.#drawMarks();
  }

  /** @param {Layout} layout */
  #drawGround({ lanes, hiddenLanes, ticks, cost }) {
    const names = lanes.map((lane, index) => {
      const others = index === lanes.length - 1 && hiddenLanes > 0 ? ` and ${hiddenLanes} more` : '';
      const name = `${lane === '' ? 'scenario' : lane}${others}`;
      return make('span', { title: name }, make('bdi', {}, name));
    });
    const total = cost.at(-1);
    this.#names.replaceChildren(
      make('span', { class: 'tl-cost' }, total === undefined ? '' : `${total.cents} ¢`),
      ...names,
    );
    const labels = ticks.map(({ x, at }) => {
      const label = make('span', { class: 'tl-tick' }, showVirtualTime(at));
      label.style.left = `${x}px`;
      return label;
    });
    const grounds = lanes.map((_, index) => {
      const lane = make('div', { class: 'tl-lane' });
      lane.style.top = `${COST_HEIGHT + index * TIMELINE_LANE}px`;
      return lane;
    });
    this.#ground.replaceChildren(...grounds, ...labels);
  }

  #drawChain() {
    const layout = this.#layout;
    if (layout === undefined) return;
    const points = this.#chain.flatMap((place) => {
      const mark = layout.marks[place];
      return mark === undefined ? [] : [`${mark.x},${middleOf(mark)}`];
    });
    this.#lines.replaceChildren(drawLine('tl-cost-line', costPoints(layout)), drawLine('tl-chain', points));
  }

  #drawMarks() {
    const layout = this.#layout;
    if (layout === undefined) return;
    const { scrollLeft, clientWidth } = this.#scroller;
    const chain = new Set(this.#chain);
    const seen = layout.marks.flatMap((mark, place) => {
      const isSeen = mark.x >= scrollLeft - MARGIN && mark.from <= scrollLeft + clientWidth + MARGIN;
      return isSeen || place === this.#current ? [this.#drawMark(mark, place, chain.has(place))] : [];
    });
    this.#marks.replaceChildren(...seen);
    this.#marks.setAttribute('aria-activedescendant', `${this.#id}-${this.#current}`);
  }

  /**
   * @param {Mark} mark
   * @param {number} place
   * @param {boolean} isInChain
   */
  #drawMark(mark, place, isInChain) {
    const { entries } = this.#journal;
    const entry = entries[place];
    if (entry === undefined) return make('div');
    const shape = entry.kind === 'llm.call' ? 's-turn' : entry.kind.startsWith('tool.') ? 's-tool' : '';
    const isChosen = this.#isCurrentShown && place === this.#current;
    const element = make('div', {
      class: `tl-mark ${familyOf(entry)} ${shape} ${entry.diff === undefined ? '' : 's-change'} ${isInChain ? 'in-chain' : ''}`,
      id: `${this.#id}-${place}`,
      role: 'option',
      'data-place': place,
      'aria-selected': String(isChosen),
      'aria-posinset': place + 1,
      'aria-setsize': entries.length,
      'aria-label': `${entry.time}, ${entry.who === '' ? 'scenario' : entry.who}, ${entry.kind}: ${entry.text.slice(0, 200)}`,
    });
    element.style.left = `${Math.min(mark.from, mark.x - MARK / 2)}px`;
    element.style.width = `${Math.max(MARK, mark.x - mark.from + MARK / 2)}px`;
    element.style.top = `${middleOf(mark) - TIMELINE_LANE / 2}px`;
    return element;
  }
}

/**
 * The place of the mark that is pointed at; -1 where none is.
 * @param {EventTarget | null} target
 */
function placeOf(target) {
  const mark = target instanceof Element ? target.closest('[data-place]') : null;
  return mark instanceof HTMLElement ? Number(mark.dataset.place) : -1;
}
