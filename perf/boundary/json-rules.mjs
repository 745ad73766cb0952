// @ts-check

/** @typedef {import('./rows.mjs').Row} Row */

/**
 * @param {string} fact
 * @param {string} operator
 * @param {unknown} value
 */
const test = (fact, operator, value) => ({ fact, operator, value });

/** @param {string} fact */
const isNoScore = (fact) => ({
  not: { all: [test(fact, 'greaterThanInclusive', 0), test(fact, 'lessThanInclusive', 100)] },
});

/** What is tried in turn; the first that holds decides. */
const RULES = [
  [[isNoScore('wsjf_score')], 'escalated', 0.5, 'No usable WSJF score'],
  [[test('wsjf_score', 'lessThanInclusive', 30)], 'escalated', 0.8, 'Low WSJF'],
  [[test('blocked_by', 'hasItems', true)], 'collaborative', 0.9, 'Blocked by other work'],
  [[isNoScore('business_value')], 'collaborative', 0.6, 'No usable business value'],
  [
    [test('wsjf_score', 'greaterThan', 50), test('business_value', 'greaterThan', 70)],
    'autonomous',
    0.95,
    'High WSJF and business value',
  ],
  [[], 'collaborative', 0.75, 'Moderate WSJF or business value'],
];

/**
 * json-rules-engine with one rule a decision: by priority, and the first that holds stops the engine.
 * @param {any} jsonRules The package, whose types are not here.
 * @returns {(row: Row) => Promise<unknown>}
 */
export function openJsonRules({ Engine }) {
  const engine = new Engine([], { allowUndefinedFacts: true });
  engine.addOperator('hasItems', (/** @type {unknown} */ list) => Array.isArray(list) && list.length > 0);
  for (const [i, [all, decision, confidence, reasoning]] of RULES.entries()) {
    const event = { type: 'decided', params: { decision, confidence, reasoning } };
    engine.addRule({ conditions: { all }, event, priority: RULES.length - i });
  }
  engine.on('success', () => engine.stop());
  return async (row) => (await engine.run(row)).events[0].params;
}
