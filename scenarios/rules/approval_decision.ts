/** The native twin of approval_decision.lua: whether a change may go ahead by the votes it has. */
import { isTable } from './_lua_numbers.ts';

const SMALL_CENTS = 1000;
const LARGE_CENTS = 100_000;

export default function decideApproval(request: unknown) {
  if (!isTable(request) || !isTable(request.change)) return decide('escalated', 1, 'No change was given');
  const needed = countNeeded(request.change);
  const approvals = new Set<string>();
  for (const vote of Array.isArray(request.votes) ? request.votes : []) {
    const { reviewer, verdict } = isTable(vote) ? vote : {};
    if (typeof reviewer !== 'string' || reviewer === request.author || approvals.has(reviewer)) continue;
    if (verdict === 'refuse') return decide('escalated', 0.95, `Refused by ${reviewer}`);
    if (verdict === 'approve') approvals.add(reviewer);
  }
  if (needed === 0) return decide('autonomous', 0.9, 'Small enough to go ahead');
  if (approvals.size >= needed) return decide('autonomous', 0.95, `Approved by ${approvals.size} of ${needed}`);
  return decide('collaborative', 0.8, `Waits for ${needed - approvals.size} of ${needed} votes`);
}

/** Votes that a change needs. A risk that is not known is taken for a high one. */
function countNeeded({ risk, cost_cents: cost }: Readonly<Record<string, unknown>>): number {
  if (risk !== 'low' && risk !== 'medium') return 2;
  // Integers beyond 2^53 come as bigint.
  if (!(typeof cost === 'number' || typeof cost === 'bigint') || cost > LARGE_CENTS) return 2;
  return risk === 'low' && cost <= SMALL_CENTS ? 0 : 1;
}

function decide(decision: string, confidence: number, reasoning: string) {
  return { decision, confidence, reasoning };
}
