/** Characters of a text that are looked for, and shown. */
const MOST = 120;
/** Characters of it that must be there before it is worth telling. */
const FEWEST = 4;
/** What a text on one line does not have. */
const UNEVEN = /[^\S ]|\s\s|^\s|\s$/;

/**
 * Lines that tell how a text nearly holds a part: in other case, with other blanks, or as far as to a caret. None where it
 * holds nothing like it. The lines are indented by so many blanks as the part is above them.
 */
export function describeNearMiss(indent: number, part: string, text: string): string[] {
  const [wanted, got] = [toLine(part), toLine(text)];
  const margin = ' '.repeat(indent);
  if (got.includes(wanted)) return [`${margin}it is there, with other blanks or line breaks`];
  if (got.toLowerCase().includes(wanted.toLowerCase())) return [`${margin}it is there, in other case`];
  const start = wanted.slice(0, commonLength(wanted.slice(0, MOST), got));
  if (start.length < FEWEST) return [];
  const at = got.indexOf(start);
  const shown = got.slice(at, at + Math.max(start.length + MOST / 4, wanted.length));
  return [
    `${margin}${JSON.stringify(shown.slice(0, MOST))}`,
    `${margin}${' '.repeat(JSON.stringify(start).length - 1)}^`,
  ];
}

/** A text on one line. */
export function toLine(text: string): string {
  if (!UNEVEN.test(text)) return text;
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** How much of a beginning is somewhere in a text, found by halving: where more is there, so is less. */
function commonLength(beginning: string, text: string): number {
  let [there, missing] = [0, beginning.length + 1];
  while (missing - there > 1) {
    const length = (there + missing) >> 1;
    if (text.includes(beginning.slice(0, length))) there = length;
    else missing = length;
  }
  return there;
}
