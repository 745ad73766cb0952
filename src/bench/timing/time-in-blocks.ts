import { type Random, shuffle } from '../../model/random-numbers.js';
import { median, quantile } from '../statistics/describe-samples.js';
import { type BatchTimer, type Clock, createBatchTimer } from './batch-timer.js';
import type { Measure } from './measure.js';

export interface BlockOptions {
  readonly random: Random;
  readonly blockCount: number;
  /** How long one batch takes at least, in milliseconds. */
  readonly batchMs: number;
  readonly clock: Clock;
  /** Told after each batch: a sign of life. */
  readonly onBatch?: () => void;
}

/** What the blocks say of one measure. */
export interface Timed {
  readonly measure: Measure;
  /** Rounds in one batch. */
  readonly rounds: number;
  /** Nanoseconds a call, one sample a block. */
  readonly samples: readonly number[];
  /** Whether its times had settled before the blocks began. */
  readonly isWarm: boolean;
  /** Whether a batch is too short for the clock: less than 1,000 of its steps. */
  readonly isSaturated: boolean;
}

const NS_PER_MS = 1e6;
const CLOCK_STEPS = 1000;
/** Batches of each measure until they count as warm, at least and at most. */
const LEAST_WARMUP = 15;
const MOST_WARMUP = 60;
/** Two runs of so many batches whose medians lie within this share have settled. */
const WINDOW = 10;
const SETTLED = 0.03;
const MOST_ROUNDS = 2 ** 26;
/**
 * Batches of each measure in a block; their lower quartile counts. What other programs take away is only ever added to a batch,
 * so this stands still while up to three of them are struck; of instances that take turns it takes neither the best nor the
 * worst. On a machine with five times more to do than cores its intervals are a third narrower than those of the median.
 */
const BATCHES_PER_BLOCK = 5;

interface Lane {
  readonly timer: BatchTimer;
  rounds: number;
  /** Milliseconds a round, of all batches up to now. */
  readonly history: number[];
}

/**
 * Times measures in blocks: in each block every measure runs one batch, in random order, so that what the machine does
 * meanwhile strikes all alike. Before that batches are made long enough, and run until their times have settled.
 */
export function timeInBlocks(measures: readonly Measure[], options: BlockOptions): Timed[] {
  const { random, blockCount, batchMs, clock, onBatch } = options;
  const wholeMs = CLOCK_STEPS * clock.resolutionMs;
  const least = Math.max(batchMs, wholeMs);
  const lanes = measures.map((measure): Lane => ({ timer: createBatchTimer(measure, clock), rounds: 1, history: [] }));
  const run = (lane: Lane): number => {
    const durationMs = lane.timer.time(lane.rounds);
    lane.history.push(durationMs / lane.rounds);
    onBatch?.();
    return durationMs;
  };
  calibrate(lanes, least, run);
  const warm = warmUp(lanes, random, run);
  for (const lane of lanes) fitBatch(lane, least);
  const samples = new Map(lanes.map((lane) => [lane, [] as number[]]));
  const batches = lanes.flatMap((lane) => Array.from({ length: BATCHES_PER_BLOCK }, () => lane));
  for (let block = 0; block < blockCount; block++) {
    for (const lane of shuffle(batches, random)) run(lane);
    for (const lane of lanes) {
      const perRound = quantile(lane.history.slice(-BATCHES_PER_BLOCK), 0.25);
      samples.get(lane)?.push((perRound * NS_PER_MS) / lane.timer.measure.callsPerRound);
    }
  }
  return lanes.map((lane) => {
    const { rounds, timer, history } = lane;
    const isSaturated = median(history.slice(-blockCount)) * rounds < wholeMs / 2;
    return { measure: timer.measure, rounds, samples: samples.get(lane) ?? [], isWarm: warm.has(lane), isSaturated };
  });
}

/**
 * Doubles the rounds of batches until each takes half of what it should. All go on together, so that code which they share has
 * seen them all before V8 optimizes it: else what ran first would be the faster one.
 */
function calibrate(lanes: readonly Lane[], least: number, run: (lane: Lane) => number): void {
  let short = lanes;
  while (short.length > 0) {
    short = short.filter((lane) => run(lane) < least / 2 && lane.rounds < MOST_ROUNDS);
    for (const lane of short) lane.rounds *= 2;
  }
  for (const lane of lanes) fitBatch(lane, least);
}

/** Makes a batch as long as it should be, by the last times. */
function fitBatch(lane: Lane, least: number): void {
  const perRound = median(lane.history.slice(-WINDOW));
  if (perRound > 0) lane.rounds = Math.max(1, Math.min(MOST_ROUNDS, Math.ceil(least / perRound)));
}

/** Runs all lanes until their times have settled, or for long enough; gives those that have settled. */
function warmUp(lanes: readonly Lane[], random: Random, run: (lane: Lane) => number): ReadonlySet<Lane> {
  const settled = new Set<Lane>();
  for (let batch = 1; batch <= MOST_WARMUP && settled.size < lanes.length; batch++) {
    for (const lane of shuffle(lanes, random)) {
      run(lane);
      if (batch >= LEAST_WARMUP && isSettled(lane.history)) settled.add(lane);
    }
  }
  return settled;
}

function isSettled(history: readonly number[]): boolean {
  const [last, before] = [median(history.slice(-WINDOW)), median(history.slice(-2 * WINDOW, -WINDOW))];
  return Math.abs(last - before) <= SETTLED * before;
}
