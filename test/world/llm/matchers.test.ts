import { describe, expect, it } from 'vitest';
import { failuresOf, resultsOf } from './ask.js';

/** Whether a mock answers a call, `prompt` and `options` of it being Lua. */
async function matches(match: string, prompt: string, options = 'nil'): Promise<boolean> {
  const source = `llm.on{}:reply("other"):optional() llm.on${match}:reply("meant"):optional() return ask(${prompt}, ${options})`;
  return (await resultsOf(source))[0] === 'meant';
}

const CHAT =
  '{ { role = "system", content = "Be brief." }, user("first words"), { role = "assistant", content = "well" }, user("last words") }';

describe('a mock answers', () => {
  it.each([
    ['{}', '"go"'],
    ['{ model = "haiku" }', '"go"'],
    ['{ model = "simple" }', '"go"'],
    ['{ model = { one_of = { "opus", "simple" } } }', '"go"'],
    ['{ model = { pattern = "^hai" } }', '"go"'],
    ['{ model = { contains = "aik", lacks = "x" } }', '"go"'],
    ['{ role = "user" }', CHAT],
    ['{ last = "last" }', CHAT],
    ['{ last = { is = "last words" } }', CHAT],
    ['{ last = { pattern = "^last%s%a+$" } }', CHAT],
    ['{ last = { contains = { "last", "words" }, lacks = { "first" } } }', CHAT],
    ['{ contains = "first" }', CHAT],
    ['{ contains = { "first", "last", "well" } }', CHAT],
    ['{ contains = { is = "well" } }', CHAT],
    ['{ contains = { { pattern = "^first" }, "last" } }', CHAT],
    ['{ contains = { lacks = "never said" } }', CHAT],
    ['{ system = "brief" }', CHAT],
    ['{ system = { is = "Be brief." } }', CHAT],
    ['{ tools = "read_file" }', '"go"', '{ tools = { READ, WRITE } }'],
    ['{ tools = { "write_file", { pattern = "^read" } } }', '"go"', '{ tools = { READ, WRITE } }'],
    ['{ tools = {} }', '"go"'],
    ['{ temperature = 0 }', '"go"', '{ temperature = 0 }'],
    ['{ temperature = { min = 0.5, max = 1 } }', '"go"', '{ temperature = 0.5 }'],
    ['{ temperature = { min = 0.5 } }', '"go"', '{ temperature = 2 }'],
    [
      '{ agent = "planner", task = "7", conversation = "main" }',
      '"go"',
      '{ agent = "planner", task = 7, conversation = "main" }',
    ],
    ['{ json_path = "$.max_tokens" }', '"go"', '{ max_tokens = 5 }'],
    ['{ json_path = { ["$.max_tokens"] = 5, ["$.messages[0].role"] = "user" } }', '"go"', '{ max_tokens = 5 }'],
    ['{ json_path = { ["$.messages[-1].json.items[1].id"] = 2 } }', '\'{"items": [{"id": 1}, {"id": 2}]}\''],
    ['{ json_path = { ["$.messages[?@.role == \\"user\\"].content"] = { pattern = "^last" } } }', CHAT],
    ['{ json_path = { ["$.tools[*].parameters.required"] = { "path" } } }', '"go"', '{ tools = { READ } }'],
    ['{ where = function(request) return request.messages[1].content == "go" end }', '"go"'],
    [
      '{ where = function(request) return #request.tools == 1 and request.temperature == 0.5 end }',
      '"go"',
      '{ tools = { READ }, temperature = 0.5 }',
    ],
  ])('%s a call of %s %s', async (match, prompt, options = 'nil') => {
    expect(await matches(match, prompt, options)).toBe(true);
  });

  it.each([
    ['{ model = "opus" }', '"go"'],
    ['{ model = { lacks = "haiku" } }', '"go"'],
    ['{ agent = "planner" }', '"go"'],
    ['{ agent = { lacks = "planner" } }', '"go"'],
    ['{ role = "tool" }', CHAT],
    ['{ last = "first" }', CHAT],
    ['{ last = { is = "last" } }', CHAT],
    ['{ last = { pattern = "^words" } }', CHAT],
    ['{ contains = { "first", "third" } }', CHAT],
    ['{ contains = { lacks = "well" } }', CHAT],
    ['{ system = "words" }', CHAT],
    ['{ tools = { "read_file", "delete_file" } }', '"go"', '{ tools = { READ } }'],
    ['{ tools = {} }', '"go"', '{ tools = { READ } }'],
    ['{ temperature = 0 }', '"go"'],
    ['{ temperature = { max = 1 } }', '"go"', '{ temperature = 1.5 }'],
    ['{ conversation = "main" }', '"go"', '{ conversation = "other" }'],
    ['{ json_path = "$.max_tokens" }', '"go"'],
    ['{ json_path = { ["$.max_tokens"] = 6 } }', '"go"', '{ max_tokens = 5 }'],
    ['{ json_path = { ["$.messages[-1].json.id"] = 1 } }', '"no json"'],
    ['{ where = function(request) return request.tools end }', '"go"'],
    ['{ where = function() end }', '"go"'],
  ])('and not for %s a call of %s %s', async (match, prompt, options = 'nil') => {
    expect(await matches(match, prompt, options)).toBe(false);
  });

  it('by the number of the call, in the scenario and of its agent', async () => {
    const source = `
      llm.on{}:reply("any")
      llm.on{ call = 3 }:reply("third")
      llm.on{ agent = "a", agent_call = 2 }:reply("second of a")
      return ask(), ask("go", { agent = "a" }), ask(), ask("go", { agent = "b" }), ask("go", { agent = "a" }), ask()`;
    expect(await resultsOf(source)).toEqual(['any', 'any', 'third', 'any', 'second of a', 'any']);
  });

  it('the newest first, whatever models they are for', async () => {
    const source = `
      llm.on{ model = "haiku" }:reply("1"):times(1)
      llm.on{}:reply("2"):times(1)
      llm.on{ model = { one_of = { "haiku", "opus" } } }:reply("3"):times(1)
      llm.on{ model = { pattern = "haiku" } }:reply("4"):times(1)
      llm.on{ model = "haiku" }:reply("5"):times(1)
      return ask(), ask(), ask(), ask(), ask()`;
    expect(await resultsOf(source)).toEqual(['5', '4', '3', '2', '1']);
  });

  it('after another that comes first', async () => {
    const source = `
      llm.on{}:reply("early")
      local plan = llm.on{ last = "plan" }:reply_sequence{ "draft", "plan" }
      llm.on{ last = "code" }:reply("code"):after(plan)
      return ask("code"), ask("plan"), ask("code"), ask("plan"), ask("code")`;
    expect(await resultsOf(source)).toEqual(['early', 'draft', 'early', 'plan', 'code']);
  });

  it('where its function waits in virtual time', async () => {
    const source = `
      llm.on{ where = function() clock.sleep(50) return true end }:reply_with(function() clock.sleep(5) return "late" end)
      return ask(), clock.now() % 1000`;
    expect(await resultsOf(source)).toEqual(['late', 55]);
  });

  it.each([
    ['{ last = { pattern = "%" } }', "last.pattern: not a Lua pattern: malformed pattern (ends with '%')"],
    ['{ last = {} }', 'last: one of is, one_of, contains, lacks, pattern is expected'],
    ['{ last = { is = "a", one_of = { "b" } } }', 'last.one_of: is says the whole text already'],
    ['{ last = { iss = "a" } }', 'last.iss: unknown field iss; did you mean is?'],
    ['{ contains = { "a", 5 } }', 'contains[2]: a text is expected'],
    ['{ json_path = "messages" }', "json_path: not a JSONPath query: expected '$', found 'm'"],
    ['{ json_path = { ["$.["] = 1 } }', 'json_path["$.["]: not a JSONPath query: '],
    ['{ json_path = { 5 } }', 'json_path[1]: a JSONPath query is expected, as text, got a number'],
    ['{ call = 0 }', 'call: calls are counted from 1'],
    ['{ call = 1.5 }', 'call: a whole number is expected, got 1.5'],
    ['{ temperature = "hot" }', 'temperature: a number is expected, or { min = …, max = … }, got a text'],
    ['{ where = "x" }', 'llm.on: where: a function is expected, got string'],
  ])('only what can be read: %s', async (match, message) => {
    const [text] = await resultsOf(`return select(2, pcall(llm.on, ${match}))`);
    expect(text).toContain('test.lua:1: llm.on');
    expect(text).toContain(message);
  });
});

describe('a predicate', () => {
  it('that raises is its author’s mistake, which no pcall hides', async () => {
    const source =
      'llm.on{}:reply("x"):optional() llm.on{ where = function(r) return r.x.y end }:reply("y"):optional() ask("hi")';
    expect(await failuresOf(source)).toEqual([
      `mock: the mock that answers is wrong: its where raised: test.lua:1: attempt to index a nil value (field 'x')
the mock: llm.on{ where = function } (test.lua:1)
asked of haiku: user "hi"`,
    ]);
  });

  it('that checks something is told once', async () => {
    const source =
      'llm.on{ where = function(r) assert.equal("bye", r.messages[1].content) return true end }:reply("y"):optional() ask("hi")';
    const failures = await failuresOf(source);
    expect(failures).toHaveLength(1);
    expect(failures[0]).toMatch(/^equal: /);
  });
});
