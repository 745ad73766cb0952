/** An element of a parsed document. */
export interface ParsedElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly ParsedElement[];
  /** Its own text, without that of its children. */
  readonly text: string;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no place for these, and that is what is checked.
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u;
const NAME = /[A-Za-z_:][\w:.-]*/y;
const SPACE = /[ \t\r\n]*/y;
const REFERENCE = /&(?:#(\d+)|#x([\dA-Fa-f]+)|([a-z]+))?(;?)/g;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * Parses a document that must be well-formed by XML 1.0: one root, matching tags, unique quoted attributes, known
 * references, no `]]>` in text, no character that XML lacks. Comments, CDATA and doctypes are not expected and refused.
 */
export function parseXml(source: string): ParsedElement {
  return new Reader(source).document();
}

/** All elements of a name below one, in their order. */
export function findAll(element: ParsedElement, name: string): ParsedElement[] {
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...findAll(child, name)]);
}

/** Reads a document from its beginning to its end. */
class Reader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  document(): ParsedElement {
    if (ILLEGAL.test(this.#source)) this.#refuse('a character that XML lacks');
    this.#expect('<?xml version="1.0" encoding="UTF-8"?>');
    this.#take(SPACE);
    const root = this.#element();
    this.#take(SPACE);
    if (this.#at < this.#source.length) this.#refuse('the end is expected');
    return root;
  }

  #element(): ParsedElement {
    this.#expect('<');
    const name = this.#take(NAME);
    const attributes = this.#attributes();
    if (this.#sees('/>')) {
      this.#expect('/>');
      return { name, attributes, children: [], text: '' };
    }
    this.#expect('>');
    const children: ParsedElement[] = [];
    let text = this.#text();
    while (!this.#sees('</')) {
      children.push(this.#element());
      text += this.#text();
    }
    this.#expect(`</${name}`);
    this.#take(SPACE);
    this.#expect('>');
    return { name, attributes, children, text };
  }

  #attributes(): Record<string, string> {
    const attributes: Record<string, string> = {};
    for (;;) {
      const gap = this.#take(SPACE);
      if (this.#sees('/') || this.#sees('>')) return attributes;
      if (gap === '') this.#refuse('a space is expected');
      const name = this.#take(NAME);
      if (Object.hasOwn(attributes, name)) this.#refuse(`${name} stands twice`);
      this.#expect('=');
      const quoted = this.#take(/"[^"<]*"|'[^'<]*'/y).slice(1, -1);
      attributes[name] = this.#decode(quoted.replaceAll(/[\t\r\n]/g, ' '));
    }
  }

  #text(): string {
    const text = this.#take(/[^<]*/y);
    if (text.includes(']]>')) this.#refuse(']]> stands in text');
    return this.#decode(text);
  }

  #decode(text: string): string {
    return text.replaceAll(REFERENCE, (whole, decimal, hex, name, end) => {
      const code = decimal === undefined ? Number.parseInt(hex ?? '0', 16) : Number(decimal);
      const character = name === undefined ? String.fromCodePoint(code) : ENTITIES[name];
      if (end !== ';' || character === undefined || ILLEGAL.test(character)) this.#refuse(`bad reference ${whole}`);
      return character ?? '';
    });
  }

  #sees(text: string): boolean {
    return this.#source.startsWith(text, this.#at);
  }

  #expect(text: string): void {
    if (!this.#sees(text)) this.#refuse(`${text} is expected`);
    this.#at += text.length;
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#source)?.[0] ?? this.#refuse(`${pattern} is expected`);
    this.#at += found.length;
    return found;
  }

  #refuse(why: string): never {
    throw new Error(`${why} at ${this.#at}: ${JSON.stringify(this.#source.slice(this.#at, this.#at + 40))}`);
  }
}
