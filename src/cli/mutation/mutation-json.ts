import type { MutantResult, MutantStatus, MutationReport } from '../../model/mutation.js';

/** Of the mutation testing report schema (github.com/stryker-mutator/mutation-testing-elements), version 2. */
const STATUS: Readonly<Record<MutantStatus, string>> = {
  killed: 'Killed',
  'timed-out': 'Timeout',
  survived: 'Survived',
  'not-run': 'NoCoverage',
};

/** The reports as JSON of that schema, which other tools show. `threshold`: the score that is wanted, in per cent. */
export function toMutationJson(reports: readonly MutationReport[], threshold: number): string {
  const files = reports.map(({ script, source, mutants }) => [
    script,
    { language: 'lua', source, mutants: mutants.map(showMutant) },
  ]);
  const thresholds = { high: Math.max(80, threshold), low: threshold };
  return `${JSON.stringify({ schemaVersion: '2', thresholds, files: Object.fromEntries(files) }, null, 1)}\n`;
}

function showMutant({ id, kind, at, before, after, status, coveredBy, found }: MutantResult): object {
  const lines = before.split(/\r\n|\r|\n/);
  const last = lines.at(-1) ?? '';
  return {
    id: String(id),
    mutatorName: kind,
    replacement: after.trim(),
    status: STATUS[status],
    location: {
      start: { line: at.line, column: at.column },
      end: {
        line: at.line + lines.length - 1,
        column: lines.length === 1 ? at.column + last.length : last.length + 1,
      },
    },
    coveredBy,
    ...(found && { killedBy: [found.by], statusReason: found.message }),
  };
}
