import { describe, expect, it } from 'vitest';
import { failuresOf, resultsOf } from './ask.js';

const CALL = '{ role = "assistant", tool_calls = { { id = "c1", name = "read_file", arguments = { path = "a" } } } }';
const RESULT = '{ role = "tool", tool_call_id = "c1", content = "text" }';

function send(messages: string, model = 'haiku', options = '{ tools = { READ, WRITE } }'): string {
  return `llm.on{}:reply("ok"):optional() llm.call("${model}", { ${messages} }, ${options})`;
}

describe('a request that a provider takes', () => {
  it.each([
    ['user("a")'],
    ['{ role = "system", content = "s" }, user("a"), { role = "assistant", content = "b" }, user("c")'],
    ['user("a"), user("b")'],
    [`user("a"), ${CALL}, ${RESULT}`],
    [`user("a"), ${CALL}, ${RESULT}, user("and?")`],
    [`user("a"), ${CALL}, ${RESULT}, { role = "assistant", content = "done" }, user("b")`],
    [`user("a"), ${CALL}, { role = "tool", tool_call_id = "c1", content = "" }`],
    [
      `user("a"), { role = "assistant", content = "both", tool_calls = {
        { id = "c1", name = "read_file", arguments = { path = "a" } }, { id = "c2", name = "write_file", arguments = {} } } },
        { role = "tool", tool_call_id = "c2", content = "2" }, ${RESULT}`,
    ],
    ['{ role = "assistant", content = "b" }, { role = "assistant", content = "c" }', 'gpt-5'],
    ['{ role = "assistant", content = "b" }, { role = "system", content = "s" }', 'o3'],
    ['user("a"), { role = "assistant", content = "b" }, user("c")', 'strict'],
  ])('is no failure: %s to %s', async (messages, model = 'haiku') => {
    const changes = { providers: { strict: 'alternating' }, prices: prices(model) } as const;
    expect(await failuresOf(send(messages, model), changes)).toEqual([]);
  });
});

const prices = (model: string) => ({ [model]: { input: 1, output: 1 }, haiku: { input: 1, output: 1 } });

describe('a request that no provider takes fails with its message and a hint', () => {
  it.each([
    [
      '{ role = "bot", content = "a" }',
      'message 1 (bot): no provider knows this role',
      'roles are system, developer, user, assistant, tool',
    ],
    ['user("")', 'message 1 (user): it is empty', 'leave it out'],
    ['user(" \\n")', 'message 1 (user): it is empty', 'leave it out'],
    [
      'user("a"), { role = "user", content = "b", tool_call_id = "c1" }',
      'message 2 (user): it has a tool_call_id',
      'the result of a tool has the role tool',
    ],
    [
      '{ role = "user", content = "b", tool_calls = { { id = "c1", name = "x" } } }',
      'it asks for tools',
      'only an assistant’s message has tool_calls',
    ],
    [
      `user("a"), ${RESULT}`,
      'message 2 (tool) answers c1, which no message before it asks for',
      'no call waits for a result',
    ],
    [
      `user("a"), ${RESULT}, ${CALL}`,
      'message 2 (tool) answers c1, which no message before it asks for',
      'no call waits',
    ],
    [
      `user("a"), ${CALL}, { role = "tool", tool_call_id = "c2", content = "x" }`,
      'message 3 (tool) answers c2, which no message before it asks for',
      'waiting for a result: c1 (read_file)',
    ],
    [
      `user("a"), ${CALL}, { role = "tool", content = "x" }`,
      'message 3 (tool) has no tool_call_id',
      'waiting for a result: c1 (read_file)',
    ],
    [`user("a"), ${CALL}, ${RESULT}, ${RESULT}`, 'message 4 (tool) answers c1 again, after message 3', 'no call waits'],
    [
      `user("a"), ${CALL}, user("b")`,
      'message 3 (user) comes before the result of c1 (read_file, asked for in message 2)',
      'each call is answered',
    ],
    [
      `user("a"), ${CALL}`,
      'the conversation ends before the result of c1 (read_file, asked for in message 2)',
      'each call is answered',
    ],
    [
      `user("a"), ${CALL}, user("b"), ${RESULT}`,
      'message 3 (user) comes before the result of c1',
      'message 4 (tool) answers c1 again, after message 2',
    ],
    [
      `user("a"), ${CALL}, ${RESULT}, ${CALL}, ${RESULT}`,
      'message 4 (assistant): the id c1 was used in message 2 already',
      'an id of its own',
    ],
    [
      'user("a"), { role = "assistant", tool_calls = { { id = "", name = "write_file" } } }, { role = "tool", tool_call_id = "", content = "" }',
      'message 2 (assistant): a call of write_file has no id',
      'as the model gave it',
    ],
    [
      '{ role = "assistant", content = "b" }, user("a")',
      'message 1 (assistant): it begins the conversation',
      'the first turn is the user’s',
    ],
    [
      'user("a"), { role = "assistant", content = "b" }, { role = "assistant", content = "c" }',
      'message 3 (assistant): it follows another turn of the assistant',
      'is missing between them',
    ],
    [
      'user("a"), { role = "system", content = "s" }',
      'message 2 (system): it comes after the conversation has begun',
      'system messages come first',
    ],
    ['{ role = "system", content = "s" }', 'there are system messages only', 'at least one message of the user'],
  ])('%s', async (messages, message, hint) => {
    const [failure, more] = await failuresOf(send(messages));
    expect(failure).toContain(message);
    expect(failure).toContain(hint);
    expect(failure).toMatch(/^protocol: no provider takes this request: /);
    expect(more).toBeUndefined();
  });

  it.each([
    ['user("a"), user("b")', 'message 2 (user): it follows another turn of the user'],
    ['user("a"), { role = "assistant", content = "b" }', 'message 2 (assistant): the assistant speaks last'],
  ])('also of a provider that wants turns to alternate: %s', async (messages, message) => {
    expect((await failuresOf(send(messages), { providers: { haiku: 'alternating' } }))[0]).toContain(message);
    expect(await failuresOf(send(messages), { providers: { haiku: 'openai' } })).toEqual([]);
  });

  it.each([
    ['{ { name = "read file" } }', 'tool 1 (read file): providers refuse this name'],
    ['{ WRITE, READ, { name = "write_file" } }', 'tool 3 (write_file): tool 1 has the same name'],
    ['{ { name = "x", parameters = { properties = {} } } }', 'tool 1 (x): its parameters are no schema of an object'],
    ['{ { name = "x", parameters = "object" } }', 'tool 1 (x): its parameters are no schema of an object'],
  ])('of the tools that it offers: %s', async (tools, message) => {
    expect((await failuresOf(send('user("a")', 'haiku', `{ tools = ${tools} }`)))[0]).toContain(message);
  });

  it.each([
    [
      'name = "raed_file", arguments = {}',
      'message 2 (assistant): the tool raed_file is not offered',
      'did you mean read_file? offered: read_file, write_file',
    ],
    [
      'name = "read_file", arguments = { pth = "a" }',
      "the arguments of read_file do not fit its schema: (whole): must have required property 'path'",
      '',
    ],
    [
      'name = "read_file", arguments = { path = 5 }',
      'the arguments of read_file do not fit its schema: .path: must be string, got 5',
      '',
    ],
    ['name = "read_file", arguments = "{path"', 'the arguments of read_file are no JSON', 'they are "{path"'],
  ])('of the calls that it tells of: %s', async (call, message, hint) => {
    const turn = `{ role = "assistant", tool_calls = { { id = "c1", ${call} } } }`;
    const [failure] = await failuresOf(send(`user("a"), ${turn}, ${RESULT}`));
    expect(failure).toContain(message);
    expect(failure).toContain(hint);
  });

  it('where tools are spoken of, and not offered, to Anthropic', async () => {
    const messages = `user("a"), ${CALL}, ${RESULT}`;
    expect((await failuresOf(send(messages, 'haiku', '{}')))[0]).toContain(
      'message 2 (assistant) speaks of a tool, and no tools are offered',
    );
    expect(await failuresOf(send(messages, 'gpt', '{}'), { prices: prices('gpt') })).toEqual([]);
  });
});

describe('a mock that answers what no model would', () => {
  it.each([
    [
      '{ tool_calls = { { name = "delete_file" } } }',
      'the tool delete_file is not offered (offered: read_file, write_file)',
    ],
    [
      '{ tool_calls = { { name = "read_file", arguments = { path = 1 } } } }',
      'the arguments of read_file do not fit its schema: .path: must be string, got 1',
    ],
    [
      '{ tool_calls = { { name = "read_file", arguments = "{" } } }',
      'the arguments of read_file are no JSON (they are "{")',
    ],
  ])('is its author’s mistake: %s', async (answer, why) => {
    const [failure] = await failuresOf(`llm.on{}:reply${answer} llm.call("haiku", "go", { tools = { READ, WRITE } })`);
    expect(failure).toContain(`mock: the mock that answers is wrong: ${why}`);
    expect(failure).toContain('with mistaken = true in the reply, the model errs on purpose');
  });

  it.each([
    ['"no json"', 'true', 'the call asks for JSON, and the answer is none'],
    [
      '{ json = { a = 1 } }',
      '{ type = "object", required = { "b" } }',
      "the answer does not keep to the JSON schema that the call asks for: (whole): must have required property 'b'",
    ],
  ])('of JSON: %s for %s', async (answer, json, why) => {
    expect((await failuresOf(`llm.on{}:reply(${answer}) llm.call("haiku", "go", { json = ${json} })`))[0]).toContain(
      why,
    );
  });

  it('may err on purpose, and the agent may send that back', async () => {
    const source = `
      llm.on{}:reply_sequence{
        { tool_calls = { { name = "delete_file" }, { name = "read_file", arguments = "{pa" } }, mistaken = true }, "sorry",
      }
      local messages = { user("a") }
      local calls = llm.call("haiku", messages, { tools = { READ } }).tool_calls
      messages[2] = { role = "assistant", tool_calls = calls }
      for i, call in ipairs(calls) do messages[i + 2] = { role = "tool", tool_call_id = call.id, content = "error" } end
      return llm.call("haiku", messages, { tools = { READ } }).text, llm.on{}:optional() and calls[2].arguments`;
    expect(await resultsOf(source)).toEqual(['sorry', '{pa']);
  });

  it('is not believed where the agent changes what it said', async () => {
    const source = `
      llm.on{}:reply_sequence{ { tool_calls = { { name = "read_file", arguments = { path = "a" } } } }, "x" }
      local calls = llm.call("haiku", "a", { tools = { READ } }).tool_calls
      calls[1].arguments.path = 5
      llm.call("haiku", { user("a"), { role = "assistant", tool_calls = calls }, { role = "tool", tool_call_id = calls[1].id, content = "" } }, { tools = { READ } })`;
    expect((await failuresOf(source))[0]).toContain(
      'message 2 (assistant): the arguments of read_file do not fit its schema',
    );
  });
});
