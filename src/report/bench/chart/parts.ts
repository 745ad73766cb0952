import type { VariantPart, VariantResult } from '../../../model/bench-record.js';
import { showParts } from '../bench-words.js';
import { showTime } from '../show-figures.js';
import { drawAcross } from './axis.js';
import { createLinearScale } from './scale.js';
import { drawChart, element, label, tip, WIDTH } from './svg.js';

const LEFT = 110;
const ROW = 30;
const TOP = 24;
const WORDS = { overhead: 'the call itself', in: 'marshalling in', vm: 'inside Lua', out: 'marshalling out' } as const;

/** Where the time of calls of Lua goes. */
export function drawParts(variants: readonly VariantResult[], id: string): string {
  const sums = variants.map(({ parts }) => parts.filter(isInCall).reduce((sum, part) => sum + sizeOf(part), 0));
  const scale = createLinearScale({ values: sums, from: LEFT, to: WIDTH - 16 });
  const bottom = TOP + ROW * variants.length;
  return drawChart({
    id,
    title: 'Where a call of Lua spends its time',
    description: variants.map((variant) => `${variant.name}: ${showParts(variant)}`).join('; '),
    height: bottom + 24,
    marks: [
      ...drawAcross(scale, { from: TOP, to: bottom, show: showTime }),
      ...drawLegend(),
      ...variants.flatMap((variant, i) => {
        let from = 0;
        const bars = variant.parts.filter(isInCall).map((part) => {
          const x = scale(from);
          from += sizeOf(part);
          const what = `${WORDS[part.name]}: ${showTime(part.estimate.value)}`;
          return element(
            'rect',
            { class: `part ${part.name}`, x, y: TOP + ROW * i + 6, width: scale(from) - x, height: 18 },
            tip(what),
          );
        });
        return [label(variant.name, [LEFT - 12, TOP + ROW * i + 19], { anchor: 'end', class: 'name' }), ...bars];
      }),
    ],
  });
}

function drawLegend(): string[] {
  return Object.entries(WORDS).flatMap(([name, words], i) => {
    const x = LEFT + i * 130;
    return [
      element('rect', { class: `part ${name}`, x, y: 4, width: 10, height: 10 }),
      label(words, [x + 15, 13], { class: 'tick' }),
    ];
  });
}

type PartInCall = VariantPart & { readonly name: keyof typeof WORDS };

function isInCall(part: VariantPart): part is PartInCall {
  return part.name !== 'batch';
}

/** What is subtracted from a part may be more than the part, where both are small. */
function sizeOf({ estimate }: VariantPart): number {
  return Math.max(0, estimate.value);
}
