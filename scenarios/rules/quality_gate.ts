/** The native twin of quality_gate.lua: whether a change may be merged. */
import { isTable, readNumber, showG } from './_lua_numbers.ts';

interface Limit {
  readonly metric: string;
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly blocks: boolean;
}

const LIMITS: readonly Limit[] = [
  { metric: 'coverage_percent', atLeast: 80, blocks: true },
  { metric: 'failed_tests', atMost: 0, blocks: true },
  { metric: 'critical_findings', atMost: 0, blocks: true },
  { metric: 'complexity', atMost: 10, blocks: false },
  { metric: 'duplication_percent', atMost: 5, blocks: false },
];

export default function judgeQuality(change: unknown) {
  const { metrics, branch } = isTable(change) ? change : {};
  const measured = isTable(metrics) ? metrics : {};
  const isStrict = typeof branch === 'string' && branch.startsWith('release/');
  const blocking: string[] = [];
  const warnings: string[] = [];
  for (const limit of LIMITS) {
    const problem = findProblem(limit, measured[limit.metric]);
    if (problem !== undefined) (limit.blocks || isStrict ? blocking : warnings).push(problem);
  }
  return { ...decide(blocking[0], warnings[0]), blocking, warnings };
}

function findProblem({ metric, atLeast, atMost }: Limit, measured: unknown): string | undefined {
  const value = readNumber(measured);
  if (value === undefined) return `${metric} was not measured`;
  if (atLeast !== undefined && value < atLeast) return `${metric} is ${showG(value)}, needs at least ${showG(atLeast)}`;
  if (atMost !== undefined && value > atMost) return `${metric} is ${showG(value)}, may be at most ${showG(atMost)}`;
  return undefined;
}

function decide(blocking: string | undefined, warning: string | undefined) {
  if (blocking !== undefined) return { decision: 'escalated', confidence: 1, reasoning: blocking };
  if (warning !== undefined) return { decision: 'collaborative', confidence: 0.8, reasoning: warning };
  return { decision: 'autonomous', confidence: 0.95, reasoning: 'All limits are kept' };
}
