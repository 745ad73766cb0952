/** Control characters, marks that turn the direction of writing, line separators and halves of characters. */
const HIDDEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Text from scripts or files as one harmless line of a terminal: what would move the cursor or hide is written out. */
export function makeVisible(text: string): string {
  return text.replaceAll(HIDDEN, (character) => SHORT[character] ?? showCode(character.codePointAt(0) ?? 0));
}

function showCode(code: number): string {
  const hex = code.toString(16);
  return code < 0x100 ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex}}`;
}
