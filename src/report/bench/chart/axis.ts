import type { Scale } from './scale.js';
import { label, line } from './svg.js';

export interface AxisPlace {
  /** Pixels across which the lines go. */
  readonly from: number;
  readonly to: number;
  readonly show: (value: number) => string;
}

/** Upright lines with their values below. */
export function drawAcross(scale: Scale, { from, to, show }: AxisPlace): string[] {
  return scale.ticks.flatMap((tick) => {
    const x = scale(tick);
    return [line('grid', [x, from], [x, to]), label(show(tick), [x, to + 16], { anchor: 'middle', class: 'tick' })];
  });
}

/** Level lines with their values on the left. */
export function drawUp(scale: Scale, { from, to, show }: AxisPlace): string[] {
  return scale.ticks.flatMap((tick) => {
    const y = scale(tick);
    return [line('grid', [from, y], [to, y]), label(show(tick), [from - 8, y + 4], { anchor: 'end', class: 'tick' })];
  });
}
