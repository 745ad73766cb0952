import type { OutcomeKind } from '../../model/outcome.js';
import type { OutcomeCounts } from '../../model/run-record.js';
import type { Paint, Palette } from './palette.js';

/** How an outcome is shown. */
interface OutcomeLook {
  readonly mark: string;
  readonly word: string;
  readonly color: keyof Palette;
}

const LOOKS: Readonly<Record<OutcomeKind, OutcomeLook>> = {
  passed: { mark: '✓', word: 'passed', color: 'good' },
  failed: { mark: '✗', word: 'failed', color: 'bad' },
  errored: { mark: '✗', word: 'errored', color: 'bad' },
  'timed-out': { mark: '✗', word: 'timed out', color: 'bad' },
  empty: { mark: '✗', word: 'checked nothing', color: 'bad' },
  flaky: { mark: '~', word: 'flaky', color: 'warn' },
  skipped: { mark: '-', word: 'skipped', color: 'dim' },
  todo: { mark: '-', word: 'to do', color: 'dim' },
};

/** An outcome's mark and word with its colour. */
export function showOutcome(outcome: OutcomeKind, palette: Palette): { mark: string; word: string; paint: Paint } {
  const { mark, word, color } = LOOKS[outcome];
  return { mark, word, paint: palette[color] };
}

// The order they are told in; keys of LOOKS are exactly the outcomes.
const ORDER = Object.keys(LOOKS) as readonly OutcomeKind[];

/** `50 passed, 2 failed`: the outcomes there are; those in `without` are left out. */
export function showCounts(counts: OutcomeCounts, palette: Palette, without: readonly OutcomeKind[] = []): string[] {
  return ORDER.filter((outcome) => counts[outcome] > 0 && !without.includes(outcome)).map((outcome) => {
    const { word, paint } = showOutcome(outcome, palette);
    return paint(`${counts[outcome]} ${word}`);
  });
}
