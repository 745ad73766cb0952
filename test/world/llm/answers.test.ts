import { describe, expect, it } from 'vitest';
import { askLua, failuresOf, resultsOf } from './ask.js';

describe('an answer', () => {
  it('is a text, JSON, calls of tools, several choices, with a reason to stop', async () => {
    const source = `
      llm.on{}:reply_sequence{
        "text",
        { json = { b = { 1, 2 }, a = true } },
        { text = "", finish_reason = "length" },
        { text = "both", tool_calls = { { name = "read_file", arguments = { path = "a" } } } },
        { choices = { "one", { text = "two", finish_reason = "length" } } },
        { chunks = { "a ", "b" } },
      }
      local list = {}
      for i = 1, 6 do list[i] = llm.call("haiku", "go", { tools = { READ } }) end
      return list`;
    const [replies] = await resultsOf(source);
    expect(replies).toMatchObject([
      { text: 'text', finish_reason: 'stop', tool_calls: [] },
      { text: '{"a":true,"b":[1,2]}' },
      { text: '', finish_reason: 'length' },
      {
        text: 'both',
        finish_reason: 'tool_calls',
        tool_calls: [{ id: 'call_1', name: 'read_file', arguments: { path: 'a' } }],
      },
      { text: 'one', choices: [{ text: 'one' }, { text: 'two', finish_reason: 'length', tool_calls: [] }] },
      { text: 'a b' },
    ]);
  });

  it('has what its JSON says where the call asks for it', async () => {
    const source = `
      llm.on{}:reply{ json = { id = 7, ratio = 0.5 } }
      local reply = llm.call("haiku", "go", { json = true })
      return reply.json, math.type(reply.json.id), llm.call("haiku", "go").json`;
    expect(await resultsOf(source)).toEqual([{ id: 7, ratio: 0.5 }, 'integer', undefined]);
  });

  it('may have calls of tools as OpenAI and Anthropic write them', async () => {
    const source = `
      llm.on{}:reply{ tool_calls = {
        { id = "x", type = "function", ["function"] = { name = "write_file", arguments = '{"a":[1]}' } },
        { name = "write_file", input = { b = 1 } }, { name = "write_file" },
      } }
      return llm.call("haiku", "go", { tools = { WRITE } }).tool_calls`;
    expect(await resultsOf(source)).toEqual([
      [
        { id: 'x', name: 'write_file', arguments: { a: [1] } },
        { id: 'call_1', name: 'write_file', arguments: { b: 1 } },
        { id: 'call_2', name: 'write_file', arguments: {} },
      ],
    ]);
  });

  it('comes from a function that is given the request', async () => {
    const source = `
      llm.on{}:reply_with(function(request)
        if request.messages[1].content == "fail" then return { fault = "overloaded" } end
        return { json = request }
      end)
      local request = llm.call("haiku", "go", {
        agent = "a", task = 3, tools = { READ }, temperature = 0.5, max_tokens = 9, conversation = "c", json = true, timeout_ms = 7,
      }).json
      return request, select(2, try("fail")).status`;
    const [request, status] = await resultsOf(source);
    expect(request).toEqual({
      model: 'haiku',
      agent: 'a',
      task: '3',
      conversation: 'c',
      messages: [{ role: 'user', content: 'go' }],
      tools: [
        {
          name: 'read_file',
          parameters: { type: 'object', required: ['path'], properties: { path: { type: 'string' } } },
        },
      ],
      temperature: 0.5,
      max_tokens: 9,
      json: true,
      timeout_ms: 7,
    });
    expect(status).toBe(529);
  });

  it.each([
    [
      'reply_with(function() end)',
      'its reply_with gave nothing; an answer is expected: a text, or { text = …, tokens = … }',
    ],
    ['reply_with(function() return 5 end)', 'what its reply_with gave: named fields are expected, got a number'],
    [
      'reply_with(function() return { txt = "x" } end)',
      'what its reply_with gave: txt: unknown field txt; did you mean text?',
    ],
    ['reply_with(function() error("boom") end)', 'its reply_with raised: test.lua:1: boom'],
    ['reply_with(function() error({}) end)', 'its reply_with raised: error value: {}'],
    ['script(function() error("boom") end)', 'its script raised: test.lua:1: boom'],
    ['script(function(_, answer) answer(5) end)', 'what its script gave: named fields are expected, got a number'],
    [
      'script(function() coroutine.yield("x") end)',
      'its script raised: test.lua:1: llm mock: a script answers by answer(…), not by coroutine.yield',
    ],
  ])('from a function that gives none is its author’s mistake: %s', async (method, why) => {
    const [failure] = await failuresOf(`llm.on{}:${method} ask()`);
    expect(failure).toContain(`mock: the mock that answers is wrong: ${why}`);
    expect(failure).toContain('\nthe mock: llm.on{} (test.lua:1)\nasked of haiku: user "go"');
  });

  it.each([
    ['reply{}', 'llm.on(…):reply: a reply needs text, json, tool_calls, choices, chunks, error or fault'],
    ['reply{ txt = "x" }', 'llm.on(…):reply: txt: unknown field txt; did you mean text?'],
    [
      'reply{ text = "x", json = {} }',
      'llm.on(…):reply: json: text says what the model says; one of the two is expected',
    ],
    ['reply{ json = function() end }', 'a function cannot cross'],
    ['reply{ json = 0/0 }', 'json: JSON has no form of this value'],
    ['reply{ text = "x", choices = { "y" } }', 'text: choices say what the model says; one of the two is expected'],
    ['reply{ choices = {} }', 'choices: at least one is expected'],
    ['reply{ choices = { { txt = 1 } } }', 'choices[1].txt: unknown field txt'],
    ['reply{ text = "ab", chunks = { "a" } }', 'chunks: put together they are not the text'],
    ['reply{ text = "x", finish_reason = "stopp" }', 'finish_reason: unknown reason stopp; did you mean stop?'],
    ['reply{ tool_calls = { { nam = "x" } } }', 'tool_calls[1]: a name is expected, as text'],
    ['reply{ tool_calls = { "x" } }', 'tool_calls[1]: named fields are expected, got a text'],
    ['reply{ tool_calls = { { name = "x", id = 5 } } }', 'tool_calls[1].id: a text is expected, got a number'],
    ['reply{ text = "x", tokens = { input = 1.5 } }', 'tokens.input: a whole number is expected, got 1.5'],
    ['reply{ text = "x", latency_ms = 1/0 }', 'latency_ms: a number from 0 up is expected, got Infinity'],
    ['reply{ text = "x", mistaken = 1 }', 'mistaken: true or false is expected, got a number'],
    ['reply()', 'llm.on(…):reply: an answer is expected'],
    ['reply_sequence{}', 'llm.on(…):reply_sequence: an answer is expected'],
    ['reply_sequence("x")', 'llm mock: reply_sequence: a table is expected, got string'],
    ['reply_sequence{ "x", { txt = 1 } }', 'llm.on(…):reply_sequence: [2].txt: unknown field txt'],
    ['reply_with("x")', 'llm mock: reply_with: a function is expected, got string'],
    ['script()', 'llm mock: script: a function is expected, got nil'],
    ['fault("rate_limt")', 'llm.on(…):fault: fault: unknown kind rate_limt; did you mean rate_limit?'],
    ['fault()', 'llm.on(…):fault: a reply needs text'],
    [
      'fault{ kind = "timeout", status = 500 }',
      'fault.status: the fault timeout has no such field (it has: kind, after_ms)',
    ],
    ['fault{ kind = "server_error", status = 404 }', 'fault.status: 500 to 599 is expected, got 404'],
    ['sometimes(2, "timeout")', 'llm.on(…):sometimes: a probability from 0 to 1 is expected, got 2'],
    ['sometimes("x", "timeout")', 'a probability from 0 to 1 is expected, got string'],
    ['sometimes(0.5)', 'llm.on(…):sometimes: a kind is expected (known: rate_limit, '],
    ['at_least(-1)', 'llm.on(…):at_least: a whole number from 0 up is expected'],
    ['reply_sequence{ "x", "y" }:times(3)', 'llm.on(…):times: a sequence of 2 cannot answer 3 calls'],
    ['reply_sequence{ "x", "y" }:times(1)', 'llm.on(…):times: a sequence of 2 has more answers than 1'],
    ['at_least(3):reply_sequence{ "x", "y" }', 'llm.on(…):reply_sequence: a sequence of 2 cannot answer 3 calls'],
    ['after("x")', 'llm.on(…):after: a mock of this scenario is expected, as llm.on gives it'],
    ['named(5)', 'llm.on(…):named: a text is expected as argument 2, got number'],
  ])('is refused where it cannot be read: %s', async (method, message) => {
    const [text] = await resultsOf(`return select(2, pcall(function() llm.on{}:optional():${method} end))`);
    expect(text).toContain('test.lua:1: ');
    expect(text).toContain(message);
  });
});

describe('a script', () => {
  it('reads what is sent, call by call, and is used up when it returns', async () => {
    const source = `
      llm.on{}:reply("next mock")
      local seen = {}
      llm.on{}:script(function(request, answer)
        for i = 1, 2 do
          seen[#seen + 1] = request.messages[1].content
          request = answer("answer " .. i)
        end
        seen[#seen + 1] = request.messages[1].content
        return "last"
      end)
      return { ask("a"), ask("b"), ask("c"), ask("d") }, seen`;
    expect(await resultsOf(source)).toEqual([
      ['answer 1', 'answer 2', 'last', 'next mock'],
      ['a', 'b', 'c'],
    ]);
  });

  it('that ends without an answer leaves the call to the next mock', async () => {
    const source = `
      llm.on{}:reply("next mock")
      local script = llm.on{}:script(function(request, answer) answer("only") end)
      local first, second = ask(), ask()
      return first, second, llm.ledger().mocks[2].used`;
    expect(await resultsOf(source)).toEqual(['only', 'next mock', 1]);
  });

  it('goes on for as long as it likes, and waits', async () => {
    const source = `
      llm.on{}:script(function(request, answer)
        while true do
          clock.sleep(10)
          request = answer(request.messages[1].content:upper())
        end
      end)
      return ask("a"), ask("b"), clock.now() % 1000`;
    expect(await resultsOf(source)).toEqual(['A', 'B', 20]);
  });

  it('forks with its world', async () => {
    const source = 'llm.on{}:script(function(_, answer) answer("one") answer("two") return "three" end) first = ask()';
    const { vm } = await askLua(source);
    const snapshot = vm.vm.snapshot();
    const world = vm.world.fork();
    const rest = 'return llm.call("haiku", "x").text, llm.call("haiku", "x").text';
    for (let i = 0; i < 2; i++) {
      vm.vm.restore(snapshot);
      vm.world = world.fork();
      expect(await vm.run(rest)).toEqual(['two', 'three']);
    }
  });

  it('answers only inside itself', async () => {
    const source =
      'local keep llm.on{}:script(function(_, answer) keep = answer answer("x") end) ask() return select(2, pcall(keep, "y"))';
    expect(await resultsOf(source)).toEqual(['test.lua:1: llm mock: answer is called outside of its script']);
  });

  it('that fails a check is told by it alone', async () => {
    const source =
      'llm.on{}:script(function(request) assert.equal("bye", request.messages[1].content) end):optional() ask()';
    const failures = await failuresOf(source);
    expect(failures).toHaveLength(1);
    expect(failures[0]).toMatch(/^equal: /);
  });
});
