import { cleanText } from './plain-text.js';

/** An element: attributes in the given order (undefined ones are left out), then text or elements. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number | undefined>>;
  readonly content: string | readonly XmlElement[];
}

/** An XML 1.0 document in UTF-8 that any parser reads, whatever its texts hold. Element and attribute names are ours. */
export function writeXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writeElement(root, '')}\n`;
}

/** Text between tags. `>` is escaped too, so that `]]>` never stands. */
export function escapeText(text: string): string {
  return escapeCharacters(cleanText(text), /[&<>]/g);
}

/** Text between double quotes; newlines and tabs survive the parser's normalization. */
export function escapeAttribute(text: string): string {
  return escapeCharacters(cleanText(text), /[&<>"\n\t]/g);
}

function escapeCharacters(text: string, special: RegExp): string {
  return text.search(special) < 0 ? text : text.replace(special, (character) => NAMED[character] ?? character);
}

const NAMED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
};

function writeElement(element: XmlElement, indent: string): string {
  const open = `${indent}<${element.name}${writeAttributes(element.attributes)}`;
  const { content } = element;
  if (content.length === 0) return `${open}/>`;
  if (typeof content === 'string') return `${open}>${escapeText(content)}</${element.name}>`;
  const children = content.map((child) => writeElement(child, `${indent}  `));
  return `${open}>\n${children.join('\n')}\n${indent}</${element.name}>`;
}

function writeAttributes(attributes: XmlElement['attributes']): string {
  let written = '';
  for (const name in attributes) {
    const value = attributes[name];
    if (value !== undefined) written += ` ${name}="${typeof value === 'number' ? value : escapeAttribute(value)}"`;
  }
  return written;
}
