import { expect, it } from 'vitest';
import { Causes } from '../../../src/report/page/causes.js';
import { layOutTimeline } from '../../../src/report/page/timeline-layout.js';
import type { PageEntry } from '../../../src/report/page-types.js';

const entry = (at: number, more: Partial<PageEntry> = {}): PageEntry => ({
  kind: 'log',
  at,
  time: `${at} ms`,
  who: '',
  text: 'said',
  ...more,
});
const turn = (cents: number) => ({ model: 'haiku', cents, messages: [], asked: [] });

it('gives each who does something a lane, in the order in which they come', () => {
  const { lanes, marks } = layOutTimeline([entry(0), entry(0, { who: 'b' }), entry(0, { who: 'a' }), entry(0)], 600);
  expect(lanes).toEqual(['', 'b', 'a']);
  expect(marks.map(({ lane }) => lane)).toEqual([0, 1, 2, 0]);
});

it('shares the last lane where there are too many', () => {
  const many = Array.from({ length: 40 }, (_, i) => entry(0, { who: `task ${i}` }));
  const { lanes, hiddenLanes, marks } = layOutTimeline(many, 600);
  expect([lanes.length, hiddenLanes, marks.at(-1)?.lane]).toEqual([24, 16, 23]);
});

it('keeps the order, and the same step, where no time passes', () => {
  const { marks, width } = layOutTimeline(
    Array.from({ length: 1000 }, () => entry(0)),
    600,
  );
  const steps = marks.slice(1).map(({ x }, i) => x - (marks[i]?.x ?? 0));
  expect(new Set(steps)).toEqual(new Set([13]));
  expect(width).toBe(999 * 13 + 32);
});

it('leaves room for the time that passes, without hiding what is short behind what is long', () => {
  const { marks } = layOutTimeline([entry(0), entry(100), entry(3_600_000)], 1000);
  const [first = 0, second = 0, third = 0] = marks.map(({ x }) => x);
  expect(second - first).toBeGreaterThan(30);
  expect(third - second).toBeGreaterThan(second - first);
});

it('begins what took time where it began', () => {
  const { marks } = layOutTimeline(
    [entry(0), entry(500), entry(1000, { tookMs: 400 }), entry(1000, { tookMs: 1000 })],
    1000,
  );
  const [start, middle, late, whole] = marks;
  expect(late?.from).toBeGreaterThan(middle?.x ?? 0);
  expect(late?.from).toBeLessThan(late?.x ?? 0);
  expect(whole?.from).toBeGreaterThan(start?.x ?? 0);
  expect(whole?.from).toBeLessThan(middle?.x ?? 0);
});

it('adds up what was spent', () => {
  const entries = [entry(0, { turn: turn(0.1) }), entry(0), entry(0, { turn: turn(0.2) }), entry(0, { turn: turn(0) })];
  expect(layOutTimeline(entries, 600).cost.map(({ cents }) => cents)).toEqual([0.1, 0.3]);
});

it('follows what led to what, and ends whatever a file says', () => {
  const numbered = (number: number, cause?: number) => entry(0, { number, ...(cause !== undefined && { cause }) });
  const causes = new Causes([numbered(1), numbered(2, 1), numbered(8, 2), numbered(9, 5), numbered(10, 10), entry(0)]);
  expect(causes.chainOf(2)).toEqual([0, 1, 2]);
  expect([3, 4, 5].map((place) => causes.chainOf(place))).toEqual([[3], [4], [5]]);
  expect(causes.effectsOf(1)).toEqual([2]);
});
