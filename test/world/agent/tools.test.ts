import { describe, expect, it } from 'vitest';
import { askAgents, entriesOf } from './ask-agents.js';

const ECHO = 'asker:tool("echo", ECHO, function(call, self) return self.name .. " " .. call.text end)';

async function resultsOf(source: string) {
  const { results, failures } = await askAgents(source);
  expect(failures).toEqual([]);
  return results;
}

async function failuresOf(source: string): Promise<readonly string[]> {
  return (await askAgents(`pcall(function() ${source} end)`)).failures;
}

describe('a tool', () => {
  it('is offered to the model, called with its arguments, and its answer is told', async () => {
    const { results, failures, world } = await askAgents(`
      ${ECHO}
      llm.on{ role = "user", tools = { "echo" } }:reply(calls("echo", { text = "hi" }))
      llm.on{ role = "tool", last = "asker hi" }:reply("done")
      local result = asker:execute{ id = "T-1", description = "say hi" }
      return result.text, result.turns, result.success, result.tokens.input`);
    expect([failures, results]).toEqual([[], ['done', 2, true, expect.any(Number)]]);
    expect(entriesOf(world, 'tool.call', 'tool.result')).toEqual([
      'tool.call asker → echo {"text":"hi"}',
      'tool.result echo: "asker hi"',
    ]);
  });

  it('tells what is no text as JSON', async () => {
    const results = await resultsOf(`
      asker:tool("echo", ECHO, function() return { b = { 1, 2.5 }, a = true } end)
      wishes("echo", { text = "hi" })
      llm.on{ role = "tool", where = function(request)
        return request.messages[#request.messages].content == '{"a":true,"b":[1,2.5]}'
      end }:reply("done")
      return asker:execute{}.text`);
    expect(results).toEqual(['done']);
  });

  it('replaces one of the same name that the behavior has', async () => {
    const results = await resultsOf(`
      local counter = Agent.new("counter")
      wishes("count", { by = 2 })
      llm.on{ role = "tool", last = '"calls":2' }:reply("own")
      local own = counter:execute{}.text
      counter:tool("count", {}, function() return "mine" end)
      llm.on{ role = "tool", last = "mine" }:reply("replaced")
      return own, counter:execute{}.text`);
    expect(results).toEqual(['own', 'replaced']);
  });

  it.each([
    ['that raises', 'error("no disk")', 'no disk'],
    ['that raises a table', 'error({ code = 7 })', '{ code = 7 }'],
    ['whose result cannot be told', 'return print', "the tool's result cannot be told: "],
  ])('%s is told to the model as an error, and the task goes on', async (_, body, told) => {
    const { results, failures, world } = await askAgents(`
      asker:tool("echo", ECHO, function() ${body} end)
      wishes("echo", { text = "hi" })
      llm.on{ role = "tool", last = ${JSON.stringify(told)} }:reply("so be it")
      return asker:execute{}.text`);
    expect([failures, results]).toEqual([[], ['so be it']]);
    expect(entriesOf(world, 'tool.result')[0]).toContain('tool.result echo: error: ');
  });

  it('whose check fails is that failure, and ends the task', async () => {
    expect(
      await failuresOf(`
        asker:tool("echo", ECHO, function() assert.equal(1, 2) end)
        wishes("echo", { text = "hi" })
        asker:execute{}`),
    ).toEqual([expect.stringContaining('equal: expected')]);
  });

  it('that waits lets virtual time pass', async () => {
    const results = await resultsOf(`
      asker:tool("echo", ECHO, function() clock.sleep(5000) return "ok" end)
      wishes("echo", { text = "hi" })
      llm.on{ role = "tool" }:reply("done")
      local from = clock.now()
      asker:execute{}
      return clock.now() - from`);
    expect(results).toEqual([5000]);
  });

  it.each([
    ['wants other arguments', '{ text = 5 }', 'invalid arguments: text: '],
    ['wants more of them', '{}', "invalid arguments: must have required property 'text'"],
  ])('that %s is not run, and the model is told', async (_, given, told) => {
    const results = await resultsOf(`
      asker:tool("echo", ECHO, function() error("is not to run") end)
      llm.on{ role = "user" }:reply{ tool_calls = { { name = "echo", arguments = ${given} } }, mistaken = true }
      llm.on{ role = "tool", last = ${JSON.stringify(told)} }:reply("sorry")
      return asker:execute{}.text`);
    expect(results).toEqual(['sorry']);
  });

  it('that there is not is told with those there are', async () => {
    const results = await resultsOf(`
      ${ECHO}
      llm.on{ role = "user" }:reply{ tool_calls = { { name = "ehco", arguments = {} } }, mistaken = true }
      llm.on{ role = "tool", last = "there is no tool called ehco; did you mean echo?; there are: echo" }:reply("sorry")
      return asker:execute{}.text`);
    expect(results).toEqual(['sorry']);
  });

  it.each([
    [
      'asker:tool("e cho", {})',
      'agent:tool: a tool\'s name is expected (up to 64 of A-Z, a-z, 0-9, _ and -), got "e cho"',
    ],
    ['asker:tool("echo")', 'agent:tool: a table is expected, got nil'],
    ['asker:tool("echo", {}, 5)', 'agent:tool: a function is expected last, got number'],
    ['asker:tool("echo", { type = 5 })', 'agent:tool: echo: '],
    ['asker:tool("echo", { description = 5 })', 'agent:tool: echo: description: a text is expected, got number'],
    ['asker.tool("echo", {})', 'agent:tool: is called with a colon, on what Agent.new gives'],
    ['asker:tol("echo", {})', 'tol'],
  ])('%s is refused at its line', async (call, message) => {
    const { results } = await askAgents(`local ok, problem = pcall(function() ${call} end) return ok, problem`);
    expect(results).toEqual([false, expect.stringContaining(message)]);
    expect(results[1]).toMatch(/^test\.lua:\d+: /);
  });
});

describe('a mock of a tool', () => {
  it('answers in place of the function: the newest that matches first', async () => {
    const results = await resultsOf(`
      ${ECHO}
      asker:mock_tool("echo"):reply("any"):optional()
      asker:mock_tool("echo", { text = "hi" }):reply("mocked hi")
      wishes("echo", { text = "hi" })
      llm.on{ role = "tool", last = "mocked hi" }:reply("done")
      return asker:execute{}.text`);
    expect(results).toEqual(['done']);
  });

  it('leaves calls of other arguments to the function', async () => {
    const results = await resultsOf(`
      ${ECHO}
      asker:mock_tool("echo", { text = "ho" }):reply("mocked"):optional()
      wishes("echo", { text = "hi" })
      llm.on{ role = "tool", last = "asker hi" }:reply("done")
      return asker:execute{}.text`);
    expect(results).toEqual(['done']);
  });

  it('answers by a function, as JSON, and takes its time', async () => {
    const results = await resultsOf(`
      asker:mock_tool("add"):reply_with(function(call) return { json = { sum = call.a + call.b }, latency_ms = 40 } end)
      wishes("add", { a = 1, b = 2 })
      llm.on{ role = "tool", last = '{"sum":3}' }:reply("done")
      local from = clock.now()
      return asker:execute{}.text, clock.now() - from`);
    expect(results).toEqual(['done', 40]);
  });

  it('is there for every agent by its own', async () => {
    const results = await resultsOf(`
      local other = Agent.new("counter")
      asker:mock_tool("echo"):reply("of asker")
      other:mock_tool("echo"):reply("of counter")
      wishes("echo", {})
      llm.on{ role = "tool", last = "of asker" }:reply("a")
      llm.on{ role = "tool", last = "of counter" }:reply("b")
      return asker:execute{}.text, other:execute{}.text`);
    expect(results).toEqual(['a', 'b']);
  });

  it.each([
    ['"timeout"', 'the tool gave no answer within 30000 ms', 30_000],
    ['{ kind = "timeout", after_ms = 250 }', 'the tool gave no answer within 250 ms', 250],
    ['"connection_reset"', 'the connection was reset', 0],
    ['"unavailable"', 'the tool is not available at this time', 0],
  ])('fails as the fault %s says, and the model is told', async (fault, told, ms) => {
    const { results, failures, world } = await askAgents(`
      asker:mock_tool("echo"):reply{ fault = ${fault} }
      wishes("echo", {})
      llm.on{ role = "tool", last = ${JSON.stringify(told)} }:reply("sorry")
      local from = clock.now()
      return asker:execute{}.text, clock.now() - from`);
    expect([failures, results]).toEqual([[], ['sorry', ms]]);
    expect(entriesOf(world, 'tool.result')).toEqual([`tool.result echo: error: ${JSON.stringify(told)}`]);
  });

  it.each([
    ['truncated', 'text = "abcdef"', 'abc'],
    ['malformed_json', 'json = { a = { 1, 2 } }', '{"a":[1,2]'],
  ])('answers what is no good with the fault %s', async (fault, answer, told) => {
    const results = await resultsOf(`
      asker:mock_tool("echo"):reply{ ${answer}, fault = "${fault}" }
      wishes("echo", {})
      llm.on{ where = function(request) return request.messages[#request.messages].content == ${JSON.stringify(told)} end }:reply("hm")
      return asker:execute{}.text`);
    expect(results).toEqual(['hm']);
  });

  it('may fail first and answer then, and is used up after that', async () => {
    const { results, failures } = await askAgents(`
      asker:mock_tool("echo"):reply_sequence{ { fault = "unavailable" }, "better" }
      llm.on{}:script(function(request, answer)
        request = answer(calls("echo", {}))
        request = answer(calls("echo", {}))
        return request.messages[#request.messages].content
      end)
      local text = asker:execute{}.text
      llm.on{ role = "user" }:reply(calls("echo", {}))
      local ok, problem = pcall(asker.execute, asker, {})
      return text, ok, problem`);
    expect(results).toEqual(['better', false, expect.stringContaining('used up: it has answered 2 of 2')]);
    expect(failures).toEqual([
      'mock: no mock answers this call of the tool echo\ncalled with {}\nagent:mock_tool("echo") (test.lua:2): used up: it has answered 2 of 2',
    ]);
  });

  it.each([
    ['asker:mock_tool("echo"):reply("x")', 'agent:mock_tool("echo") was never used'],
    ['asker:mock_tool("echo", { text = "hi" }):reply("x")', 'agent:mock_tool("echo", { text = "hi" }) was never used'],
    ['asker:mock_tool("echo"):reply_sequence{ "x", "y" }', 'agent:mock_tool("echo") was used 0 of 2 times'],
    ['asker:mock_tool("echo"):reply("x"):times(3)', 'agent:mock_tool("echo") was used 0 of 3 times'],
    ['asker:mock_tool("echo"):reply("x"):at_least(2)', 'agent:mock_tool("echo") was used 0 of 2 times'],
  ])('is a promise: %s', async (mock, told) => {
    expect(await failuresOf(mock)).toEqual([
      `mock: the promised answer ${told}\na mock made in a scenario is a promise; :optional() says that it may stay unused`,
    ]);
    expect(await failuresOf(`${mock}:optional()`)).toEqual([]);
  });

  it('that nothing fits fails with what was asked for', async () => {
    expect(
      await failuresOf(`
        asker:tool("echo", ECHO)
        asker:mock_tool("echo", { text = "ho" }):reply("mocked"):optional()
        wishes("echo", { text = "hi" })
        asker:execute{}`),
    ).toEqual([
      'mock: no mock answers this call of the tool echo\ncalled with {"text":"hi"}\n' +
        'agent:mock_tool("echo", { text = "ho" }) (test.lua:3): text is not "ho" but "hi"',
    ]);
  });

  it.each([
    [':reply{}', 'agent:mock_tool(…):reply: an answer of a tool needs text, json, error or fault'],
    [':reply{ text = "a", json = 1 }', 'json: text says it already; one of the two is expected'],
    [':reply{ txet = "a" }', 'txet'],
    [':reply{ fault = "tmeout" }', 'fault: unknown kind tmeout; did you mean timeout?'],
    [
      ':reply{ fault = { kind = "unavailable", after_ms = 5 } }',
      'fault.after_ms: the fault unavailable has no such field',
    ],
    [':reply_sequence{}', 'agent:mock_tool(…):reply_sequence: an answer is expected'],
    [':reply_with(5)', 'agent:mock_tool(…):reply_with: a function is expected, got number'],
    [':times(-1)', 'agent:mock_tool(…):times: a whole number from 0 up is expected'],
    [':at_least("x")', 'agent:mock_tool(…):at_least: a whole number from 0 up is expected'],
    [':replay("x")', 'replay'],
  ])('refuses %s', async (method, message) => {
    const { results } = await askAgents(
      `local ok, problem = pcall(function() asker:mock_tool("echo"):optional()${method} end) return ok, problem`.replace(
        ':optional()',
        '',
      ),
    );
    expect(results).toEqual([false, expect.stringContaining(message)]);
  });

  it('whose function raises is told to be wrong', async () => {
    expect(
      await failuresOf(`
        asker:mock_tool("echo"):reply_with(function() error("oops") end)
        wishes("echo", {})
        asker:execute{}`),
    ).toEqual(['mock: the mock agent:mock_tool("echo") is wrong: its function raised: test.lua:2: oops']);
  });
});

describe('turns', () => {
  it('are ten unless said otherwise; the result tells what the model still asks for', async () => {
    const results = await resultsOf(`
      ${ECHO}
      llm.on{}:reply(calls("echo", { text = "hi" }))
      local result = asker:execute{}
      local short = Agent.new("asker", { max_turns = 2 })
      short:tool("echo", ECHO, function() return "again" end)
      local soon = short:execute{}
      return result.success, result.turns, result.error, soon.success, soon.turns, soon.error`);
    expect(results).toEqual([
      false,
      10,
      'no answer after 10 turns (max_turns): the model still asks for echo',
      false,
      2,
      'no answer after 2 turns (max_turns): the model still asks for echo',
    ]);
  });

  it.each(['0', '1.5', '-1'])('refuse to be %s', async (turns) => {
    const { results } = await askAgents(`return pcall(Agent.new, "asker", { max_turns = ${turns} })`);
    expect(results).toEqual([false, 'Agent.new: option max_turns: a whole number from 1 up is expected']);
  });

  it('end where the budget is spent', async () => {
    const results = await resultsOf(`
      ${ECHO}
      llm.on{}:reply(calls("echo", { text = "hi" }))
      local result = asker:execute{ max_cost_cents = 0.02 }
      return result.success, result.turns, result.error`);
    expect(results).toEqual([false, 2, expect.stringMatching(/^cost [\d.]+ cents, over the task's budget of 0\.02$/)]);
  });
});
