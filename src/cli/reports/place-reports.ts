import { resolve } from 'node:path';
import { KnownError } from '../../model/known-error.js';
import type { ReportChoice } from './report-choice.js';
import { DEFAULT_PATHS, type GeneratedReport } from './report-names.js';

/** A report and its file. */
export interface PlacedReport<Name> {
  readonly name: Name;
  /** As shown to the user. */
  readonly path: string;
  /** Absolute. */
  readonly file: string;
}

/** Where the reports of a run go: the one written while it goes on, and those made at its end. */
export interface ReportPlaces {
  readonly events: readonly PlacedReport<'ndjson'>[];
  readonly generated: readonly PlacedReport<GeneratedReport>[];
}

/** Gives each report its file. Throws KnownError where two would overwrite each other. */
export function placeReports(root: string, choices: readonly ReportChoice[]): ReportPlaces {
  const events: PlacedReport<'ndjson'>[] = [];
  const generated: PlacedReport<GeneratedReport>[] = [];
  const taken = new Map<string, string>();
  for (const { name, path = DEFAULT_PATHS[name] } of choices) {
    const file = resolve(root, path);
    const other = taken.get(file);
    if (other !== undefined) throw new KnownError('bad-command-line', `${other} and ${name} would both be ${path}`);
    taken.set(file, name);
    if (name === 'ndjson') events.push({ name, path, file });
    else generated.push({ name, path, file });
  }
  return { events, generated };
}
