// One module of the package: importing the whole of it costs twice the time, and every failing run pays.
import { diffArrays } from 'diff/lib/diff/array.js';

/** One line of a diff; `gap` stands for equal lines left out. */
export interface DiffLine {
  readonly change: 'same' | 'added' | 'removed' | 'gap';
  readonly text: string;
}

/** Edits beyond which two texts are shown as all removed, all added: the search would take too long. */
const MAX_EDITS = 1000;
/** Equal lines kept around each change. */
const CONTEXT_LINES = 3;

/** The lines that lead from one text to the other, with a few equal ones around them. Nothing in it depends on time. */
export function diffLines(before: string, after: string): DiffLine[] {
  const [removed, added] = [toTexts(before), toTexts(after)];
  const changes = diffArrays(removed, added, { maxEditLength: MAX_EDITS });
  if (changes === undefined) return [...toLines('removed', removed), ...toLines('added', added)];
  return changes.flatMap((change, index) => {
    if (change.added) return toLines('added', change.value);
    if (change.removed) return toLines('removed', change.value);
    return fold(change.value, { isFirst: index === 0, isLast: index === changes.length - 1 });
  });
}

/** The lines of a text; the empty text has none. */
function toTexts(text: string): string[] {
  return text === '' ? [] : text.split('\n');
}

function toLines(change: DiffLine['change'], texts: readonly string[]): DiffLine[] {
  return texts.map((text) => ({ change, text }));
}

/** Equal lines: those next to a change are kept, a long middle becomes a gap. */
function fold(texts: readonly string[], place: { isFirst: boolean; isLast: boolean }): DiffLine[] {
  const head = place.isFirst ? 0 : CONTEXT_LINES;
  const tail = place.isLast ? 0 : CONTEXT_LINES;
  const hiddenCount = texts.length - head - tail;
  if (hiddenCount < 2) return toLines('same', texts);
  return [
    ...toLines('same', texts.slice(0, head)),
    { change: 'gap', text: `… ${hiddenCount} equal lines` },
    ...toLines('same', texts.slice(texts.length - tail)),
  ];
}
