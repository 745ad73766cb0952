/** The native twin of payments.lua: the payments team's own rule. */

const THRESHOLDS = { max_amount_cents: 500_000, min_coverage_percent: 90 };
const FROZEN: ReadonlySet<unknown> = new Set(['friday', 'saturday', 'sunday']);

interface Release {
  readonly amount_cents?: unknown;
  readonly coverage_percent?: unknown;
  readonly weekday?: unknown;
  readonly touches_ledger?: unknown;
}

function decideRelease(given: unknown, thresholds: Partial<typeof THRESHOLDS>) {
  const limits = { ...THRESHOLDS, ...thresholds };
  const release: Release = typeof given === 'object' && given !== null ? given : {};
  const { amount_cents: amount, coverage_percent: coverage } = release;
  if (!isNumeric(amount) || !(amount >= 0)) return decide('escalated', 0.6, 'The amount at risk is not known');
  if (release.touches_ledger === true) return decide('escalated', 0.95, 'It touches the ledger');
  if (amount > limits.max_amount_cents) return decide('escalated', 0.9, 'Too much is at risk');
  if (FROZEN.has(release.weekday)) return decide('collaborative', 0.9, 'Nothing is released towards the weekend');
  if (!isNumeric(coverage) || !(coverage >= limits.min_coverage_percent))
    return decide('collaborative', 0.8, 'Not tested well enough');
  return decide('autonomous', 0.9, "Within the team's limits");
}

/** Integers beyond 2^53 come as bigint. */
function isNumeric(value: unknown): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

function decide(decision: string, confidence: number, reasoning: string) {
  return { decision, confidence, reasoning };
}

export default { version: '1.0', thresholds: THRESHOLDS, run: decideRelease };
