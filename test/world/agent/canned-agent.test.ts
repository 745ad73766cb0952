import { describe, expect, it } from 'vitest';
import { outcomes, runAll, useProjects } from '../../run/harness.js';
import { problems } from './agents.js';

const { project } = useProjects();

/** Runs the body of a scenario, in which `agent` is the canned agent of these entries. */
async function runCanned(entries: unknown, body: string) {
  const files = {
    'mocks/agents/it.json': typeof entries === 'string' ? entries : JSON.stringify(entries, null, 2),
    'a.scenario.lua': `it("x", function()\nlocal agent = Agent.new("it")\n${body}\nend)`,
  };
  const [result] = await runAll(project(files), ['a.scenario.lua']);
  if (result === undefined) throw new Error('no scenario has run');
  return result;
}

async function printed(entries: unknown, body: string): Promise<string[]> {
  const result = await runCanned(entries, body);
  expect(problems(result).filter((problem) => !problem.startsWith('checked nothing'))).toEqual([]);
  return result.output.trimEnd().split('\n');
}

describe('a canned agent', () => {
  it('answers with the last entry that matches the task', async () => {
    const entries = [
      { reply: 'anything' },
      { match: { contains: ['refund', 'gold'] }, reply: 'a golden refund' },
      { match: { task: { tier: 'gold', order: { lines: [1, 2] } } }, reply: 'a golden order' },
    ];
    const lines = await printed(
      entries,
      `for _, task in ipairs{
         { description = "a gold refund" }, { description = "refund" }, {},
         { tier = "gold", order = { lines = { 1, 2.0 }, extra = true } }, { tier = "gold", order = { lines = { 1 } } },
       } do print(agent:execute(task).text) end`,
    );
    expect(lines).toEqual(['a golden refund', 'anything', 'anything', 'a golden order', 'anything']);
  });

  it('gives its replies one after the other, and stands back when they are used up', async () => {
    const entries = [{ reply: 'older' }, { replies: ['first', { text: 'second', latency_ms: 1500 }] }];
    const lines = await printed(
      entries,
      `for _ = 1, 3 do local from = clock.now() print(agent:execute{}.text, clock.now() - from) end`,
    );
    expect(lines).toEqual(['first\t0', 'second\t1500', 'older\t0']);
  });

  it('begins anew in each scenario', async () => {
    const files = {
      'mocks/agents/it.json': JSON.stringify([{ replies: ['first', 'second'] }]),
      'a.scenario.lua': `for i = 1, 2 do
        it("scenario " .. i, function() assert.equal("first", Agent.new("it"):execute{}.text) end)
      end`,
    };
    const results = await runAll(project(files), ['a.scenario.lua']);
    expect(outcomes(results)).toEqual(['scenario 1: passed', 'scenario 2: passed']);
  });

  it('says what it has to say of success, cost and data', async () => {
    const entries = [
      { match: { contains: 'costly' }, reply: { text: 'ok', model: 'simple', tokens: { input: 900, output: 120 } } },
      { match: { contains: 'free' }, reply: { text: 'ok', data: { list: [1, 2.5] }, cost_cents: 0.5 } },
      { match: { contains: 'fails' }, reply: { error: 'cannot' } },
    ];
    const lines = await printed(
      entries,
      `for _, what in ipairs{ "costly", "free", "fails" } do
         local r = agent:execute{ description = what, max_cost_cents = 0.3 }
         print(r.success, r.cost_cents, r.model, r.tokens.input, r.turns, r.error, json.encode(r.data))
       end`,
    );
    expect(lines).toEqual([
      'true\t0.15\thaiku\t900\t1\tnil\tnull',
      'false\t0.5\tcanned\t0\t1\tcost 0.5 cents, over the task\'s budget of 0.3\t{"list":[1,2.5]}',
      'false\t0.0\tnil\t0\t0\tcannot\tnull',
    ]);
  });

  it('does what its steps say, and fails at the line of a step that cannot be done', async () => {
    const entries = `[
  { "reply": { "text": "ok", "steps": [
    { "call": "workspace.write_file", "args": ["a.txt", "1"] },
    { "call": "workspace.read_file", "args": ["none.txt"] }
  ] } }
]`;
    const result = await runCanned(entries, 'assert.has_error(function() agent:execute{} end) agent:execute{}');
    expect(problems(result)).toEqual([expect.stringMatching(/^agent it: workspace\.read_file: .*none\.txt/)]);
    const wrote = result.journal.find(({ kind }) => kind === 'workspace.write');
    expect([wrote?.file, wrote?.line, wrote?.agent]).toEqual(['mocks/agents/it.json', 3, 'it']);
  });

  it('raises what it is to raise', async () => {
    const result = await runCanned([{ reply: { raises: 'on fire' } }], 'agent:execute{}');
    expect(problems(result)).toEqual(['agent it: on fire']);
  });

  it('calls tools of the scenario, and tells of those it says it has called', async () => {
    const call = { name: 'look', arguments: { at: 'x' } };
    const entries = [
      {
        reply: {
          text: 'ok',
          steps: [
            { call: 'tool.call', args: [call] },
            { call: 'tool.call', args: [call], result: 'said' },
            { call: 'tool.call', args: [call], error: 'no' },
          ],
        },
      },
    ];
    const lines = await printed(
      entries,
      `agent:tool("look", {}, function(given) print("called", given.at) return "seen" end)
       agent:execute{}
       assert.trajectory(agent):exactly("tool.call", "tool.call", "tool.call")
       assert.trajectory(agent):includes({ "tool.result", text = "seen" }, { "tool.result", text = "said" }, { "tool.result", text = "no" })`,
    );
    expect(lines).toEqual(['called\tx']);
  });

  it('hands over to others', async () => {
    const entries = [
      { reply: { text: 'ok', steps: [{ call: 'agent.hand_over', args: ['it', { description: 'inner' }] }] } },
      { match: { contains: 'inner' }, reply: { text: 'done', cost_cents: 0.2 } },
    ];
    expect(await printed(entries, 'print(agent:execute{ description = "outer" }.cost_cents)')).toEqual(['0.2']);
  });

  it('that nothing fits fails, with the nearest entry and what is different', async () => {
    const entries = [
      { match: { contains: 'refund', task: { tier: 'gold' } }, reply: 'a' },
      { match: { contains: 'invoice' }, reply: 'b' },
    ];
    const result = await runCanned(entries, 'pcall(agent.execute, agent, { description = "refnd", tier = "gold" })');
    expect(result.failures.map(({ message, notes }) => [message, ...(notes ?? [])])).toEqual([
      [
        'no canned answer of the agent it fits this task',
        'task: "refnd"',
        'nearest: mocks/agents/it.json:2',
        '  "refund" is not in the description',
      ],
    ]);
  });
});

describe('a file of a canned agent', () => {
  it.each([
    ['{}', 'a list of entries is expected, got a table'],
    ['[{}]', '[0]: an entry needs reply, or replies with at least one'],
    ['[{ "reply": "a", "replies": ["b"] }]', 'reply says it already'],
    ['[{ "reply": { "txt": "a" } }]', 'txt'],
    ['[{ "reply": {} }]', 'a reply needs text, error or raises'],
    ['[{ "reply": { "text": "a", "success": "yes" } }]', 'success: a boolean is expected'],
    ['[{ "reply": { "text": "a", "steps": [], "model": "haiku" } }]', 'model: steps tell of each call already'],
    ['[{ "reply": { "text": "a", "steps": [{}] } }]', 'a step needs call'],
    ['[{ "reply": { "text": "a", "steps": [{ "call": "x", "reply": "y" }] } }]', 'only llm.call has a reply'],
    ['[{ "reply": { "text": "a", "steps": [{ "call": "x", "result": "y" }] } }]', 'only tool.call has a result'],
    ['[{ "match": { "task": 5 }, "reply": "a" }]', 'named fields are expected'],
    ['[{ "match": { "contians": "x" }, "reply": "a" }]', 'contians'],
    ['[', 'not valid JSON: '],
  ])('%s is refused with its address', async (text, message) => {
    const files = { 'mocks/agents/it.json': text, 'a.scenario.lua': 'it("x", function() assert(true) end)' };
    await expect(runAll(project(files), ['a.scenario.lua'])).rejects.toMatchObject({
      message: expect.stringContaining(message),
      at: { file: 'mocks/agents/it.json', line: 1 },
    });
  });
});
