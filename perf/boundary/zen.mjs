// @ts-check

/** @typedef {import('./rows.mjs').Row} Row */

const TABLE = [
  ['< 0 or > 100', '', '', 'escalated', 0.5, 'No usable WSJF score'],
  ['<= 30', '', '', 'escalated', 0.8, 'Low WSJF'],
  ['', '', 'len($ ?? []) > 0', 'collaborative', 0.9, 'Blocked by other work'],
  ['', '< 0 or > 100', '', 'collaborative', 0.6, 'No usable business value'],
  ['> 50', '> 70', '', 'autonomous', 0.95, 'High WSJF and business value'],
  ['', '', '', 'collaborative', 0.75, 'Moderate WSJF or business value'],
];

const EXPRESSION = `wsjf_score < 0 or wsjf_score > 100 ? ${decide('escalated', 0.5, 'No usable WSJF score')}
: wsjf_score <= 30 ? ${decide('escalated', 0.8, 'Low WSJF')}
: len(blocked_by ?? []) > 0 ? ${decide('collaborative', 0.9, 'Blocked by other work')}
: business_value < 0 or business_value > 100 ? ${decide('collaborative', 0.6, 'No usable business value')}
: wsjf_score > 50 and business_value > 70 ? ${decide('autonomous', 0.95, 'High WSJF and business value')}
: ${decide('collaborative', 0.75, 'Moderate WSJF or business value')}`;

/** @param {string} decision @param {number} confidence @param {string} reasoning */
function decide(decision, confidence, reasoning) {
  return `{ decision: "${decision}", confidence: ${confidence}, reasoning: "${reasoning}" }`;
}

/**
 * @gorules/zen-engine with a decision table, compiled once.
 * @param {any} zen The package, whose types are not here.
 * @returns {(row: Row) => Promise<unknown>}
 */
export function openZenTable({ ZenEngine, ZenDecisionContent }) {
  const decision = new ZenEngine().createDecision(new ZenDecisionContent(createGraph()));
  return async (row) => (await decision.evaluate(row)).result;
}

/**
 * Its expression language alone, which answers at once.
 * @param {any} zen
 * @returns {(row: Row) => unknown}
 */
export function openZenExpression({ evaluateExpressionSync }) {
  return (row) => evaluateExpressionSync(EXPRESSION, row);
}

/** Its graph format: a request, the table, a response. */
function createGraph() {
  const inputs = ['wsjf_score', 'business_value', 'blocked_by'].map(createColumn);
  const outputs = ['decision', 'confidence', 'reasoning'].map(createColumn);
  const rules = TABLE.map(([wsjf, value, blockers, decision, confidence, reasoning], i) => ({
    _id: `rule ${i}`,
    wsjf_score: wsjf,
    business_value: value,
    blocked_by: blockers,
    decision: JSON.stringify(decision),
    confidence: String(confidence),
    reasoning: JSON.stringify(reasoning),
  }));
  const position = { x: 0, y: 0 };
  return {
    nodes: [
      { id: 'in', name: 'in', type: 'inputNode', position },
      {
        id: 'table',
        name: 'table',
        type: 'decisionTableNode',
        position,
        content: { hitPolicy: 'first', inputs, outputs, rules },
      },
      { id: 'out', name: 'out', type: 'outputNode', position },
    ],
    edges: [
      { id: 'first', sourceId: 'in', targetId: 'table', type: 'edge' },
      { id: 'second', sourceId: 'table', targetId: 'out', type: 'edge' },
    ],
  };
}

/** @param {string} field */
function createColumn(field) {
  return { id: field, name: field, field };
}
