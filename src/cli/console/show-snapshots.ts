import type { ObsoleteSnapshot, SnapshotReport } from '../snapshots/snapshot-report.js';
import type { Palette } from './palette.js';
import { makeVisible } from './visible.js';

/** Obsolete snapshots that are named; the others are counted. */
const MOST_SHOWN = 20;

/** What became of the snapshots of a run; nothing where nothing did. */
export function showSnapshots(report: SnapshotReport, palette: Palette): readonly string[] {
  const { writtenCount, updatedCount, removedCount, obsolete } = report;
  const counts = [
    ...(writtenCount > 0 ? [palette.good(`${writtenCount} written`)] : []),
    ...(updatedCount > 0 ? [palette.good(`${updatedCount} updated`)] : []),
    ...(removedCount > 0 ? [palette.good(`${removedCount} removed`)] : []),
    ...(obsolete.length > 0 ? [palette.warn(`${obsolete.length} obsolete`)] : []),
  ];
  if (counts.length === 0) return [];
  const hidden = obsolete.length - MOST_SHOWN;
  return [
    `${palette.strong('Snapshots')}  ${counts.join(', ')}`,
    ...obsolete.slice(0, MOST_SHOWN).map((each) => `  obsolete: ${makeVisible(name(each))}`),
    ...(hidden > 0 ? [`  … and ${hidden} more`] : []),
    ...(obsolete.length > 0 ? ['  hint: `moonrig run --update` removes what is obsolete'] : []),
  ];
}

function name({ path, scenario, key }: ObsoleteSnapshot): string {
  if (scenario === undefined) return `${path}: its scenario file is gone`;
  return `${path}: ${scenario}: ${typeof key === 'number' ? key : JSON.stringify(key)}`;
}
