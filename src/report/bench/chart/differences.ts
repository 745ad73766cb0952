import type { ComparedVariant } from '../../../model/bench-record.js';
import { showTime } from '../show-figures.js';
import { drawAcross } from './axis.js';
import { createLinearScale, type Scale } from './scale.js';
import { drawChart, element, label, line, series, tip, WIDTH } from './svg.js';

const LEFT = 110;
const ROW = 54;
const TOP = 8;

/** A comparison, and the place of its variant among the variants. */
export interface DrawnComparison {
  readonly comparison: ComparedVariant;
  readonly index: number;
  /** The median of the other variant, in nanoseconds: by it the interval of the ratio becomes one of times. */
  readonly otherNs: number;
}

/** What each block says of two variants: a dot a block, and the median with its interval. Left of zero is faster. */
export function drawDifferences(compared: readonly DrawnComparison[], id: string): string {
  const values = compared.flatMap(({ comparison }) => comparison.differences ?? []);
  const scale = createLinearScale({ values: withoutFar(values), from: LEFT, to: WIDTH - 16 });
  const bottom = TOP + ROW * compared.length;
  const zero = line('zero', [scale(0), TOP], [scale(0), bottom]);
  return drawChart({
    id,
    title: 'Differences, block by block',
    description: compared
      .map(({ comparison }) => `${comparison.variant} with ${comparison.with}: ${comparison.verdict}`)
      .join('; '),
    height: bottom + 24,
    marks: [
      ...drawAcross(scale, { from: TOP, to: bottom, show: showTime }),
      zero,
      ...compared.flatMap((each, i) => drawRow(each, TOP + ROW * i, scale)),
    ],
  });
}

function drawRow({ comparison, index, otherNs }: DrawnComparison, top: number, scale: Scale): string[] {
  const { variant, ratio, differences = [] } = comparison;
  const middle = top + 18;
  const [low, value, high] = [ratio.low, ratio.value, ratio.high].map((each) => scale((each - 1) * otherNs));
  const place = (difference: number) => Math.min(WIDTH - 8, Math.max(LEFT, scale(difference)));
  const dots = differences.map((difference, block) =>
    element(
      'circle',
      { class: `dot ${series(index)}`, cx: place(difference), cy: middle + 14 + (block % 4) * 3.5, r: 2 },
      tip(`block ${block + 1}: ${showTime(difference)}`),
    ),
  );
  return [
    label(variant, [LEFT - 12, middle + 4], { anchor: 'end', class: 'name' }),
    line(`interval ${series(index)}`, [low ?? 0, middle], [high ?? 0, middle], tip('95 % interval')),
    element('circle', { class: `estimate ${series(index)}`, cx: value, cy: middle, r: 4.5 }),
    ...dots,
  ];
}

/** Without the 2 % that are farthest out on each side: one interruption would squeeze all others into a line. */
function withoutFar(values: readonly number[]): readonly number[] {
  const sorted = values.toSorted((a, b) => a - b);
  const cut = Math.floor(sorted.length * 0.02);
  return sorted.slice(cut, sorted.length - cut);
}
