import type { Sweep } from '../../../model/bench-record.js';
import { showCrossovers } from '../bench-words.js';
import { showDigits, showEstimate, showTime } from '../show-figures.js';
import { drawUp } from './axis.js';
import { createLogScale, type Scale } from './scale.js';
import { drawChart, element, label, line, series, tip, WIDTH } from './svg.js';

const LEFT = 70;
const RIGHT = 110;
const HEIGHT = 230;

/** Time of a call by the size of the input, both logarithmic, and where two lines meet. */
export function drawSweep(sweep: Sweep, variants: readonly string[], id: string): string {
  const { points, sizes, crossovers } = sweep;
  const bounds = points.flatMap(({ estimate }) => [estimate.low, estimate.high]);
  const up = createLogScale({ values: bounds, from: HEIGHT, to: 8 });
  const across = createLogScale({ values: sizes, from: LEFT, to: WIDTH - RIGHT });
  const marks = variants.flatMap((variant, i) => drawLine(sweep, variant, { up, across, color: series(i) }));
  const meetings = crossovers.map(({ size, variant, with: other }) =>
    line(
      'meeting',
      [across(size), 8],
      [across(size), HEIGHT],
      tip(`${variant} and ${other}: size ${showDigits(size)}`),
    ),
  );
  return drawChart({
    id,
    title: 'Time by size of the input',
    description: `Medians on logarithmic axes; ${showCrossovers(sweep)}.`,
    height: HEIGHT + 26,
    marks: [
      ...drawUp(up, { from: LEFT, to: WIDTH - RIGHT, show: showTime }),
      ...sizes.map((size) => label(String(size), [across(size), HEIGHT + 18], { anchor: 'middle', class: 'tick' })),
      ...meetings,
      ...marks,
    ],
  });
}

function drawLine(
  { points }: Sweep,
  variant: string,
  { up, across, color }: { readonly up: Scale; readonly across: Scale; readonly color: string },
): string[] {
  const own = points.filter((point) => point.variant === variant);
  const places = own.map(({ size, estimate }) => `${across(size).toFixed(1)},${up(estimate.value).toFixed(1)}`);
  const last = own.at(-1);
  return [
    element('polyline', { class: `trace strong ${color}`, points: places.join(' ') }),
    ...own.flatMap(({ size, estimate }) => [
      line(`interval ${color}`, [across(size), up(estimate.low)], [across(size), up(estimate.high)]),
      element(
        'circle',
        { class: `estimate ${color}`, cx: across(size), cy: up(estimate.value), r: 3.5 },
        tip(`size ${size}: ${showEstimate(estimate)}`),
      ),
    ]),
    ...(last === undefined
      ? []
      : [label(variant, [WIDTH - RIGHT + 8, up(last.estimate.value) + 4], { class: 'name' })]),
  ];
}
