const SVG = 'http://www.w3.org/2000/svg';

/** Strokes of a 16 × 16 grid. A circle stands around those of outcomes. */
const STROKES = {
  passed: 'M8 1.8a6.2 6.2 0 1 0 0 12.4a6.2 6.2 0 0 0 0-12.4zM5.2 8.2l2 2 3.6-4.2',
  failed: 'M8 1.8a6.2 6.2 0 1 0 0 12.4a6.2 6.2 0 0 0 0-12.4zM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4',
  errored: 'M8 2.2l6.2 11H1.8zM8 6.4v3.2M8 11.4v.2',
  'timed-out': 'M8 1.8a6.2 6.2 0 1 0 0 12.4a6.2 6.2 0 0 0 0-12.4zM8 4.6V8l2.4 1.6',
  empty: 'M8 1.8a6.2 6.2 0 1 0 0 12.4a6.2 6.2 0 0 0 0-12.4zM3.7 12.3l8.6-8.6',
  flaky: 'M13.6 8a5.6 5.6 0 0 1-10.2 3.2M2.4 8a5.6 5.6 0 0 1 10.2-3.2M12.9 2v3h-3M3.1 14v-3h3',
  skipped: 'M8 1.8a6.2 6.2 0 1 0 0 12.4a6.2 6.2 0 0 0 0-12.4zM5.2 8h5.6',
  todo: 'M8 1.8a6.2 6.2 0 0 1 2.4.5M12.9 4.2a6.2 6.2 0 0 1 1.2 2.6M14 9.8a6.2 6.2 0 0 1-1.6 2.6M10 13.9a6.2 6.2 0 0 1-3 .2M4.6 13.1a6.2 6.2 0 0 1-2-2.2M1.8 8.6a6.2 6.2 0 0 1 .5-2.9M4 3.3a6.2 6.2 0 0 1 2-1.1',
  chevron: 'M6 4l4 4-4 4',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  check: 'M3 8.5l3.2 3.2L13 4.8',
  theme: 'M8 1.8a6.2 6.2 0 1 0 0 12.4zM8 1.8a6.2 6.2 0 0 1 0 12.4',
  help: 'M8 1.8a6.2 6.2 0 1 0 0 12.4a6.2 6.2 0 0 0 0-12.4zM6.2 6.4a1.8 1.8 0 1 1 2.6 1.7c-.6.3-.8.6-.8 1.2M8 11.4v.2',
  chart: 'M2 13.5h12M3.5 11V7.5M6.5 11V3M9.5 11V6M12.5 11V9',
  close: 'M4 4l8 8M12 4l-8 8',
  moon: 'M10.6 1.9a6.4 6.4 0 1 0 3.8 8.6A5.6 5.6 0 0 1 10.6 1.9z',
};

/** @typedef {keyof typeof STROKES} IconName */
/** @typedef {Record<string, string | number | boolean | undefined | ((event: Event) => void)>} Attributes */

/**
 * An element. Children that are strings become text, never markup; attributes that are functions listen to the event they
 * are named after; undefined and false ones are left out.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children);
  return element;
}

/**
 * A picture that says nothing to a screen reader: the words beside it do.
 * @param {IconName} name
 */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', `icon icon-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', STROKES[name]);
  svg.append(path);
  return svg;
}

/**
 * The element of the page with this id.
 * @param {string} id
 */
export function find(id) {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`the page has no #${id}`);
  return element;
}
