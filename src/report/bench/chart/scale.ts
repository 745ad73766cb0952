/** Maps values to pixels. */
export interface Scale {
  (value: number): number;
  /** Values at which the axis has a line. */
  readonly ticks: readonly number[];
}

export interface ScaleRange {
  /** Values that must have a place; at least one. */
  readonly values: readonly number[];
  readonly from: number;
  readonly to: number;
}

/** A logarithmic scale around positive values, with a little room on both sides. */
export function createLogScale({ values, from, to }: ScaleRange): Scale {
  const room = 0.06;
  const logs = values.filter((value) => value > 0).map(Math.log10);
  const [least, most] = widen(Math.min(...logs), Math.max(...logs), 0.02);
  const span = (most - least) * (1 + 2 * room);
  const start = least - (most - least) * room;
  const scale = (value: number) =>
    from + ((Math.log10(Math.max(value, Number.MIN_VALUE)) - start) / span) * (to - from);
  return Object.assign(scale, { ticks: listLogTicks(10 ** start, 10 ** (start + span)) });
}

/** A linear scale around values, zero among them. */
export function createLinearScale({ values, from, to }: ScaleRange): Scale {
  const [least, most] = widen(Math.min(0, ...values), Math.max(0, ...values), 1e-9);
  const room = (most - least) * 0.06;
  const [start, span] = [least - room, most - least + 2 * room];
  const scale = (value: number) => from + ((value - start) / span) * (to - from);
  return Object.assign(scale, { ticks: listLinearTicks(start, start + span) });
}

function widen(least: number, most: number, width: number): [number, number] {
  return most - least >= width ? [least, most] : [least - width / 2, most + width / 2];
}

const FEWEST_TICKS = 3;

/** 1, 2, 5, 10, …; where so few of them fit, finer ones. */
function listLogTicks(least: number, most: number): number[] {
  const decades = Array.from({ length: 40 }, (_, i) => Math.floor(Math.log10(least)) + i);
  for (const steps of [[1], [1, 2, 5]]) {
    const ticks = decades.flatMap((power) => steps.map((step) => step * 10 ** power));
    const inside = ticks.filter((tick) => tick >= least && tick <= most);
    if (inside.length >= FEWEST_TICKS) return inside;
  }
  return listLinearTicks(least, most);
}

/** About five round numbers. */
function listLinearTicks(least: number, most: number): number[] {
  const rough = (most - least) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough) ?? rough;
  const ticks: number[] = [];
  for (let i = Math.ceil(least / step); i * step <= most; i++) ticks.push(i * step);
  return ticks;
}
