/** The native twin of epic_validation.lua: who decides on an epic. */

import { isTable } from './_lua_numbers.ts';

interface Decision {
  readonly decision: 'autonomous' | 'collaborative' | 'escalated';
  readonly confidence: number;
  readonly reasoning: string;
}

const AUTONOMOUS = { wsjf: 50, businessValue: 70 };
const COLLABORATIVE = { wsjf: 30 };

export default function validateEpic(epic: unknown): Decision {
  if (!isTable(epic)) return decide('escalated', 1, 'No epic was given');

  const wsjf = readScore(epic.wsjf_score);
  const value = readScore(epic.business_value);
  if (wsjf === undefined) return decide('escalated', 0.5, 'No usable WSJF score');
  if (wsjf <= COLLABORATIVE.wsjf) return decide('escalated', 0.8, 'Low WSJF');

  if (isBlocked(epic)) return decide('collaborative', 0.9, 'Blocked by other work');
  if (value === undefined) return decide('collaborative', 0.6, 'No usable business value');
  if (wsjf > AUTONOMOUS.wsjf && value > AUTONOMOUS.businessValue) {
    return decide('autonomous', 0.95, 'High WSJF and business value');
  }
  return decide('collaborative', 0.75, 'Moderate WSJF or business value');
}

/** The value where it is a score; NaN, infinities and texts are none. */
function readScore(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 && value <= 100 ? value : undefined;
}

function isBlocked({ blocked_by: blockers }: Readonly<Record<string, unknown>>): boolean {
  // What is undefined is nil in Lua: not there.
  return isTable(blockers) && Object.values(blockers).some((blocker) => blocker !== undefined);
}

function decide(decision: Decision['decision'], confidence: number, reasoning: string): Decision {
  return { decision, confidence, reasoning };
}
