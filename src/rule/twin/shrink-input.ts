import type { PlainData } from '../../script/script-errors.js';

const MAX_TRIES = 5000;

/**
 * The simplest input found for which something still holds: fields and items are taken away, texts made shorter, numbers
 * smaller, as long as it goes. `holds` must be true of the input itself.
 */
export function shrinkInput(input: PlainData, holds: (candidate: PlainData) => boolean): PlainData {
  let best = input;
  let tries = 0;
  for (let isSimpler = true; isSimpler; ) {
    isSimpler = false;
    for (const candidate of simplify(best)) {
      if (tries++ >= MAX_TRIES) return best;
      if (!holds(candidate)) continue;
      best = candidate;
      isSimpler = true;
      break;
    }
  }
  return best;
}

/** Values a step simpler than one, the boldest first. Each is simpler by the same order, so that shrinking ends. */
function* simplify(value: PlainData): Generator<PlainData> {
  if (typeof value === 'number') yield* simplifyNumber(value);
  else if (typeof value === 'bigint') yield* [0, 1, Number.MAX_SAFE_INTEGER];
  else if (typeof value === 'string') yield* simplifyText(value);
  else if (value === true) yield false;
  else if (value instanceof Uint8Array) yield '';
  else if (Array.isArray(value)) yield* simplifyList(value);
  else if (typeof value === 'object' && value !== null)
    yield* simplifyMap(value as Readonly<Record<string, PlainData>>);
}

function* simplifyNumber(value: number): Generator<number> {
  if (Number.isNaN(value)) return yield* [0, 1];
  if (!Number.isFinite(value)) return yield* [0, 1, 1e6];
  if (!Number.isInteger(value)) yield* [Math.trunc(value), Math.trunc(value) + Math.sign(value)];
  if (value < 0) yield -value;
  const steps = Math.min(1100, Math.ceil(Math.log2(Math.abs(value) + 1)) + 1);
  for (let step = 0; step < steps; step++) {
    const less = Math.trunc(value - value / 2 ** step);
    if (Math.abs(less) < Math.abs(value)) yield less;
  }
  if (Number.isInteger(value) && value !== 0) yield value - Math.sign(value);
}

function* simplifyText(value: string): Generator<string> {
  if (value === '') return;
  yield '';
  if (value.length > 1) yield value.slice(0, value.length >> 1);
  if (value.length > 1) yield value.slice(1);
  if (!/^a*$/.test(value)) yield 'a'.repeat(value.length);
}

function* simplifyList(list: readonly PlainData[]): Generator<PlainData> {
  if (list.length > 1) yield [];
  for (let i = 0; i < list.length; i++) yield list.filter((_, at) => at !== i);
  for (let i = 0; i < list.length; i++) {
    for (const simpler of simplify(list[i])) yield list.map((item, at) => (at === i ? simpler : item));
  }
}

function* simplifyMap(map: Readonly<Record<string, PlainData>>): Generator<PlainData> {
  const keys = Object.keys(map);
  if (keys.length > 1) yield {};
  for (const key of keys) yield Object.fromEntries(Object.entries(map).filter(([each]) => each !== key));
  for (const key of keys) {
    for (const simpler of simplify(map[key])) yield { ...map, [key]: simpler };
  }
}
