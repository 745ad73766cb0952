import type { Difference, DiffPart, DiffRow } from '../model/difference.js';
import { showTexts } from './show-texts.js';
import { capLines, type LineKind, type ShownLine, toLines } from './shown-line.js';

/** Lines of one value that are shown at most. */
const MAX_VALUE_LINES = 12;

/** How two tables differ, table by table: its path, then the fields that differ; equal ones are counted. */
export function showStructure({ parts, equalCount, hiddenCount }: Difference): ShownLine[] {
  const counts = showCounts({ equalCount, hiddenCount });
  return [...parts.flatMap(showPart), ...(counts === '' ? [] : toLines('context', `… ${counts} elsewhere`))];
}

function showPart(part: DiffPart): ShownLine[] {
  const heading = part.path === '' ? [] : toLines('path', part.path);
  const indent = part.path === '' ? '' : '  ';
  const counts = showCounts(part);
  return [
    ...heading,
    ...part.rows.flatMap((row) => showRow(row, indent)),
    ...(counts === '' ? [] : toLines('context', `${indent}  … ${counts}`)),
  ];
}

function showRow({ key, expected, actual, both }: DiffRow, indent: string): ShownLine[] {
  const removed = { label: `${indent}- ${key} = `, kind: 'diff-removed' } as const;
  const added = { label: `${indent}+ ${key} = `, kind: 'diff-added' } as const;
  if (expected !== undefined && actual !== undefined) {
    const head = toLines('context', `${indent}  ${key} =`);
    const look = { expected: removed, actual: added, head, indent: `${indent}  ` };
    const texts = showTexts({ expected, actual }, look);
    if (texts !== undefined) return texts;
  }
  return [
    ...showValue('context', `${indent}  ${key} = `, both),
    ...showValue(removed.kind, removed.label, expected),
    ...showValue(added.kind, added.label, actual),
  ];
}

/** A literal behind its label; its further lines stand behind the label's mark too. */
function showValue(kind: LineKind, label: string, literal: string | undefined): ShownLine[] {
  if (literal === undefined) return [];
  const mark = label.slice(0, label.search(/[^ +-]/));
  const shown = toLines(kind, literal).map((line, index) => ({
    kind,
    text: `${index === 0 ? label : mark}${line.text}`,
  }));
  return capLines(shown, MAX_VALUE_LINES);
}

function showCounts({ equalCount, hiddenCount }: Pick<Difference, 'equalCount' | 'hiddenCount'>): string {
  const equal = equalCount > 0 ? [`${equalCount} equal`] : [];
  const hidden = hiddenCount > 0 ? [`${hiddenCount} more that differ`] : [];
  return [...equal, ...hidden].join(', ');
}
