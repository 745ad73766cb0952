const ESC = '\u001b';
const STRING_END = `(?:\u0007|\u009c|${ESC}\\\\)`;

/** Colours and cursor moves, titles and links, device strings, and character set switches of terminals. */
const TERMINAL_SEQUENCE = new RegExp(
  [
    `(?:${ESC}\\[|\u009b)[0-?]*[ -/]*[@-~]`,
    `(?:${ESC}\\]|\u009d)[^\n\u0007\u009c${ESC}]*${STRING_END}`,
    `(?:${ESC}[PX^_]|\u0090)[^\n\u009c${ESC}]*${STRING_END}`,
    `${ESC}[ -/]+[0-~]`,
    `${ESC}[78=>c]`,
  ].join('|'),
  'g',
);

/**
 * Controls other than tab and newline, marks that turn the direction of the text around (a name could pose as another),
 * and the two code points that XML 1.0 has no place for.
 */
const UNSHOWABLE = /(?![\n\t])[\p{Cc}\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/gu;

/** Nothing that `cleanText` would change: nearly every text, told by one look at it. */
const CLEAN = /^[\t\n\x20-\x7E\xA0-\u2029\u202F-\u2065\u206A-\uD7FF\uE000-\uFFFD]*$/;

/**
 * Text that is safe in a terminal, in XML and in a page: terminal sequences are gone, other control characters are shown
 * (`#x1B`), lone surrogates are replaced, and CRLF is a newline. Tabs and newlines stay.
 */
export function cleanText(text: string): string {
  if (CLEAN.test(text)) return text;
  return text.replace(TERMINAL_SEQUENCE, '').replaceAll('\r\n', '\n').toWellFormed().replace(UNSHOWABLE, showCodePoint);
}

/** At most `maxLength` UTF-16 units of a text, and how many were left out. Never cuts a character in two. */
export function shorten(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const end = isHighSurrogate(text.charCodeAt(maxLength - 1)) ? maxLength - 1 : maxLength;
  return `${text.slice(0, end)}… (${text.length - end} more characters)`;
}

function showCodePoint(character: string): string {
  return `#x${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
