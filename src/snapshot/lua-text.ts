const LONG = /^\[(=*)\[(?:\r\n|\n\r|\r|\n)?/;
const LINE_END = /\r\n|\n\r|\r|\n/g;
const ESCAPE = /\\(?:z[ \t\v\f\r\n]*|x([\da-fA-F]{2})|(\d{1,3})|u\{([\da-fA-F]+)\}|\r\n|\n\r|([\s\S]))/g;

const ESCAPED: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\r': '\n',
};

/** The text that a Lua literal stands for, given as it stands in a source whose characters are bytes (latin1). */
export function decodeLuaText(literal: string): string {
  const opening = LONG.exec(literal);
  const bytes =
    opening === null
      ? decodeQuoted(literal.slice(1, -1))
      : literal.slice(opening[0].length, -2 - (opening[1] ?? '').length).replaceAll(LINE_END, '\n');
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

function decodeQuoted(body: string): string {
  return body.replaceAll(ESCAPE, (whole, hex?: string, decimal?: string, code?: string, char?: string) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    if (decimal !== undefined) return String.fromCharCode(Number(decimal) & 255);
    if (code !== undefined) return encodeCode(Number.parseInt(code, 16));
    if (char !== undefined) return ESCAPED[char] ?? char;
    return whole.startsWith('\\z') ? '' : '\n';
  });
}

/** UTF-8 as characters that are bytes. Lua goes beyond what Unicode has; such a text is none of ours. */
function encodeCode(code: number): string {
  return Buffer.from(String.fromCodePoint(Math.min(code, 0x10ffff)), 'utf8').toString('latin1');
}

/** A text as a quoted Lua literal on one line. */
export function quoteLuaText(text: string): string {
  const escaped = text.replaceAll(/["\\]/g, '\\$&').replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, (char) => {
    return char === '\n' ? '\\n' : `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;
  });
  return `"${escaped}"`;
}

/** The brackets between which a text can stand as it is: `[[` and `]]`, with as many `=` between as it takes. */
export function chooseBrackets(text: string): readonly [opening: string, closing: string] {
  let level = '';
  // The text's own last bracket may be the first of what would close it.
  while (`${text}]`.includes(`]${level}]`)) level += '=';
  return [`[${level}[`, `]${level}]`];
}
