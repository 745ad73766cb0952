/** A text cut into the chunks of a stream: a word with the blanks behind it, or a piece of a long one. */
export function cutChunks(text: string): string[] {
  return text.match(/\s*\S{1,24}\s*|\s+/gu) ?? [];
}
