import { isBad } from '../model/outcome.js';
import type { ScenarioResult } from '../model/run-event.js';
import type { Schedule } from '../world/schedule.js';
import type { KnownOrders } from './known-orders.js';
import { roundMs } from './round-ms.js';

/** Numbers in a row that would bring nothing new, after which no more are looked at. */
const MAX_PASSED_OVER = 100_000;

/** What came of a scenario in one order of its tasks. */
export interface Tried {
  readonly result: ScenarioResult;
  /** The choices that there were; undefined where it was not run. */
  readonly schedule: Schedule | undefined;
}

export interface SchedulesToTry {
  /** What the orders are drawn from. */
  readonly seed: () => string;
  /** Number of the schedule that is tried first. */
  readonly first: number;
  /** How many orders are tried at most. */
  readonly count: number;
  readonly tryOne: (number: number) => Promise<Tried>;
}

/**
 * Runs a scenario in several orders of its tasks, each once, until one is bad or there are no others. Gives the result of
 * that one, or of the first.
 */
export async function trySchedules(plan: SchedulesToTry): Promise<ScenarioResult> {
  const first = await plan.tryOne(plan.first);
  const isWanted = first.result.outcome === 'passed' || first.result.outcome === 'flaky';
  if (first.schedule?.count === 0 || (plan.count === 1 && plan.first === 0)) return first.result;
  if (first.schedule === undefined || !isWanted || plan.count === 1) {
    return describe(first.result, plan.first, { triedCount: 1 });
  }
  return await tryOthers(first.result, first.schedule, plan);
}

async function tryOthers(first: ScenarioResult, schedule: Schedule, plan: SchedulesToTry): Promise<ScenarioResult> {
  const { KnownOrders } = await import('./known-orders.js');
  const known = new KnownOrders(plan.seed);
  known.add(schedule.choices, schedule.count);
  let { durationMs } = first;
  let triedCount = 1;
  let number: number | undefined = -1;
  while (triedCount < plan.count && !known.isComplete) {
    number = findNew(known, number + 1);
    if (number === undefined) break;
    const tried = await plan.tryOne(number);
    triedCount += 1;
    durationMs += tried.result.durationMs;
    if (isBad(tried.result.outcome))
      return describe({ ...tried.result, durationMs: roundMs(durationMs) }, number, { triedCount });
    if (tried.schedule !== undefined) known.add(tried.schedule.choices, tried.schedule.count);
  }
  const isAll = known.isComplete;
  return describe({ ...first, durationMs: roundMs(durationMs) }, plan.first, { triedCount, isAll });
}

/** The next schedule that is an order not tried yet. */
function findNew(known: KnownOrders, from: number): number | undefined {
  for (let number = from; number < from + MAX_PASSED_OVER; number++) if (!known.has(number)) return number;
  return undefined;
}

function describe(
  result: ScenarioResult,
  number: number,
  { triedCount, isAll = false }: { triedCount: number; isAll?: boolean },
): ScenarioResult {
  return { ...result, schedule: { number, triedCount, isAll } };
}
