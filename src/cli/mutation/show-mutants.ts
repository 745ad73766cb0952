import { showShare } from '../../model/coverage.js';
import { type MutantResult, type MutantStatus, type MutationReport, scoreMutants } from '../../model/mutation.js';
import type { Palette } from '../console/palette.js';
import { makeVisible } from '../console/visible.js';

const MAX_NAMED = 3;
const MAX_SHOWN = 60;

/** What became of a script's mutants: those that nothing found, and the score. */
export function showMutants(report: MutationReport, palette: Palette): readonly string[] {
  const survivors = report.mutants.filter(({ status }) => status === 'survived');
  const idle = report.mutants.filter(({ status }) => status === 'not-run');
  return [
    '',
    palette.strong(makeVisible(report.script)),
    ...part('No scenario finds', survivors, palette, (mutant) => showRan(mutant, palette)),
    ...part('No scenario runs', idle, palette, () => []),
    `  ${showCounts(report.mutants, palette)}`,
  ];
}

/** The last lines: all scripts together. */
export function showScore(reports: readonly MutationReport[], palette: Palette): readonly string[] {
  const score = scoreMutants(reports);
  const share = `${score.covered} of ${score.total} mutants found, ${showShare(score)}`;
  return [
    '',
    `${palette.strong('Score')}      ${score.covered === score.total ? palette.good(share) : palette.warn(share)}`,
  ];
}

function part(
  title: string,
  mutants: readonly MutantResult[],
  palette: Palette,
  more: (mutant: MutantResult) => readonly string[],
): readonly string[] {
  if (mutants.length === 0) return [];
  const shown = mutants
    .slice(0, MAX_SHOWN)
    .flatMap((mutant) => [`    ${showMutant(mutant, palette)}`, ...more(mutant)]);
  const rest = mutants.length - MAX_SHOWN;
  return [`  ${title}:`, ...shown, ...(rest > 0 ? [palette.dim(`    and ${rest} more; --json tells all`)] : [])];
}

function showMutant({ at, kind, before, after }: MutantResult, palette: Palette): string {
  const place = `${makeVisible(at.file)}:${at.line}:${at.column}`;
  return `${place}  ${palette.bad(oneLine(before))} → ${palette.good(oneLine(after) || 'nothing')}  ${palette.dim(kind)}`;
}

/** Which scenarios ran the code and passed. */
function showRan({ coveredBy }: MutantResult, palette: Palette): readonly string[] {
  const named = coveredBy.slice(0, MAX_NAMED).map((id) => palette.dim(`      ran  ${makeVisible(id)}`));
  const rest = coveredBy.length - MAX_NAMED;
  return [...named, ...(rest > 0 ? [palette.dim(`      and ${rest} more`)] : [])];
}

function oneLine(text: string): string {
  const line = text.trim().replaceAll(/\s*[\r\n]+\s*/g, ' ');
  return makeVisible(line.length > 60 ? `${line.slice(0, 60)}…` : line);
}

function showCounts(mutants: readonly MutantResult[], palette: Palette): string {
  const count = (status: MutantStatus) => mutants.filter((mutant) => mutant.status === status).length;
  const words: readonly (readonly [MutantStatus, string])[] = [
    ['killed', 'killed'],
    ['timed-out', 'killed by their deadline'],
    ['survived', 'survived'],
    ['not-run', 'not run'],
  ];
  const counts = words.flatMap(([status, word]) => (count(status) === 0 ? [] : [`${count(status)} ${word}`]));
  return palette.dim(`${mutants.length} mutants: ${counts.join(', ') || 'none'}`);
}
