import { cleanText } from './plain-text.js';

/** Attributes of an element; undefined ones are left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

const MAX_PARTS = 100;

/** Writes an XML 1.0 document that any parser reads, whatever its texts hold. Element and attribute names are ours. */
export class XmlWriter {
  /** Joined now and then: many short strings that all live on keep the garbage collector busy. */
  readonly #blocks: string[] = [];
  #parts: string[] = ['<?xml version="1.0" encoding="UTF-8"?>\n'];
  #indent = '';
  /** The tag written last is still without its `>`: nothing stands in its element yet. */
  #isBare = false;

  /** Begins an element that others stand in. Only the attributes named are written, in that order; without names, all. */
  begin(name: string, attributes: Attributes, names?: readonly string[]): void {
    this.#open(name, attributes, names);
    this.#indent += '  ';
    this.#isBare = true;
  }

  /** Ends the element that was begun last. */
  end(name: string): void {
    this.#indent = this.#indent.slice(2);
    this.#parts.push(this.#isBare ? '/>\n' : `${this.#indent}</${name}>\n`);
    this.#isBare = false;
    if (this.#parts.length > MAX_PARTS) this.#join();
  }

  /** Adds a whole element that holds text. */
  add(name: string, attributes: Attributes, text = ''): void {
    this.#open(name, attributes);
    this.#parts.push(text === '' ? '/>\n' : `>${escapeText(text)}</${name}>\n`);
  }

  #open(name: string, attributes: Attributes, names?: readonly string[]): void {
    if (this.#isBare) this.#parts.push('>\n');
    this.#isBare = false;
    this.#parts.push(`${this.#indent}<${name}${writeAttributes(attributes, names)}`);
  }

  #join(): void {
    this.#blocks.push(this.#parts.join(''));
    this.#parts = [];
  }

  toString(): string {
    this.#join();
    return this.#blocks.join('');
  }
}

/** Text between tags. `>` is escaped too, so that `]]>` never stands. */
export function escapeText(text: string): string {
  return PLAIN.test(text) ? text : cleanText(text).replace(/[&<>]/g, showNamed);
}

/** Text between double quotes; newlines and tabs survive the parser's normalization. */
export function escapeAttribute(text: string): string {
  return PLAIN.test(text) ? text : cleanText(text).replace(/[&<>"\n\t]/g, showNamed);
}

/** Printable text of one line that needs no escape: nearly every name, told by one look at it. */
const PLAIN = /^[ !#-%'-;=?-~\xA0-\u2029\u202F-\u2065\u206A-\uD7FF]*$/;

const NAMED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
};

function showNamed(character: string): string {
  return NAMED[character] ?? character;
}

function writeAttributes(attributes: Attributes, names: readonly string[] = Object.keys(attributes)): string {
  let written = '';
  for (const name of names) {
    const value = attributes[name];
    if (value !== undefined) written += ` ${name}="${typeof value === 'number' ? value : escapeAttribute(value)}"`;
  }
  return written;
}
