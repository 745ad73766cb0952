import type { ComparedVariant } from '../../../model/bench-record.js';
import { showComparison, showDigits } from '../show-figures.js';
import { drawAcross } from './axis.js';
import { createLogScale, type Scale } from './scale.js';
import { drawChart, element, label, line, tip, WIDTH } from './svg.js';

const LEFT = 270;
const RIGHT = 190;
const ROW = 26;
const TOP = 22;

export interface ForestRow {
  readonly name: string;
  readonly comparison: ComparedVariant;
}

/** All comparisons of a run: the ratio of times with its interval, and the zone in which differences count as none. */
export function drawForest(rows: readonly ForestRow[], threshold: number, id: string): string {
  const edges = [1 / (1 + threshold), 1 + threshold];
  const values = rows.flatMap(({ comparison: { ratio } }) => [ratio.low, ratio.high]);
  const scale = createLogScale({ values: [...values, ...edges], from: LEFT, to: WIDTH - RIGHT });
  const bottom = TOP + ROW * rows.length;
  const [from, to] = edges.map(scale);
  return drawChart({
    id,
    title: 'All comparisons',
    description: rows.map(({ name, comparison }) => `${name}: ${showComparison(comparison)}`).join('; '),
    height: bottom + 26,
    marks: [
      element(
        'rect',
        { class: 'zone', x: from, y: TOP - 6, width: (to ?? 0) - (from ?? 0), height: bottom - TOP + 6 },
        tip('counts as the same'),
      ),
      ...drawAcross(scale, { from: TOP - 6, to: bottom, show: (ratio) => `${showDigits(ratio)}x` }),
      line('zero', [scale(1), TOP - 6], [scale(1), bottom]),
      label('faster', [scale(1) - 8, 10], { anchor: 'end', class: 'tick' }),
      label('slower', [scale(1) + 8, 10], { class: 'tick' }),
      ...rows.flatMap((row, i) => drawRow(row, TOP + ROW * i + ROW / 2, scale)),
    ],
  });
}

const MAX_NAME = 38;

function drawRow({ name, comparison }: ForestRow, y: number, scale: Scale): string[] {
  const { ratio, verdict } = comparison;
  const short = name.length > MAX_NAME ? `${name.slice(0, MAX_NAME - 1)}…` : name;
  return [
    label(short, [LEFT - 12, y + 4], { anchor: 'end', class: 'name' }),
    line(`interval ${verdict}`, [scale(ratio.low), y], [scale(ratio.high), y]),
    element(
      'circle',
      { class: `estimate ${verdict}`, cx: scale(ratio.value), cy: y, r: 4 },
      tip(showComparison(comparison)),
    ),
    label(showComparison(comparison), [WIDTH - RIGHT + 12, y + 4], { class: 'figure' }),
  ];
}
