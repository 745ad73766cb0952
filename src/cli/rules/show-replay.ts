import type { RuleHead } from '../../model/rule.js';
import type { FlipCount, ReplayReport } from '../../rule/log/replay.js';
import { makeVisible } from '../console/visible.js';

/** Contexts are cut to so many characters. */
const MAX_CONTEXT = 200;

/** The matrix of logged decisions against those of a candidate, and examples of what differs. */
export function showReplay(report: ReplayReport, candidate: RuleHead): string {
  const { rule, decided, flipped, unsure, withoutContext, matrix } = report;
  const lines = [
    `${decided} decisions of ${rule} replayed with ${candidate.id} (${candidate.version}): ${flipped} flipped`,
    ...(unsure > 0 ? [`${unsure} decided alike with another confidence`] : []),
    ...(withoutContext > 0 ? [`${withoutContext} left out: their contexts were no plain data`] : []),
    '',
    ...showMatrix(matrix),
    ...matrix.filter(({ examples }) => examples.length > 0).flatMap(showExamples),
  ];
  return lines.map((line) => `${makeVisible(line)}\n`).join('');
}

/** What was logged goes down, what the candidate decides across. */
function showMatrix(matrix: readonly FlipCount[]): string[] {
  const froms = [...new Set(matrix.map(({ from }) => from))].sort();
  const tos = [...new Set(matrix.map(({ to }) => to))].sort();
  const cell = (from: string, to: string) =>
    String(matrix.find((each) => each.from === from && each.to === to)?.count ?? '·');
  const rows = [['logged \\ candidate', ...tos], ...froms.map((from) => [from, ...tos.map((to) => cell(from, to))])];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row.map((text, i) => (i === 0 ? text.padEnd(widths[i] ?? 0) : text.padStart(widths[i] ?? 0))).join('  '),
  );
}

function showExamples({ from, to, count, examples }: FlipCount): string[] {
  const told = examples.map(({ time, context, reasoning }) => {
    const text = JSON.stringify(context) ?? 'nothing';
    const cut = text.length > MAX_CONTEXT ? `${text.slice(0, MAX_CONTEXT)}…` : text;
    return `  ${time}  ${cut}  ${reasoning}`;
  });
  const more = count > examples.length ? [`  and ${count - examples.length} more`] : [];
  return ['', `${from} → ${to}: ${count}`, ...told, ...more];
}
