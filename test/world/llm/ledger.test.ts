import { describe, expect, it } from 'vitest';
import { askLua, failuresOf, resultsOf } from './ask.js';

describe('a call that no mock answers', () => {
  it.each([
    ['says that there is none', 'ask("hi")', 'there is no mock at all; make one with llm.on{…}:reply{…}'],
    [
      'shows the values of each field that differs',
      `llm.on{ model = "opus", agent = "planner", role = "tool", tools = { "delete_file" }, temperature = 0, call = 2, conversation = "a" }:reply("x"):optional()
       ask("hi", { tools = { READ, WRITE }, temperature = 0.7, agent = "coder" })`,
      `asked by coder of haiku: user "hi", with the tools read_file, write_file
nearest: llm.on{ model = "opus", agent = "planner", conversation = "a", role = "tool", tools = { "delete_file" }, temperature = 0, call = 2 } (test.lua:1)
  model: wanted opus, got haiku
  agent: wanted planner, got coder
  conversation: wanted a, got none
  call: wanted 2, got 1
  temperature: wanted 0, got 0.7
  role: wanted tool, got user
  tools: wanted delete_file, got read_file, write_file`,
    ],
    [
      'shows where texts part',
      'llm.on{ last = "Review the login module", system = "Be brief" }:reply("x"):optional() ask({ { role = "system", content = "be  brief" }, user("Please review: Review the login form now") })',
      `nearest: llm.on{ last = "Review the login module", system = "Be brief" } (test.lua:1)
  last: "Review the login module" is not in the last message
        "Review the login form now"
                          ^
  system: "Be brief" is in no system message
          it is there, in other case`,
    ],
    [
      'shows what patterns, whole texts and lists wanted',
      `llm.on{ last = { pattern = "^%d+$" } }:reply("x"):optional() ask("twelve")`,
      `nearest: llm.on{ last = { pattern = "^%d+$" } } (test.lua:1)
  last: nothing matches the pattern "^%d+$"; it is "twelve"`,
    ],
    [
      'shows what JSON paths found',
      `llm.on{ json_path = { ["$.messages[-1].json.id"] = 42 } }:reply("x"):optional() ask('{"id": 41}')`,
      `nearest: llm.on{ json_path = { ["$.messages[-1].json.id"] = 42 } } (test.lua:1)
  json_path $.messages[-1].json.id: wanted 42, got 41`,
    ],
    [
      'names the nearest by its fields, and a slip before another model',
      `llm.on{ last = "the plan" }:reply("x"):optional()
       llm.on{ model = "opus", last = "the" }:reply("y"):optional()
       llm.on{ last = "quite another thing" }:reply("z"):optional() ask("The Plan")`,
      'nearest: llm.on{ last = "the plan" } (test.lua:1)',
    ],
    [
      'says that a mock is used up',
      'llm.on{}:reply_sequence{ "a", "b" } ask() ask() ask()',
      'nearest: llm.on{} (test.lua:1)\n  used up: it has given all of its 2 answers',
    ],
    [
      'says that a mock comes after another',
      'local first = llm.on{ last = "first" }:reply("x"):named("the first") llm.on{}:reply("y"):after(first) pcall(ask) ask("first") ask()',
      'nearest: llm.on{} (test.lua:1)\n  too early: it comes after llm.on{ last = "first" } "the first" (test.lua:1)',
    ],
    [
      'says that a predicate said no',
      'llm.on{ where = function() return false end }:reply("x"):optional() ask()',
      'nearest: llm.on{ where = function } (test.lua:1)\n  its where said no to this call',
    ],
    [
      'says that a mock has no answer',
      'llm.on{}:optional() ask()',
      'nearest: llm.on{} (test.lua:1)\n  it has no :reply',
    ],
  ])('%s', async (_, source, notes) => {
    const [failure] = await failuresOf(source);
    expect(failure).toMatch(/^mock: no mock answers this call of the model haiku\nasked /);
    expect(failure).toContain(notes);
  });

  it('raises what it is told, and the scenario has failed whoever catches that', async () => {
    const { results, failures } = await askLua('return pcall(ask, "hi")');
    expect(results).toEqual([false, expect.stringMatching(/^test\.lua:1: llm\.call: no mock answers this call/)]);
    expect(failures).toMatchObject([{ check: 'mock', at: { file: 'test.lua', line: 1 } }]);
  });

  it('does so in try_call and streams as well', async () => {
    const checks = ['llm.try_call("haiku", "x")', 'llm.stream("haiku", "x")', 'llm.try_stream("haiku", "x")'];
    for (const source of checks) expect(await failuresOf(source)).toHaveLength(1);
  });
});

describe('a promised answer that is not used', () => {
  it.each([
    ['where nothing was called', '', 'the model was not called at all'],
    [
      'shows the values of the nearest call',
      'ask("summarize the Report", { agent = "writer" }):len()',
      `nearest call: call 1 (test.lua:1)
  asked by writer of haiku: user "summarize the Report"
  model: wanted opus, got haiku
  last: "the report" is not in the last message
        it is there, in other case
  it was answered by llm.on{} (test.lua:1)`,
    ],
  ])('%s', async (_, source, notes) => {
    const rest = 'llm.on{}:reply("other"):optional() llm.on{ model = "opus", last = "the report" }:reply("x")';
    const [failure, more] = await failuresOf(`${rest} ${source}`);
    expect(failure).toBe(
      `mock: the promised answer llm.on{ model = "opus", last = "the report" } was never used\n${notes}\n` +
        'a mock made in a scenario is a promise; :optional() says that it may stay unused',
    );
    expect(more).toBeUndefined();
  });

  it('tells of the newer mock that took its call', async () => {
    const [failure] = await failuresOf('llm.on{}:reply("older") llm.on{ model = "haiku" }:reply("newer") ask()');
    expect(failure).toContain('  it was answered by llm.on{ model = "haiku" } (test.lua:1), which is newer\n');
  });

  it('tells of a call that nothing answered', async () => {
    const failures = await failuresOf('llm.on{ last = "plan" }:reply("x") ask("The Plan")');
    expect(failures).toHaveLength(2);
    expect(failures[1]).toContain('  it was answered by none: unmatched\n');
  });

  it.each([
    ['llm.on{}:reply("x"):times(2) ask()', 'llm.on{} was used 1 of 2 times'],
    ['llm.on{}:reply("x"):at_least(2) ask()', 'llm.on{} was used 1 of 2 times'],
    ['llm.on{}:reply_sequence{ "a", "b" } ask()', 'llm.on{} was used 1 of 2 times'],
    ['llm.on{}:script(function() return "x" end)', 'llm.on{} was never used'],
    ['llm.on{}:reply_with(function() return "x" end)', 'llm.on{} was never used'],
    ['llm.on{}:fault("timeout")', 'llm.on{} was never used'],
  ])('counts: %s', async (source, why) => {
    expect((await failuresOf(source))[0]).toContain(why);
  });

  it.each([
    'llm.on{}:reply("x"):optional()',
    'llm.on{}:reply("x"):times(0)',
    'llm.on{}:reply("x"):at_least(0)',
    'llm.on{}:reply("x"):at_least(2) ask() ask() ask()',
    'llm.on{}:reply_sequence{ "a", "b" }:optional() ask()',
    'llm.on{}:reply_sequence{ "a", "b" }:at_least(1) ask()',
  ])('is none: %s', async (source) => {
    expect(await failuresOf(source)).toEqual([]);
  });
});

describe('the ledger', () => {
  it('shows both sides', async () => {
    const source = `
      llm.on{ model = "opus" }:reply("x"):optional()
      llm.on{}:reply("y"):times(1):named("only")
      ask("a", { agent = "writer" })
      return llm.ledger()`;
    expect(await resultsOf(source)).toEqual([
      {
        calls: [
          {
            number: 1,
            model: 'haiku',
            agent: 'writer',
            asked: 'asked by writer of haiku: user "a"',
            how: 'answered',
            mock: 2,
            place: expect.any(String),
          },
        ],
        dropped: 0,
        mocks: [
          { match: 'llm.on{ model = "opus" }', place: expect.any(String), used: 0, promised: false, kept: false },
          { match: 'llm.on{}', name: 'only', place: expect.any(String), used: 1, promised: true, kept: true },
        ],
      },
    ]);
  });

  it('keeps the latest calls, and says how many it has dropped', async () => {
    const source = `
      llm.on{}:reply("x")
      for i = 1, 1000 do ask("call " .. i) end
      local ledger = llm.ledger()
      return #ledger.calls + ledger.dropped, ledger.calls[#ledger.calls].number, #ledger.calls < 500`;
    expect(await resultsOf(source)).toEqual([1000, 1000, true]);
  });

  it('and the list of calls say so where the journal has not kept all', async () => {
    const source =
      'llm.on{}:reply("x") for i = 1, 2500 do ask() end return llm.spent().calls, select(2, pcall(llm.calls))';
    const [calls, why] = await resultsOf(source);
    expect(calls).toBe(2500);
    expect(why).toContain('so calls are missing; llm.spent counts all of them');
  });
});
