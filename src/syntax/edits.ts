/** Text to put into a source at a place. */
export interface Insertion {
  readonly at: number;
  readonly text: string;
}

/** The source with all insertions; those at one place stand in their order in the list. */
export function insertAll(source: string, insertions: readonly Insertion[]): string {
  const sorted = [...insertions].sort((a, b) => a.at - b.at);
  const pieces: string[] = [];
  let done = 0;
  for (const { at, text } of sorted) {
    pieces.push(source.slice(done, at), text);
    done = at;
  }
  pieces.push(source.slice(done));
  return pieces.join('');
}
