import { describe, expect, it } from 'vitest';
import { failuresOf, resultsOf } from './ask.js';

describe('a fault', () => {
  it.each([
    ['"rate_limit"', { kind: 'rate_limit', status: 429, message: '429: too many requests' }, 0],
    [
      '{ kind = "rate_limit", retry_after_ms = 2000, message = "slow down" }',
      { kind: 'rate_limit', status: 429, retry_after_ms: 2000, message: '429: slow down; retry after 2000 ms' },
      0,
    ],
    ['"overloaded"', { kind: 'overloaded', status: 529, message: '529: overloaded' }, 0],
    ['"server_error"', { kind: 'server_error', status: 500, message: '500: server error' }, 0],
    ['{ kind = "server_error", status = 503 }', { kind: 'server_error', status: 503, message: '503: server error' }, 0],
    ['"connection_reset"', { kind: 'connection_reset', message: 'connection reset' }, 0],
    ['"truncated"', { kind: 'truncated', message: 'the answer broke off half-way' }, 0],
    ['"timeout"', { kind: 'timeout', message: 'timeout: no answer within 60000 ms' }, 60_000],
    ['{ kind = "timeout", after_ms = 5 }', { kind: 'timeout', message: 'timeout: no answer within 5 ms' }, 5],
  ])('%s is data for who tries, an error for who calls', async (fault, failure, ms) => {
    const source = `
      llm.on{}:fault(${fault})
      local before = clock.now()
      local reply, failure = try()
      return reply, failure, clock.now() - before, select(2, pcall(ask)), #llm.calls()`;
    expect(await resultsOf(source)).toEqual([undefined, failure, ms, `test.lua:1: llm.call: ${failure.message}`, 2]);
  });

  it.each([
    ['{ text = "said", fault = "content_filter" }', { text: 'said', finish_reason: 'content_filter' }],
    ['{ fault = "content_filter" }', { text: '', finish_reason: 'content_filter' }],
    ['{ fault = "refusal" }', { text: 'I can’t help with that.', finish_reason: 'refusal' }],
    ['{ text = "fine", fault = { kind = "refusal", message = "No." } }', { text: 'No.', finish_reason: 'refusal' }],
    ['{ json = { a = 1, b = 2 }, fault = "malformed_json" }', { text: '{"a":1,"', finish_reason: 'stop' }],
    ['{ fault = "malformed_json" }', { text: '{' }],
    [
      '{ tool_calls = { { name = "read_file", arguments = { path = "a.md" } } }, fault = "malformed_json" }',
      { tool_calls: [{ name: 'read_file', arguments: '{"path":"a' }], finish_reason: 'tool_calls' },
    ],
    ['{ text = "ok", fault = "slow_start" }', { text: 'ok', finish_reason: 'stop' }],
  ])('%s comes with an answer', async (answer, reply) => {
    const source = `llm.on{}:reply${answer} return llm.call("haiku", "go", { tools = { READ } })`;
    expect((await resultsOf(source))[0]).toMatchObject(reply);
  });

  it('of a slow start takes its time, and the caller’s patience', async () => {
    const source = `
      llm.on{}:reply{ text = "ok", latency_ms = 100, fault = { kind = "slow_start", after_ms = 900 } }
      local before = clock.now()
      ask()
      local whole = clock.now() - before
      local _, failure = try("go", { timeout_ms = 500 })
      return whole, failure.message, clock.now() - before - whole`;
    expect(await resultsOf(source)).toEqual([1000, 'timeout: no answer within 500 ms', 500]);
  });

  it('by chance comes from the seed, and takes no answer away', async () => {
    const source = (more: string) => `
      ${more}
      llm.on{}:reply_sequence{ "1", "2", "3", "4", "5" }:sometimes(0.5, "overloaded"):sometimes(0.2, "timeout")
      local seen = {}
      while #seen < 100 do
        local reply, failure = try()
        seen[#seen + 1] = reply and reply.text or failure.kind
        if reply and reply.text == "5" then break end
      end
      return seen`;
    const [seen] = await resultsOf(source(''));
    const list = seen as string[];
    expect(list.filter((each) => /\d/.test(each))).toEqual(['1', '2', '3', '4', '5']);
    expect(list).toContain('overloaded');
    expect(
      await resultsOf(source('llm.on{ model = "opus" }:reply("x"):sometimes(1, "refusal"):optional() random.number()')),
    ).toEqual([seen]);
    expect((await resultsOf(source(''), { seed: '7' }))[0]).not.toEqual(seen);
  });

  it('by chance spoils an answer, of functions too', async () => {
    const source = `
      llm.on{ last = "a" }:reply{ json = { ok = true } }:sometimes(1, "malformed_json")
      llm.on{ last = "b" }:reply_with(function() return "whole" end):sometimes(1, "rate_limit")
      llm.on{ last = "c" }:reply_with(function() return '{"ok": true}' end):sometimes(1, "malformed_json")
      llm.on{ last = "d" }:script(function() return "late" end):sometimes(1, { kind = "slow_start", after_ms = 7 })
      local now = clock.now()
      return ask("a"), select(2, try("b")).kind, ask("c"), ask("d"), clock.now() - now`;
    expect(await resultsOf(source)).toEqual(['{"ok":t', 'rate_limit', '{"ok": t', 'late', 7]);
  });

  it('by chance keeps a promise, unless that says how often', async () => {
    const source = (bounds: string) => `llm.on{}:reply("x"):sometimes(1, "rate_limit")${bounds} try()`;
    expect(await failuresOf(source(''))).toEqual([]);
    expect((await failuresOf(source(':times(1)')))[0]).toContain('was never used');
  });
});

describe('a stream', () => {
  it('is cut into words that come one after the other in virtual time', async () => {
    const source = `
      llm.on{}:reply{ text = "one two\\nthree  four", latency_ms = 500, chunk_ms = 100 }
      local start, seen = clock.now(), {}
      for chunk in llm.stream("haiku", "go") do seen[#seen + 1] = chunk.text .. "@" .. (clock.now() - start) end
      return seen, llm.calls()[1].chunks, llm.calls()[1].text, llm.calls()[1].stream`;
    expect(await resultsOf(source)).toEqual([
      ['one @500', 'two\n@600', 'three  @700', 'four@800', '@800'],
      4,
      'one two\nthree  four',
      true,
    ]);
  });

  it('has the chunks of its mock, calls of tools, and the whole reply at its end', async () => {
    const source = `
      llm.on{}:reply{ chunks = { "a", "", "b c" }, tool_calls = { { name = "read_file", arguments = { path = "x" } } } }
      local seen = {}
      for chunk in llm.stream("haiku", "go", { tools = { READ } }) do seen[#seen + 1] = chunk end
      return seen, clock.now() % 1000`;
    const [seen, ms] = await resultsOf(source);
    expect(seen).toMatchObject([
      { text: 'a' },
      { text: '' },
      { text: 'b c' },
      { text: '', tool_call: { id: 'call_1', name: 'read_file' } },
      { text: '', reply: { text: 'ab c', finish_reason: 'tool_calls', cost_cents: expect.any(Number) } },
    ]);
    expect(ms).toBe(60);
  });

  it('that is left costs what has come, whether the loop ends or the scenario', async () => {
    const source = `
      llm.on{}:reply{ text = "one two three four", tokens = { input = 10, output = 40 } }
      for chunk in llm.stream("haiku", "go") do if chunk.text == "two " then break end end
      local read = llm.stream("haiku", "go")
      read()
      return llm.spent(), llm.calls()[1].text`;
    const [spent, text] = await resultsOf(source);
    expect(spent).toEqual({ calls: 1, tokens: { input: 10, output: 20, cached: 0 }, cost_cents: 0.011 });
    expect(text).toBe('one two ');
  });

  it('breaks off half-way, or where its mock says', async () => {
    const source = `
      llm.on{}:reply_sequence{
        { text = "a b c d", fault = "truncated" },
        { text = "a b c d", fault = { kind = "truncated", after_chunks = 3 } },
        { text = "a b c d", fault = { kind = "truncated", after_chunks = 0 } },
      }
      local function read()
        local seen = {}
        for chunk in llm.try_stream("haiku", "go") do seen[#seen + 1] = chunk.fault and chunk.fault.kind or chunk.text end
        return seen
      end
      local ok, why = pcall(function() for _ in llm.stream("haiku", "go") do end end)
      return why, read(), read(), llm.spent().calls`;
    expect(await resultsOf(source)).toEqual([
      expect.stringMatching(/^test.lua:\d+: llm.stream: the answer broke off half-way$/),
      ['a ', 'b ', 'c ', 'truncated'],
      ['truncated'],
      3,
    ]);
  });

  it('does not begin where the provider refuses', async () => {
    const source = `
      llm.on{}:fault("overloaded")
      local chunks, failure = llm.try_stream("haiku", "go")
      return chunks, failure.status, select(2, pcall(llm.stream, "haiku", "go"))`;
    expect(await resultsOf(source)).toEqual([
      undefined,
      529,
      expect.stringMatching(/^test.lua:\d+: llm.stream: 529: overloaded$/),
    ]);
  });

  it('ends when the caller’s time is over', async () => {
    const source = `
      llm.on{}:reply{ text = "a b c d e f", latency_ms = 100, chunk_ms = 100 }
      local seen, before = {}, clock.now()
      for chunk in llm.try_stream("haiku", "go", { timeout_ms = 250 }) do seen[#seen + 1] = chunk.fault and chunk.fault.message or chunk.text end
      return seen, clock.now() - before`;
    expect(await resultsOf(source)).toEqual([['a ', 'b ', 'timeout: the answer took more than 250 ms'], 250]);
  });

  it('may be empty, and reads nothing past its end', async () => {
    const source = `
      llm.on{}:reply("")
      local read = llm.stream("haiku", "go")
      local last = read()
      return last.reply.text, read(), read()`;
    expect(await resultsOf(source)).toEqual(['', undefined, undefined]);
  });
});
