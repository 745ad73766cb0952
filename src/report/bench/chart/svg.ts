import { type Attributes, escapeAttribute, escapeText } from '../../xml.js';

/** An element with what stands in it, which is markup already. */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? round(value) : escapeAttribute(value ?? '')}"`)
    .join('');
  return children.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${children.join('')}</${name}>`;
}

/** Text as an element's content. */
export function text(content: string): string {
  return escapeText(content);
}

/** What pointing at a mark tells. */
export function tip(content: string): string {
  return element('title', {}, text(content));
}

/** A tenth of a pixel is as fine as it need be. */
function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}

export interface Chart {
  /** Unique in the page. */
  readonly id: string;
  readonly title: string;
  /** What it shows, in a sentence, for those who do not see it. */
  readonly description: string;
  readonly height: number;
  readonly marks: readonly string[];
}

export const WIDTH = 760;

/** A whole picture, with title and description. */
export function drawChart({ id, title, description, height, marks }: Chart): string {
  const names = { viewBox: `0 0 ${WIDTH} ${Math.ceil(height)}`, role: 'img', 'aria-labelledby': `${id}-t ${id}-d` };
  return element(
    'svg',
    { class: 'chart', ...names },
    element('title', { id: `${id}-t` }, text(title)),
    element('desc', { id: `${id}-d` }, text(description)),
    ...marks,
  );
}

/** A line from one point to another. */
export function line(className: string, [x1, y1]: Point, [x2, y2]: Point, ...children: readonly string[]): string {
  return element('line', { class: className, x1, y1, x2, y2 }, ...children);
}

export type Point = readonly [x: number, y: number];

/** A word in a picture; `anchor` says which of its ends stands at the point. */
export function label(
  content: string,
  [x, y]: Point,
  options: { anchor?: 'start' | 'middle' | 'end'; class?: string } = {},
): string {
  return element(
    'text',
    { class: options.class ?? 'label', x, y, 'text-anchor': options.anchor ?? 'start' },
    text(content),
  );
}

/** The class by which a variant is coloured, by its place among the variants. */
export function series(index: number): string {
  return `s${index % 6}`;
}
