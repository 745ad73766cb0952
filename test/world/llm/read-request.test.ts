import { describe, expect, it } from 'vitest';
import { resultsOf } from './ask.js';

describe('options of a call', () => {
  it.each([
    ['{ tempature = 1 }', 'llm.call: unknown option tempature; did you mean temperature?; there are agent, task'],
    ['{ stream = true }', 'llm.call: option stream: llm.stream gives the answer in chunks'],
    ['{ temperature = "x" }', 'llm.call: option temperature: a number from 0 up is expected, got string'],
    ['{ agent = {} }', 'llm.call: option agent: a text is expected, got table'],
    ['{ tools = "x" }', 'llm.call: tools: a list is expected, got string'],
    ['{ tools = { {} } }', 'llm.call: option tools: tool 1: a name is expected, as text'],
    ['"x"', 'llm.call: options are a table, got string'],
  ])('are refused where they cannot be read: %s', async (options, message) => {
    expect(await resultsOf(`return select(2, pcall(ask, "go", ${options}))`)).toEqual(
      [`test.lua:1: ${message}`].map((text) => expect.stringContaining(text)),
    );
  });

  it.each([
    ['{ { role = "user" } }', 'message 1: role and content are expected, as texts'],
    ['{ user("a"), { content = "x" } }', 'message 2: role and content are expected, as texts'],
    [
      '{ { role = "assistant", tool_calls = { { name = "x" } } } }',
      'message 1: tool_calls[1]: id and name are expected, as texts',
    ],
    [
      '{ { role = "assistant", content = "a", tool_calls = "x" } }',
      'message 1: tool_calls: a list is expected, got string',
    ],
  ])('and so are messages: %s', async (messages, message) => {
    expect(await resultsOf(`return select(2, pcall(ask, ${messages}))`)).toEqual([`test.lua:1: llm.call: ${message}`]);
  });
});
