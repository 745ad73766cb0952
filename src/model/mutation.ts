import type { Address } from './address.js';

/** How a mutant was found. */
export interface Finding {
  /** `timed-out`: what it did took too long. */
  readonly how: 'failed' | 'timed-out';
  /** The scenario, or what of its file, that did not pass: by its id. */
  readonly by: string;
  /** What was wrong, in one line. */
  readonly message: string;
}

/** `not-run`: no scenario runs the code that is changed. */
export type MutantStatus = 'killed' | 'timed-out' | 'survived' | 'not-run';

export interface MutantResult {
  readonly id: number;
  readonly kind: string;
  readonly at: Required<Address> & { readonly column: number };
  readonly before: string;
  readonly after: string;
  readonly status: MutantStatus;
  /** Ids of the scenarios that run the code. */
  readonly coveredBy: readonly string[];
  readonly found?: Finding;
}

/** What became of a script's mutants. */
export interface MutationReport {
  readonly script: string;
  readonly source: string;
  /** In the order of their places. */
  readonly mutants: readonly MutantResult[];
}

/** Mutants that were found, of all. */
export interface MutationScore {
  readonly covered: number;
  readonly total: number;
}

/** The score of some scripts: a share as those of coverage are. */
export function scoreMutants(reports: readonly MutationReport[]): MutationScore {
  const all = reports.flatMap(({ mutants }) => mutants);
  const isFound = ({ status }: MutantResult) => status === 'killed' || status === 'timed-out';
  return { covered: all.filter(isFound).length, total: all.length };
}
