import { describe, expect, it } from 'vitest';
import { readBaseMocks } from '../../../src/mock/files/read-base-mocks.js';
import { KnownError, showKnownError } from '../../../src/model/known-error.js';
import { loadReadLua } from '../../../src/world/read-mocks.js';
import { createProject } from '../../support/project.js';

async function read(files: Readonly<Record<string, string>>) {
  const entries = Object.entries(files).map(([name, text]) => [`mocks/llm/${name}`, text]);
  return (await readBaseMocks({ root: createProject(Object.fromEntries(entries)), folder: 'mocks', loadReadLua })).llm;
}

async function mistake(text: string): Promise<string> {
  try {
    await read({ 'a.json': text });
  } catch (error) {
    if (error instanceof KnownError) return showKnownError(error);
    throw error;
  }
  throw new Error('it was read');
}

describe('a file of mocks of the model', () => {
  it('has all that is data: matchers, answers, faults, bounds, order and chance', async () => {
    const [first, second] = await read({
      'a.json': `[
        {
          "name": "plan",
          "match": { "model": { "one_of": ["haiku", "opus"] }, "last": { "pattern": "^plan" }, "tools": [], "call": 1 },
          "replies": ["draft", { "fault": { "kind": "rate_limit", "retry_after_ms": 5 } }, { "json": { "ok": true } }],
          "times": 3
        },
        {
          "match": { "json_path": { "$.messages[-1].json.id": 7 }, "temperature": { "min": 0, "max": 0.5 } },
          "reply": { "chunks": ["a", "b"], "chunk_ms": 5 },
          "after": "plan",
          "at_least": 1,
          "sometimes": { "probability": 0.5, "fault": "overloaded" }
        }
      ]`,
    });
    expect(first).toMatchObject({
      name: 'plan',
      origin: 'base',
      at: { file: 'mocks/llm/a.json', line: 2 },
      match: { model: { oneOf: ['haiku', 'opus'] }, last: { patterns: ['^plan'] }, tools: [], call: 1 },
      answers: {
        isSequence: true,
        replies: [
          { choices: [{ text: 'draft' }] },
          { fault: { kind: 'rate_limit', retryAfterMs: 5 } },
          { choices: [{ text: '{"ok":true}' }] },
        ],
      },
      bounds: { least: 3, most: 3 },
    });
    expect(second).toMatchObject({
      at: { line: 8 },
      match: { paths: [{ path: '$.messages[-1].json.id', value: 7 }], temperature: { least: 0, most: 0.5 } },
      answers: { replies: [{ chunks: ['a', 'b'], chunkMs: 5 }] },
      after: [0],
      bounds: { least: 1, most: Number.POSITIVE_INFINITY },
      chances: [{ probability: 0.5, fault: { kind: 'overloaded' } }],
    });
  });

  it('counts its mocks on from those of the files before it', async () => {
    const mocks = await read({
      'a.json': '[{ "reply": "x" }, { "reply": "y" }]',
      'b.json': '[{ "name": "n", "reply": "x" }, { "reply": "y", "after": ["n"] }]',
    });
    expect(mocks.map(({ after }) => after)).toEqual([[], [], [], [2]]);
  });

  it('can be sent to workers', async () => {
    const mocks = await read({
      'a.json': '[{ "match": { "last": { "pattern": "a+" }, "temperature": 1 }, "reply": { "json": {} } }]',
    });
    expect(structuredClone(mocks)).toEqual(mocks);
  });

  it.each([
    [
      '[\n{ "reply": "x",\n"replies": ["y"] }]',
      ':3: [0].replies: reply says what is answered; one of the two is expected',
    ],
    ['[{ "reply": "x",\n"times": 1, "at_least": 1 }]', ':2: [0].at_least: times says how often already'],
    ['[{ "replies": ["x", "y"],\n"times": 3 }]', ':2: [0].times: a sequence of 2 cannot answer 3 calls'],
    [
      '[{ "reply": "x",\n"after": "plan" }, { "name": "plam", "reply": "y" }]',
      ':2: [0].after: no mock of this file is called plan; did you mean plam?',
    ],
    ['[{ "name": "a", "reply": "x",\n"after": "a" }]', ':2: [0].after: a mock cannot come after itself'],
    [
      '[{ "name": "a", "reply": "x" },\n{ "name": "a", "reply": "y" }]',
      ':2: [1].name: a is another mock’s name already',
    ],
    [
      '[{ "reply": "x",\n"sometimes": { "fault": "timeout" } }]',
      ':2: [0].sometimes.probability: a number from 0 to 1 is expected',
    ],
    [
      '[{ "reply": "x", "sometimes": [\n{ "probability": 1 }] }]',
      ':2: [0].sometimes[0].fault: a fault is expected: its kind, or { kind = … }',
    ],
    ['[{ "match": {\n"where": "x" }, "reply": "x" }]', ':2: [0].match.where: unknown field where'],
    [
      '[{ "match": { "last": {\n"pattern": "[" } }, "reply": "x" }]',
      ":2: [0].match.last.pattern: not a Lua pattern: malformed pattern (missing ']')",
    ],
    [
      '[{ "match": { "json_path": {\n"$.x[": 1 } }, "reply": "x" }]',
      ':2: [0].match.json_path.$.x[: not a JSONPath query',
    ],
    [
      '[{ "reply": { "fault": {\n"kind": "time_out" } } }]',
      ':2: [0].reply.fault.kind: unknown kind time_out; did you mean timeout?',
    ],
    ['[{ "reply": {\n"choices": [] } }]', ':2: [0].reply.choices: at least one is expected'],
  ])('tells where it is wrong: %j', async (text, message) => {
    expect(await mistake(text)).toContain(`mocks/llm/a.json${message}`);
  });
});
