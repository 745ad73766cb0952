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
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * Parses a document that must be well-formed by XML 1.0: one root, matching tags, unique quoted attributes, known
 * references, no `]]>` in text, no character that XML lacks. Comments, CDATA and doctypes are not expected and refused.
 */
export function parseXml(source: string): ParsedElement {
  let at = 0;

  const refuse = (why: string): never => {
    throw new Error(`${why} at ${at}: ${JSON.stringify(source.slice(at, at + 40))}`);
  };
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(source)?.[0] ?? refuse(`${pattern} is expected`);
    at += found.length;
    return found;
  };
  const expectText = (text: string) => {
    if (!source.startsWith(text, at)) refuse(`${text} is expected`);
    at += text.length;
  };
  const decode = (text: string) =>
    text.replaceAll(/&(?:#(\d+)|#x([\dA-Fa-f]+)|([a-z]+))?(;?)/g, (whole, decimal, hex, name, end) => {
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      const character = name === undefined ? String.fromCodePoint(Number.isNaN(code) ? 0 : code) : ENTITIES[name];
      if (end !== ';' || character === undefined || ILLEGAL.test(character)) refuse(`bad reference ${whole}`);
      return character ?? '';
    });
  const takeAttributes = (): Record<string, string> => {
    const attributes: Record<string, string> = {};
    for (;;) {
      const gap = take(SPACE);
      if (source[at] === '/' || source[at] === '>') return attributes;
      if (gap === '') refuse('a space is expected');
      const name = take(NAME);
      if (Object.hasOwn(attributes, name)) refuse(`${name} stands twice`);
      expectText('=');
      const quoted = take(/"[^"<]*"|'[^'<]*'/y).slice(1, -1);
      attributes[name] = decode(quoted.replaceAll(/[\t\r\n]/g, ' '));
    }
  };
  const takeElement = (): ParsedElement => {
    expectText('<');
    const name = take(NAME);
    const attributes = takeAttributes();
    if (source.startsWith('/>', at)) {
      at += 2;
      return { name, attributes, children: [], text: '' };
    }
    expectText('>');
    const children: ParsedElement[] = [];
    let text = '';
    for (;;) {
      const part = take(/[^<]*/y);
      if (part.includes(']]>')) refuse(']]> stands in text');
      text += decode(part);
      if (source.startsWith('</', at)) break;
      children.push(takeElement());
    }
    expectText(`</${name}`);
    take(SPACE);
    expectText('>');
    return { name, attributes, children, text };
  };

  if (ILLEGAL.test(source)) refuse('a character that XML lacks');
  expectText('<?xml version="1.0" encoding="UTF-8"?>');
  take(SPACE);
  const root = takeElement();
  take(SPACE);
  if (at < source.length) refuse('the end is expected');
  return root;
}

/** All elements of a name below one, in their order. */
export function findAll(element: ParsedElement, name: string): ParsedElement[] {
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...findAll(child, name)]);
}
