import type { Comparison, Estimate } from '../../model/bench-record.js';

const UNITS = [
  ['s', 1e9],
  ['ms', 1e6],
  ['µs', 1e3],
] as const;

/** Nanoseconds as people read them, to three digits: `412 ns`, `1.23 µs`, `0.4 ns`. */
export function showTime(ns: number): string {
  const [unit, size] = UNITS.find(([, least]) => Math.abs(ns) >= least * 0.9995) ?? ['ns', 1];
  return `${showDigits(ns / size)} ${unit}`;
}

/** A number to three digits: `0.412`, `4.12`, `41.2`, `412`, `4120`. */
export function showDigits(value: number): string {
  const size = Math.abs(value);
  if (size < 0.0005) return '0';
  if (size < 0.9995) return value.toFixed(3);
  if (size < 9.995) return value.toFixed(2);
  return value.toFixed(size < 99.95 ? 1 : 0);
}

/** Calls a second: `2.43 M`, `812 k`, `41.2`. */
export function showRate(perSecond: number): string {
  if (perSecond >= 999_500_000) return `${showDigits(perSecond / 1e9)} G`;
  if (perSecond >= 999_500) return `${showDigits(perSecond / 1e6)} M`;
  return perSecond >= 999.5 ? `${showDigits(perSecond / 1e3)} k` : showDigits(perSecond);
}

/** A share as per cent: `1.2 %`. */
export function showShare(share: number): string {
  return `${showDigits(share * 100)} %`;
}

/** A median with its interval: `412 ns [405 ns, 420 ns]`. */
export function showEstimate({ value, low, high }: Estimate): string {
  return `${showTime(value)} [${showTime(low)}, ${showTime(high)}]`;
}

/** A ratio with its interval: `1.02 [0.991, 1.05]`. */
export function showRatio({ value, low, high }: Estimate): string {
  return `${showDigits(value)} [${showDigits(low)}, ${showDigits(high)}]`;
}

/**
 * A comparison in words: `12.1x faster [11.8, 12.5]`, `same [0.98, 1.01]`. The interval is that of the number beside it: how
 * many times faster or slower, or the ratio of the times.
 */
export function showComparison({ verdict, ratio }: Comparison): string {
  const { value, low, high } = ratio;
  if (verdict === 'faster') return `${showDigits(1 / value)}x faster [${showDigits(1 / high)}, ${showDigits(1 / low)}]`;
  const interval = `[${showDigits(low)}, ${showDigits(high)}]`;
  return verdict === 'slower' ? `${showDigits(value)}x slower ${interval}` : `${verdict} ${showRatio(ratio)}`;
}
