import type { VariantResult } from '../../../model/bench-record.js';
import { showTime } from '../show-figures.js';
import { drawAcross } from './axis.js';
import { createLogScale, type Scale } from './scale.js';
import { drawChart, element, label, line, series, tip, WIDTH } from './svg.js';

const LEFT = 110;
const ROW = 84;
const TOP = 8;

/** All samples of each variant: half a violin for their density, a box for the quartiles, a dot a block. */
export function drawDistribution(variants: readonly VariantResult[], id: string): string {
  const scale = createLogScale({ values: variants.flatMap(({ samples }) => samples), from: LEFT, to: WIDTH - 16 });
  const bottom = TOP + ROW * variants.length;
  const marks = variants.flatMap((variant, i) => drawRow(variant, TOP + ROW * i, { scale, color: series(i) }));
  const shown = variants.map(({ name, median }) => `${name} ${showTime(median.value)}`).join(', ');
  return drawChart({
    id,
    title: 'Time of a call, by block',
    description: `Distribution of the samples on a logarithmic axis; medians: ${shown}.`,
    height: bottom + 24,
    marks: [...drawAcross(scale, { from: TOP, to: bottom, show: showTime }), ...marks],
  });
}

function drawRow(
  variant: VariantResult,
  top: number,
  { scale, color }: { readonly scale: Scale; readonly color: string },
): string[] {
  const { name, samples, median } = variant;
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.round((sorted.length - 1) * share)] ?? median.value;
  const middle = top + 50;
  const [first, third] = [scale(at(0.25)), scale(at(0.75))];
  const dots = samples.map((sample, block) =>
    element(
      'circle',
      { class: `dot ${color}`, cx: scale(sample), cy: middle + 17 + (block % 4) * 3.5, r: 2 },
      tip(`block ${block + 1}: ${showTime(sample)}`),
    ),
  );
  return [
    label(name, [LEFT - 12, middle + 4], { anchor: 'end', class: 'name' }),
    element('path', { class: `violin ${color}`, d: drawViolin(samples, middle - 8, scale) }),
    line(`whisker ${color}`, [scale(at(0)), middle], [scale(at(1)), middle]),
    element(
      'rect',
      { class: `box ${color}`, x: first, y: middle - 6, width: Math.max(1, third - first), height: 12 },
      tip(`half of the blocks: ${showTime(at(0.25))} to ${showTime(at(0.75))}`),
    ),
    line(
      'median',
      [scale(median.value), middle - 9],
      [scale(median.value), middle + 9],
      tip(`median ${showTime(median.value)}`),
    ),
    ...dots,
  ];
}

const STEPS = 80;
const HEIGHT = 34;

/** The upper half of a violin: a Gaussian kernel over the logarithms, its width by Silverman's rule of thumb (1986, 3.31). */
function drawViolin(samples: readonly number[], base: number, scale: Scale): string {
  const logs = samples.filter((sample) => sample > 0).map(Math.log);
  const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length;
  const deviation = Math.sqrt(logs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / logs.length);
  const sorted = logs.toSorted((a, b) => a - b);
  const quartile = (share: number) => sorted[Math.round((sorted.length - 1) * share)] ?? mean;
  const spread = Math.min(deviation, (quartile(0.75) - quartile(0.25)) / 1.34) || deviation || 1e-3;
  const width = 0.9 * spread * logs.length ** -0.2;
  const [least, most] = [(sorted[0] ?? mean) - 2 * width, (sorted.at(-1) ?? mean) + 2 * width];
  const points = Array.from({ length: STEPS + 1 }, (_, i) => {
    const at = least + ((most - least) * i) / STEPS;
    return { at, density: logs.reduce((sum, value) => sum + Math.exp(-((at - value) ** 2) / (2 * width ** 2)), 0) };
  });
  const highest = Math.max(...points.map(({ density }) => density));
  const path = points.map(
    ({ at, density }) => `${scale(Math.exp(at)).toFixed(1)},${(base - (density / highest) * HEIGHT).toFixed(1)}`,
  );
  return `M${scale(Math.exp(least)).toFixed(1)},${base} L${path.join(' L')} L${scale(Math.exp(most)).toFixed(1)},${base} Z`;
}
