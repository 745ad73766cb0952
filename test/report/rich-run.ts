import type { Entry } from '../../src/model/entry.js';
import type { Attempt, Failure } from '../../src/model/outcome.js';
import type { RunEvent, ScenarioResult } from '../../src/model/run-event.js';
import { foldEvents, type RunRecord } from '../../src/model/run-record.js';
import { createValueMap, LuaFloat } from '../../src/model/value.js';
import { createEvents, createResult } from './sketch-run.js';

/** A run with every outcome, hostile names and all that a result can hold. */
export function createRichEvents(): RunEvent[] {
  return createEvents([...ruleResults(), ...agentResults(), ...workflowResults(), ...hostileResults()]);
}

/** The same, folded. */
export function createRichRecord(): RunRecord {
  return foldEvents(createRichEvents());
}

const RULES = 'scenarios/rules/epic_validation.scenario.lua';
const AGENT = 'scenarios/agents/cost_optimizer.scenario.lua';
const WORKFLOW = 'scenarios/workflows/approval.scenario.lua';

const SOURCE = [
  '    local verdict = rules.evaluate("epic_validation", epic)',
  '    assert.equal("approve", verdict.decision)',
  '    assert.near(0.92, verdict.confidence, 0.01)',
  '  end)',
];

function equalFailure(): Failure {
  return {
    check: 'equal',
    message: 'the values differ: expected "approve", got "escalate"',
    at: { file: RULES, line: 31 },
    expected: '"approve"',
    actual: '"escalate"',
    excerpt: { firstLine: 30, lines: SOURCE, line: 31 },
    locals: {
      values: [
        { name: 'epic', value: '{ id = "E-17", owner = "Ann" }' },
        { name: 'verdict', value: '{ decision = "escalate" }' },
      ],
      hiddenCount: 3,
    },
    entriesBefore: 2,
  };
}

function ruleResults(): ScenarioResult[] {
  const same: Failure = {
    check: 'same',
    message: 'the tables differ',
    at: { file: RULES, line: 57 },
    expected:
      '{\n  decision = "reject",\n  reasons = {\n    "no owner",\n    "no budget",\n  },\n  score = 12,\n  notes = {},\n  tags = { "a" },\n  trace = 1,\n}',
    actual:
      '{\n  decision = "reject",\n  reasons = {\n    "no owner",\n    "no estimate",\n  },\n  score = 12,\n  notes = {},\n  tags = { "a" },\n  trace = 1,\n}',
    differsAt: '.reasons[2]',
    diff: {
      parts: [
        {
          path: '.reasons',
          rows: [{ key: '[2]', expected: '"no budget"', actual: '"no estimate"' }],
          equalCount: 1,
          hiddenCount: 0,
        },
        {
          path: '.items[4]',
          rows: [
            { key: 'id', both: '"E-4"' },
            { key: 'code', expected: '"a\\nb\\nc"', actual: '"a\\nB\\nc"' },
            { key: 'tags', actual: '{\n  "a",\n  "b",\n}' },
            { key: '["odd key"]', expected: '1' },
          ],
          equalCount: 2,
          hiddenCount: 5,
        },
      ],
      equalCount: 5,
      hiddenCount: 1,
    },
    excerpt: { firstLine: 56, lines: ['', '    assert.same(wanted, verdict)', '  end)'], line: 57 },
  };
  return [
    createResult({
      file: RULES,
      line: 12,
      index: 0,
      path: ['epic validation', 'approves small epics'],
      tags: ['smoke'],
      durationMs: 3.4,
    }),
    createResult({
      file: RULES,
      line: 28,
      index: 1,
      path: ['epic validation', 'approves an epic with an owner'],
      tags: ['rules', 'smoke'],
      outcome: 'failed',
      failures: [equalFailure()],
      durationMs: 12.81,
      output: 'evaluating epic 17\nscore: 61\n',
      journal: [
        { kind: 'print', at: 0, text: 'evaluating epic 17', file: RULES, line: 29 },
        {
          kind: 'rule.evaluated',
          at: 0,
          text: 'epic_validation → escalate (0.61)',
          file: 'scenarios/rules/epic_validation.lua',
          line: 44,
          data: createValueMap([
            ['confidence', 0.61],
            ['score', new LuaFloat(61)],
          ]),
        },
        { kind: 'check', at: 0, text: 'assert.equal("approve", "escalate")', file: RULES, line: 31 },
      ],
      startedMs: 44,
    }),
    createResult({
      file: RULES,
      line: 48,
      index: 2,
      path: ['epic validation', 'approves small epics #2'],
      durationMs: 2.2,
      startedMs: 60,
    }),
    createResult({
      file: RULES,
      line: 52,
      index: 3,
      path: ['epic validation', 'names every reason'],
      tags: ['rules'],
      outcome: 'failed',
      failures: [same, { ...equalFailure(), at: { file: RULES, line: 58 } }],
      earlierAttempts: [
        { outcome: 'failed', failures: [same], durationMs: 9, schedule: { number: 3, triedCount: 2, isAll: false } },
        {
          outcome: 'errored',
          failures: [],
          error: {
            cause: 'raised',
            message: "attempt to index a nil value (local 'verdict')",
            at: { file: RULES, line: 55 },
            traceback: [`${RULES}:55: in function <${RULES}:52>`],
            locals: { values: [{ name: 'verdict', value: 'nil' }], hiddenCount: 0 },
            entriesBefore: 0,
          },
          durationMs: 8.25,
        },
      ],
      durationMs: 7.5,
      startedMs: 70,
    }),
    createResult({
      file: RULES,
      line: 64,
      index: 4,
      path: ['epic validation', 'checks nothing at all'],
      outcome: 'empty',
      checkCount: 0,
      durationMs: 0.4,
      startedMs: 84,
    }),
    createResult({
      file: RULES,
      line: 70,
      index: 5,
      path: ['epic validation', 'waits for the new schema'],
      outcome: 'skipped',
      reason: 'the schema lands in June',
      durationMs: 0,
      checkCount: 0,
      startedMs: 86,
    }),
    createResult({
      file: RULES,
      line: 74,
      index: 6,
      path: ['epic validation', 'splits an epic that is too big'],
      outcome: 'todo',
      durationMs: 0,
      checkCount: 0,
      startedMs: 86,
    }),
  ];
}

function agentResults(): ScenarioResult[] {
  const journal: Entry[] = [
    {
      kind: 'llm.call',
      at: 0,
      text: 'haiku ← "Optimize for cost: generate an authentication module"',
      file: 'scenarios/agents/behaviors/cost_optimizer.lua',
      line: 18,
      data: createValueMap([
        ['model', 'haiku'],
        [
          'messages',
          [
            createValueMap([
              ['role', 'user'],
              ['content', 'Optimize for cost: generate an authentication module'],
            ]),
          ],
        ],
        ['input_tokens', 900],
      ]),
    },
    { kind: 'llm.reply', at: 1250, text: '"defmodule Auth do end" (900 in, 120 out, 0.42 ¢)' },
    {
      kind: 'workspace.read_file',
      at: 1250,
      text: 'lib/auth.ex (2 lines)',
      data: createValueMap([['path', 'lib/auth.ex']]),
    },
    {
      kind: 'workspace.write_file',
      at: 1251,
      text: 'lib/auth.ex (3 lines)',
      data: createValueMap([
        ['path', 'lib/auth.ex'],
        ['before', 'defmodule Auth do\nend\n'],
        ['after', 'defmodule Auth do\n  def login(user), do: :ok\nend\n'],
      ]),
    },
    { kind: 'wait', at: 31_251, text: 'slept 30 s' },
    { kind: 'check', at: 31_251, text: 'assert.cost_below(result, 50)', file: AGENT, line: 19 },
  ];
  return [
    createResult({
      file: AGENT,
      line: 9,
      index: 0,
      path: ['cost optimizer', 'stays under budget'],
      tags: ['agents', 'smoke'],
      durationMs: 18.9,
      worker: 1,
      startedMs: 42,
      journal,
      entryCount: 6,
      output: 'total: 0.42 cents\n',
    }),
    createResult({
      file: AGENT,
      line: 24,
      index: 1,
      path: ['cost optimizer', 'falls back when the cheap model refuses'],
      tags: ['agents'],
      outcome: 'failed',
      failures: [
        {
          check: 'mock',
          message: 'no mock answers this call of llm.call',
          at: { file: 'scenarios/agents/behaviors/cost_optimizer.lua', line: 18 },
          notes: [
            'nearest: llm.on{ model = "haiku", contains = "Optimise" } at scenarios/agents/cost_optimizer.scenario.lua:26',
            '  contains: "Optimise" is not in "Optimize for cost: generate an authentication module"',
          ],
        },
      ],
      durationMs: 6.1,
      worker: 1,
      startedMs: 62,
      journal: journal.slice(0, 1).map((entry) => ({ ...entry, task: 'cheap' })),
      schedule: { number: 12, triedCount: 9, isAll: false },
    }),
    createResult({
      file: AGENT,
      line: 40,
      index: 2,
      path: ['cost optimizer', 'retries a rate limit'],
      tags: ['agents', 'slow'],
      outcome: 'flaky',
      earlierAttempts: [
        {
          outcome: 'failed',
          failures: [{ check: 'is_true', message: 'expected true, got false', at: { file: AGENT, line: 44 } }],
          durationMs: 410,
        },
      ],
      durationMs: 388.6,
      worker: 1,
      startedMs: 480,
    }),
    createResult({
      file: AGENT,
      line: 52,
      index: 3,
      path: ['cost optimizer', 'never ends'],
      outcome: 'timed-out',
      error: {
        cause: 'timed-out',
        message: 'did not end within 1000 ms; it was stopped',
        at: { file: AGENT, line: 52 },
        traceback: [],
        hint: 'look for a loop that never ends, or raise timeout_ms',
      },
      durationMs: 1004,
      worker: 1,
      startedMs: 870,
    }),
  ];
}

function workflowResults(): ScenarioResult[] {
  const raised: Attempt = {
    outcome: 'errored',
    failures: [],
    error: {
      cause: 'raised',
      message: "attempt to call a nil value (field 'approve')",
      at: { file: 'scenarios/workflows/approval.lua', line: 22 },
      traceback: [
        "scenarios/workflows/approval.lua:22: in field 'step'",
        `${WORKFLOW}:17: in function <${WORKFLOW}:14>`,
      ],
      excerpt: {
        firstLine: 21,
        lines: ['  for _, step in ipairs(steps) do', '    step.approve(context)', '  end'],
        line: 22,
      },
      hint: "the table has 'approved'",
    },
    durationMs: 5.5,
  };
  return [
    createResult({
      file: WORKFLOW,
      line: 14,
      index: 0,
      path: ['approval workflow', 'asks the owner first'],
      ...raised,
      worker: 2,
      startedMs: 41,
    }),
    createResult({
      file: WORKFLOW,
      line: 30,
      index: 1,
      path: ['approval workflow', 'asks nobody for a small change'],
      durationMs: 2.25,
      worker: 2,
      startedMs: 50,
      reportedDurationMs: 150,
    }),
    createResult({
      file: 'scenarios/workflows/broken.scenario.lua',
      line: 0,
      index: -1,
      path: ['<load>'],
      outcome: 'errored',
      error: {
        cause: 'load',
        message: "'end' expected (to close 'function' at line 3) near <eof>",
        at: { file: 'scenarios/workflows/broken.scenario.lua', line: 9 },
        traceback: [],
      },
      checkCount: 0,
      durationMs: 1,
      worker: 3,
      startedMs: 41,
    }),
  ];
}

function hostileResults(): ScenarioResult[] {
  const file = 'scenarios/hostile/names.scenario.lua';
  const names = [
    '<img src=x onerror="document.title=\'owned\'">',
    'line one\nline two\ttabbed',
    '\u001b[31mred\u001b[0m and \u0007bell \u001b]8;;http://x\u0007link\u001b]8;;\u0007',
    'closes ]]> and </script><script>document.title="owned"</script>',
    'half a pair \ud83d and \uffff',
    `long ${'name '.repeat(400)}`,
    '',
    '{{data}} {{script}} $& $1',
    '__proto__',
    'rtl \u202egnp.exe',
  ];
  return names.map((name, index) =>
    createResult({
      file,
      line: 5 + index * 3,
      index,
      path: ['hostile', name],
      worker: 3,
      startedMs: 90 + index * 20,
      durationMs: 12 + index,
      ...(index % 2 === 0
        ? {}
        : { outcome: 'failed', failures: [{ check: 'assert', message: name }], output: `${name}\n` }),
    }),
  );
}
