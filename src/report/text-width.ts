const ZERO = /[\p{M}\p{Cf}]/u;
const WIDE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{Emoji_Presentation}\u3000-\u303F\uFF01-\uFF60]/u;

/** Columns that a text takes up in a terminal, as nearly as can be told without asking it. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += ZERO.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

/** Blanks that take up the columns of a text: what stands behind them is below what stands behind it. */
export function toBlanks(text: string): string {
  return text
    .split('\t')
    .map((part) => ' '.repeat(textWidth(part)))
    .join('\t');
}

/** The beginning that two texts have in common, whole characters of it. */
export function commonStart(a: string, b: string): string {
  let length = 0;
  for (const character of a) {
    if (!b.startsWith(character, length)) break;
    length += character.length;
  }
  return a.slice(0, length);
}
