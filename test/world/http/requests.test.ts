import { describe, expect, it } from 'vitest';
import { openTestVm } from '../../vm/harness.js';
import { askLua, resultsOf } from '../llm/ask.js';

const URL_OF_USER = 'https://api.example.com/users/7';

describe('a request', () => {
  it('gives status, headers in any case, body, and the body as a value', async () => {
    const source = `
      http.on{ method = "GET", url = "${URL_OF_USER}" }
        :reply{ status = 203, headers = { ["X-Rate"] = "9", ["set-cookie"] = { "a=1", "b=2" } }, json = { name = "Ada", tags = { 1, 2 } } }
      local reply, why, failure = http.get("${URL_OF_USER}")
      return reply.status, reply.headers["x-RATE"], reply.headers["Content-Type"], reply.headers["set-cookie"][2], reply.body,
        reply:json().name, reply:json().tags[2], why, failure, getmetatable(reply)`;
    expect(await resultsOf(source)).toEqual([
      203,
      '9',
      'application/json',
      'b=2',
      '{"name":"Ada","tags":[1,2]}',
      'Ada',
      2,
      undefined,
      undefined,
      'http reply',
    ]);
  });

  it.each(['get', 'post', 'put', 'patch', 'delete', 'head'])('is sent by http.%s', async (method) => {
    const source = `
      http.on{ method = "${method}" }:reply{ status = 202 }
      return http.${method}("${URL_OF_USER}").status, http.calls()[1].method`;
    expect(await resultsOf(source)).toEqual([202, method.toUpperCase()]);
  });

  it('of any method is sent by http.request', async () => {
    const source = `
      http.on{ method = "OPTIONS" }:reply(204)
      return http.request{ method = "options", url = "https://api.example.com" }.status, http.calls()[1].url`;
    expect(await resultsOf(source)).toEqual([204, 'https://api.example.com/']);
  });

  it('says its query in the order of names, and what it sends as JSON', async () => {
    const source = `
      http.on{}:reply_with(function(request)
        return { json = { url = request.url, type = request.headers["content-type"], sent = request.body } }
      end)
      local reply = http.post("https://api.example.com/find?x=1#part", {
        query = { b = { 2, "zwei" }, a = true, c = 1.5 }, json = { list = json.array(), n = 1, f = 2.5 },
      }):json()
      return reply.url, reply.type, reply.sent`;
    expect(await resultsOf(source)).toEqual([
      'https://api.example.com/find?x=1&a=true&b=2&b=zwei&c=1.5',
      'application/json',
      expect.stringMatching(/^\{.*"list":\[\].*\}$/),
    ]);
  });

  it('carries bytes both ways', async () => {
    const source = `
      http.on{}:reply_with(function(request) return { body = request.body .. "\\xff" } end)
      return http.post("https://api.example.com/", { body = "\\xfe\\0" }).body == "\\xfe\\0\\xff"`;
    expect(await resultsOf(source)).toEqual([true]);
  });

  it('is noted with what came of it, without what is secret', async () => {
    const { vm } = await askLua(`
      http.on{ url = "/login" }:reply{ status = 201, headers = { ["set-cookie"] = "session=s3cret" }, body = "hello" }
      http.post("https://api.example.com/login", { headers = { Authorization = "Bearer s3cret", ["X-Trace"] = "7" }, body = "in" })
    `);
    const entry = vm.world.journal.entries(10).find(({ kind }) => kind === 'http.request');
    expect(entry).toMatchObject({
      text: 'POST https://api.example.com/login: 201 (5 bytes)',
      data: {
        call: 'http.post',
        method: 'POST',
        url: 'https://api.example.com/login',
        headers: { authorization: '(kept secret)', 'x-trace': '7' },
        body: 'in',
        status: 201,
        reply_headers: { 'set-cookie': '(kept secret)' },
        reply: 'hello',
        mock: 'test.lua:2',
      },
    });
    expect(JSON.stringify(vm.world.journal.entries(10))).not.toContain('s3cret');
  });

  it.each([
    ['http.get()', 'http.get: a whole URL is expected, such as https://api.example.com/users, got nil'],
    ['http.get("/users")', 'http.get: a whole URL is expected, such as https://api.example.com/users, got "/users"'],
    ['http.get("ftp://x.y/z")', 'got "ftp://x.y/z"'],
    [`http.get("${URL_OF_USER}", 5)`, 'http.get: options: a table is expected, got number'],
    [`http.get("${URL_OF_USER}", { header = {} })`, 'http.get: unknown option header; did you mean headers?'],
    [`http.get("${URL_OF_USER}", { method = "PUT" })`, 'http.get: method and url are said already'],
    [`http.get("${URL_OF_USER}", { headers = "x" })`, 'http.get: headers: named texts are expected, got string'],
    [`http.get("${URL_OF_USER}", { headers = { a = {} } })`, 'http.get: headers.a: a text is expected, got table'],
    [`http.get("${URL_OF_USER}", { timeout_ms = -1 })`, 'http.get: timeout_ms: a number from 0 up is expected, got -1'],
    [`http.post("${URL_OF_USER}", { body = {} })`, 'http.post: body: a text is expected, got table; json takes tables'],
    [`http.post("${URL_OF_USER}", { body = "", json = {} })`, 'http.post: json: body says what is sent'],
    ['http.request("x")', 'http.request: a table is expected, got string'],
    [`http.request{ method = "A B", url = "${URL_OF_USER}" }`, 'http.request: method: a name such as GET is expected'],
    ['http.gett("x")', 'gett'],
  ])('is refused where it cannot be sent: %s', async (call, why) => {
    const message = await openTestVm().fail(call);
    expect(message).toContain(why);
    expect(message).toMatch(/^test\.lua:1: /);
  });

  it('to a provider is answered by the mocks of the model, plain and streamed', async () => {
    const source = `
      llm.on{ model = "haiku", last = "Hi" }:reply{ text = "Hello there", tokens = { input = 5, output = 2 } }:times(2)
      local function ask(stream)
        return http.post("https://api.openai.com/v1/chat/completions", {
          json = { model = "haiku", messages = { { role = "user", content = "Hi" } }, stream = stream },
        })
      end
      local plain, streamed = ask(false), ask(true)
      return plain:json().choices[1].message.content, plain:json().usage.total_tokens, streamed.headers["content-type"],
        streamed.body:find("data: [DONE]", 1, true) ~= nil, llm.spent().calls`;
    expect(await resultsOf(source)).toEqual(['Hello there', 7, 'text/event-stream; charset=utf-8', true, 2]);
  });

  it('to a provider meets the faults of the model as that tells them', async () => {
    const source = `
      llm.on{}:reply_sequence{ { fault = { kind = "rate_limit", retry_after_ms = 2000 } }, "Fine" }
      local function ask()
        return http.post("https://api.anthropic.com/v1/messages", {
          json = { model = "haiku", max_tokens = 9, messages = { { role = "user", content = "Hi" } } },
        })
      end
      local first, second = ask(), ask()
      return first.status, first.headers["retry-after"], first:json().error.type, second:json().content[1].text`;
    expect(await resultsOf(source)).toEqual([429, '2', 'rate_limit_error', 'Fine']);
  });

  it('to a provider that is none of the model’s needs a mock of its own', async () => {
    const { failures } = await askLua('pcall(http.get, "https://api.openai.com/v1/models")');
    expect(failures[0]?.message).toBe('no mock answers GET https://api.openai.com/v1/models');
    expect(failures[0]?.notes?.at(-1)).toBe(
      'of api.openai.com only POST /v1/chat/completions is answered by the mocks of the model; http.on{…} answers all else',
    );
  });
});
