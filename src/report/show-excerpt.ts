import type { Excerpt } from '../model/outcome.js';
import { findCall, type Trouble } from './find-call.js';
import { type ShownLine, toOneLine } from './shown-line.js';
import { toBlanks } from './text-width.js';

/** Source lines with their numbers, a mark at the one that matters, and a caret below what it is about. */
export function showExcerpt(excerpt: Excerpt | undefined, trouble: Trouble): ShownLine[] {
  if (excerpt === undefined) return [];
  const width = String(excerpt.firstLine + excerpt.lines.length - 1).length;
  return numberLines(excerpt).flatMap(({ number, source }): ShownLine[] => {
    const isHere = number === excerpt.line;
    const text = `${isHere ? '>' : ' '} ${String(number).padStart(width)} | ${source}`.trimEnd();
    if (!isHere) return [{ kind: 'excerpt', text }];
    const column = findCall(source, trouble);
    const gutter = ' '.repeat(width + '>  | '.length);
    const caret = column === undefined ? [] : [`${gutter}${toBlanks(source.slice(0, column))}^`];
    return [
      { kind: 'excerpt-here', text },
      ...caret.map((pointer) => ({ kind: 'excerpt-caret', text: pointer }) as const),
    ];
  });
}

/** The lines of an excerpt without the blank ones around it. */
function numberLines({ firstLine, lines, line }: Excerpt): { number: number; source: string }[] {
  const all = lines.map((source, index) => ({ number: firstLine + index, source: toOneLine(source) }));
  const matters = (each: { number: number; source: string }) => each.number === line || each.source.trim() !== '';
  return all.slice(all.findIndex(matters), all.findLastIndex(matters) + 1);
}
