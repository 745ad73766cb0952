import type { VariantResult } from '../../../model/bench-record.js';
import { showTime } from '../show-figures.js';
import { drawUp } from './axis.js';
import { createLogScale } from './scale.js';
import { drawChart, element, label, series, WIDTH } from './svg.js';

const LEFT = 70;
const RIGHT = 110;
const HEIGHT = 170;

/** All blocks in the order in which they ran: what drifts shows here. */
export function drawOverTime(variants: readonly VariantResult[], id: string): string {
  const scale = createLogScale({ values: variants.flatMap(({ samples }) => samples), from: HEIGHT, to: 8 });
  const count = Math.max(...variants.map(({ samples }) => samples.length));
  const across = (block: number) => LEFT + ((WIDTH - LEFT - RIGHT) * block) / Math.max(1, count - 1);
  const marks = variants.flatMap(({ name, samples }, i) => {
    const points = samples.map((sample, block) => `${across(block).toFixed(1)},${scale(sample).toFixed(1)}`);
    const last = samples.at(-1) ?? 1;
    return [
      element('polyline', { class: `trace ${series(i)}`, points: points.join(' ') }),
      label(name, [WIDTH - RIGHT + 8, scale(last) + 4], { class: 'name' }),
    ];
  });
  return drawChart({
    id,
    title: 'Blocks over time',
    description: `Time of a call in each of ${count} blocks, in the order in which they ran, on a logarithmic axis.`,
    height: HEIGHT + 24,
    marks: [
      ...drawUp(scale, { from: LEFT, to: WIDTH - RIGHT, show: showTime }),
      ...marks,
      label('block 1', [LEFT, HEIGHT + 18], { class: 'tick' }),
      label(`block ${count}`, [WIDTH - RIGHT, HEIGHT + 18], { anchor: 'end', class: 'tick' }),
    ],
  });
}
