/** Characters of a piece in which the arguments of a tool's call are streamed. */
const PIECE = 16;

/** A text in pieces of a few characters; none is cut within a character. */
export function cutPieces(text: string): string[] {
  const characters = [...text];
  const pieces: string[] = [];
  for (let i = 0; i < characters.length; i += PIECE) pieces.push(characters.slice(i, i + PIECE).join(''));
  return pieces;
}
