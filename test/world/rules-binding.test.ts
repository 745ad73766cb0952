import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createProject } from '../support/project.js';
import { openTestVm } from '../vm/harness.js';

const GIVE = 'return { decision = "escalated", confidence = 1, reasoning = tostring(n) }';

const FILES = {
  'rules/gate.lua': `local n = 0 return function(c) n = n + (c.by or 1) ${GIVE} end`,
  'rules/gate.ts': 'export default () => ({ decision: "autonomous", confidence: 0.5, reasoning: "native" });',
  'rules/only.ts': 'export default (c) => ({ decision: "autonomous", confidence: 0.5, reasoning: String(c.a) });',
  'rules/broken.lua': '\nreturn function( end',
  'rules/broken_twin.ts': '\nexport default {{',
  'rules/odd.lua': 'return function(c) return { decision = c.decision, confidence = 1, reasoning = "" } end',
  'rules/world.lua': `return function()
    local n = tostring(llm) .. tostring(workspace) .. tostring(rules) .. tostring(script) .. os.time() .. require("words")
    ${GIVE}
  end`,
  'words.lua': 'return " words"',
  'rules/strict.lua': `local n = "in" return function() ${GIVE} end`,
  'rules/strict.json': '{ "input": { "type": "object", "required": ["a"] } }',
  'rules/endless.lua': 'return function() while true do end end',
};

function open() {
  return openTestVm({}, { root: createProject(FILES) });
}

describe('rules.execute', () => {
  it('runs a rule as the engine does, and notes its decision', async () => {
    const test = open();
    const [decision] = await test.run('return rules.execute("gate", { by = 5 })');
    expect(decision).toMatchObject({
      decision: 'escalated',
      confidence: 1,
      reasoning: '5',
      result: { decision: 'escalated' },
      rule: { id: 'gate', kind: 'lua', version: expect.stringMatching(/^[\da-f]{16}$/) },
    });
    expect(test.world.journal.entries(10).at(-1)).toMatchObject({
      kind: 'rules.execute',
      text: 'gate: escalated',
      data: { rule: 'gate', decision: 'escalated', confidence: 1 },
    });
  });

  it('keeps what a rule keeps, until the world forks', async () => {
    const test = open();
    await test.run('rules.execute("gate", {})');
    expect(await test.run('return rules.execute("gate", {}).reasoning')).toEqual(['2']);
    test.world = test.world.fork();
    expect(await test.run('return rules.execute("gate", {}).reasoning')).toEqual(['1']);
  });

  it('runs a native rule where there is no other, and a twin where it is asked for', async () => {
    const { run } = open();
    expect(await run('return rules.execute("only", { a = "x" }).reasoning')).toEqual(['x']);
    expect(await run('return rules.execute("gate", {}, { native = true }).rule.kind')).toEqual(['native']);
    expect(await run('return rules.execute("gate", {}, { native = true }).reasoning')).toEqual(['native']);
  });

  it('gives rules the clock of the world and their modules, and nothing else of it', async () => {
    const { run } = open();
    expect(await run('clock.advance(5000) return rules.execute("world", {}).reasoning')).toEqual([
      'nilnilnilnil1735689605 words',
    ]);
  });

  it('takes floats, binary texts and json.null as contexts may hold them', async () => {
    const { run } = open();
    expect(await run('return rules.execute("gate", { by = 2.0, b = "\\xff", n = json.null }).reasoning')).toEqual([
      '2',
    ]);
    expect(await run('return rules.execute_many("gate", { { by = 0.5 } })[1].reasoning')).toEqual(['2.5']);
  });

  it('explains', async () => {
    const { run } = open();
    const [explanation] = await run('return rules.execute("gate", { by = 3 }, { explain = true }).explanation');
    expect(explanation).toEqual({
      lines: [{ file: 'rules/gate.lua', line: 1, count: 1 }],
      reads: [{ path: '.by', value: 3 }],
    });
  });

  it.each([
    ['rules.execute("gat", {})', 'rule gat was not found'],
    ['rules.execute("world", {}, { native = true })', 'the rule world has no native twin: no world.ts was found'],
    ['rules.execute("../x", {})', 'a path inside the project is expected'],
    ['rules.execute(5, {})', 'rules.execute: a text is expected as argument 1, got number'],
    ['rules.execute("gate", {}, 5)', 'rules.execute: a table of options is expected, got number'],
    ['rules.execute("gate", {}, { explian = true })', 'there is no option explian; there are explain, native'],
    ['rules.execute("broken", {})', 'rules/broken.lua:2: '],
    ['rules.execute("broken_twin", {})', 'rules/broken_twin.ts:2: the module does not parse'],
    ['rules.execute("odd", { decision = "autonomus" })', 'did you mean autonomous?'],
    ['rules.execute("odd", { decision = function() end })', 'function'],
    ['rules.execute("strict", {})', "context: must have required property 'a'"],
    ['rules.execute("endless", {})', 'used up its budget'],
    ['rules.execute_many("gate", 5)', 'a list of contexts is expected as argument 2, got number'],
    ['rules.define("a b", "")', 'rules.define: "a b" is no id'],
    ['rules.define("a", "return")', 'rules/a.lua: defines no function'],
    ['rules.define("a", "return function( end")', 'rules/a.lua:1: '],
  ])('%s says what is wrong, at its line', async (call, why) => {
    const message = await open().fail(call);
    expect(message).toContain(why);
    expect(message).toMatch(/^test\.lua:1: /);
  });
});

it('rules.execute_many tells of each row', async () => {
  const test = open();
  const [rows] = await test.run(
    'return rules.execute_many("odd", { { decision = "escalated" }, { decision = "no" } })',
  );
  expect(rows).toMatchObject([
    { decision: 'escalated' },
    { cause: 'bad-result', field: 'decision', error: expect.stringContaining('"no" is none of autonomous') },
  ]);
  expect(await test.run('return rules.execute_many("odd", {})')).toEqual([[]]);
});

it('rules.define puts a rule in the place of a file, for one world', async () => {
  const test = open();
  const before = test.world.fork();
  await test.run(
    'rules.define("gate", [[return function() return { decision = "autonomous", confidence = 1, reasoning = "mine" } end]])',
  );
  const ask = 'return rules.execute("gate", {}).reasoning';
  expect(await test.run(ask)).toEqual(['mine']);
  test.world = test.world.fork();
  expect(await test.run(ask)).toEqual(['mine']);
  test.world = before;
  expect(await test.run(ask)).toEqual(['1']);
});

it('a rule is read anew by each world', async () => {
  const root = createProject({ 'rules/a.lua': `local n = "first" return function() ${GIVE} end` });
  const test = openTestVm({}, { root });
  const ask = 'return rules.execute("a", {}).reasoning';
  expect(await test.run(ask)).toEqual(['first']);
  writeFileSync(join(root, 'rules/a.lua'), `local n = "second" return function() ${GIVE} end`);
  expect(await test.run(ask)).toEqual(['first']);
  test.world = test.world.fork();
  expect(await test.run(ask)).toEqual(['second']);
});
