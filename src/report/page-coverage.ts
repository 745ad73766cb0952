import { type CoveredBranch, type CoveredFile, shareCoverage } from '../model/coverage.js';
import type { PageCovered, PageSource, PageSourceLine } from './page-types.js';
import { cleanText } from './plain-text.js';

/** What the page's overview tells of each file that counts. */
export function toPageCovered(file: CoveredFile): PageCovered {
  return { file: cleanText(file.file), ...shareCoverage([file]) };
}

/** A file's lines as the page shows them. */
export function toPageSource({ source, lines, branches }: CoveredFile): PageSource {
  const counts = new Map(lines);
  const missed = new Map<number, string[]>();
  for (const branch of branches) {
    if (branch.count > 0 || counts.get(branch.line) === 0) continue;
    missed.set(branch.line, [...(missed.get(branch.line) ?? []), describeMissed(branch)]);
  }
  // What follows the last line's end is no line.
  const texts = source.replace(/(?:\r\n|\n\r|\r|\n)$/, '').split(/\r\n|\n\r|\r|\n/);
  return texts.map((text, index) => {
    const notes = missed.get(index + 1);
    const count = counts.get(index + 1);
    return {
      text: cleanText(text),
      ...(count !== undefined && { count }),
      ...findState(count, notes),
      ...(notes && { notes }),
    };
  });
}

function findState(count: number | undefined, notes: readonly string[] | undefined): Pick<PageSourceLine, 'state'> {
  if (count === 0) return { state: 'missed' };
  if (notes !== undefined) return { state: 'partly' };
  return count === undefined ? {} : { state: 'run' };
}

const MISSED: Readonly<Record<CoveredBranch['kind'], string>> = {
  if: 'the condition never held',
  elseif: 'the condition never held, or was not asked',
  else: 'never came to else',
  'missing else': 'the condition always held',
  and: 'the right side of "and" was never asked for',
  or: 'the right side of "or" was never asked for',
};

function describeMissed({ kind, column }: CoveredBranch): string {
  return kind === 'and' || kind === 'or' ? `column ${column}: ${MISSED[kind]}` : MISSED[kind];
}
