import { COVERAGE_KINDS, type CoverageKind, type CoverageThresholds } from '../../model/coverage.js';
import { KnownError } from '../../model/known-error.js';
import type { Option } from '../command-shape.js';
import { BOUNDS } from '../config/bounds.js';
import { readWhole } from '../read-number.js';

/** The flags of `run` that are about coverage. */
export interface CoverageFlags {
  readonly coverage?: boolean;
  readonly coverageThreshold?: CoverageThresholds;
}

const FLAG = '--coverage-threshold';

/** How they are written. */
export const COVERAGE_OPTIONS: readonly Option[] = [
  { flags: '--coverage', summary: 'count which lines and branches of scripts run, and write lcov too' },
  {
    flags: `${FLAG} <list>`,
    summary: 'whole per cent that must run, such as lines=90,branches=80; with --coverage',
    read: readThresholds,
  },
];

function isKind(name: string): name is CoverageKind {
  return COVERAGE_KINDS.some((kind) => kind === name);
}

/** Reads `lines=90,branches=80`. Throws a KnownError for anything else. */
export function readThresholds(text: string): CoverageThresholds {
  const thresholds: Partial<Record<CoverageKind, number>> = {};
  for (const part of text.split(',')) {
    const [, name = '', value = ''] = /^\s*(\w+)=(.*?)\s*$/.exec(part) ?? [];
    if (!isKind(name))
      throw new KnownError(
        'bad-command-line',
        `${FLAG}: expected lines=90,branches=80, found ${JSON.stringify(part)}`,
        {
          hint: `there are ${COVERAGE_KINDS.join(', ')}`,
        },
      );
    thresholds[name] = readWhole(`${FLAG} ${name}`, BOUNDS.percent)(value);
  }
  return thresholds;
}
