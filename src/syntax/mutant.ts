/** What kind of mistake a mutant is. */
export type MutantKind =
  | 'arithmetic'
  | 'comparison'
  | 'logic'
  | 'negation'
  | 'condition'
  | 'number'
  | 'boolean'
  | 'string'
  | 'return'
  | 'statement';

/** A source with one small mistake in it. */
export interface Mutant {
  /** Counts the mutants of a source, from 1. */
  readonly id: number;
  readonly kind: MutantKind;
  /** The bytes that are replaced, and where they stand; line and column from 1. */
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
  /** What stands there, and what takes its place. */
  readonly before: string;
  readonly after: string;
}

/** The source of a mutant. `text` is the original, a character for each byte (latin1). */
export function mutate(text: string, { start, end, after }: Mutant): Uint8Array {
  return Buffer.from(text.slice(0, start) + after + text.slice(end), 'latin1');
}
