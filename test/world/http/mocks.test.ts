import { describe, expect, it } from 'vitest';
import { openTestVm } from '../../vm/harness.js';
import { askLua, failuresOf, resultsOf } from '../llm/ask.js';

const FETCH =
  'local start = clock.now() local function passed() return clock.now() - start end ' +
  'local function get(path, options) return http.get("https://api.example.com" .. path, options) end\n';

/** Whether a match takes a request. */
async function takes(match: string, request: string): Promise<boolean> {
  const { failures } = await askLua(`http.on{ ${match} }:reply(200):optional() pcall(http.request, { ${request} })`);
  return failures.length === 0;
}

const GET = 'method = "GET", url = "https://api.example.com/users/7?page=2&tag=a&tag=b"';
const POST = 'method = "POST", url = "https://api.example.com/users"';

describe('a match', () => {
  it.each([
    ['', GET],
    ['method = "get"', GET],
    ['method = { "PUT", "GET" }', GET],
    ['url = "https://api.example.com/users/7"', GET],
    ['url = "https://api.example.com:443/users/:id"', GET],
    ['url = "api.example.com/users/:id"', GET],
    ['url = "*.example.com/users/*"', GET],
    ['url = "/users/:id"', GET],
    ['url = "/users/7?tag=b"', GET],
    ['url = { contains = "/users/" }', GET],
    ['url = { pattern = "/users/%d+" }', GET],
    ['query = { page = 2, tag = "b" }', GET],
    ['query = { page = { pattern = "^%d$" }, none = false }', GET],
    ['query = {}', POST],
    ['headers = { ["X-Kind"] = "a", other = false }', `${POST}, headers = { ["x-kind"] = "a" }`],
    ['body = "beta"', `${POST}, body = "alpha beta"`],
    ['body = { "alpha", { lacks = "gamma" } }', `${POST}, body = "alpha beta"`],
    [
      'json = { user = { name = "Ada" }, tags = { "x" } }',
      `${POST}, json = { user = { name = "Ada", age = 3 }, tags = { "x" }, more = 1 }`,
    ],
  ])('{ %s } takes %s', async (match, request) => {
    expect(await takes(match, request)).toBe(true);
  });

  it.each([
    ['method = "POST"', GET],
    ['url = "http://api.example.com/users/7"', GET],
    ['url = "https://api.example.com/users/:id"', `method = "GET", url = "https://api.example.com/users/7/posts"`],
    ['url = "example.com/users/7"', GET],
    ['url = "/users/7?tag=c"', GET],
    ['query = { page = 3 }', GET],
    ['query = {}', GET],
    ['query = { page = false }', GET],
    ['headers = { ["x-kind"] = "a" }', POST],
    ['headers = { ["x-kind"] = false }', `${POST}, headers = { ["X-Kind"] = "a" }`],
    ['body = { "alpha", "gamma" }', `${POST}, body = "alpha beta"`],
    ['json = { tags = { "x" } }', `${POST}, json = { tags = { "x", "y" } }`],
    ['json = { a = 1 }', `${POST}, body = "no json"`],
    ['agent = "planner"', GET],
  ])('{ %s } does not take %s', async (match, request) => {
    expect(await takes(match, request)).toBe(false);
  });

  it('may be a function, which is shown the request', async () => {
    const source = `${FETCH}
      http.on{}:reply("any")
      http.on{ url = "/users/:id", where = function(r) return r.params.id == "7" and r.query.page == "2" and r.path == "/users/7" end }
        :reply("seven")
      return get("/users/7", { query = { page = 2 } }).body, get("/users/8").body`;
    expect(await resultsOf(source)).toEqual(['seven', 'any']);
  });

  it.each([
    ['{ method = "G T" }', 'http.on: method: a method such as GET is expected, got G T'],
    ['{ url = "" }', 'http.on: url: not a URL or a path: it is empty'],
    ['{ url = "/a b" }', 'http.on: url: not a URL or a path: it has blanks in it'],
    ['{ url = "/a#b" }', 'what follows one is never sent'],
    ['{ url = "/:id/:id" }', ':id stands in it twice'],
    ['{ uri = "/a" }', 'uri'],
    ['{ query = "a" }', 'http.on: query: named texts are expected, got a text'],
    ['{ headers = { a = { has = "x" } } }', 'http.on: headers.a'],
    ['{ where = 5 }', 'http.on: where: a function is expected, got number'],
  ])('is refused where it cannot be read: %s', async (match, why) => {
    const message = await openTestVm().fail(`http.on(${match})`);
    expect(message).toContain(why);
    expect(message).toMatch(/^test\.lua:1: /);
  });
});

describe('an answer', () => {
  it.each([
    ['"text"', [200, 'text', 'text/plain;charset=utf-8']],
    ['204', [204, '', undefined]],
    ['{ json = { ok = true } }', [200, '{"ok":true}', 'application/json']],
    ['{ status = 404, body = "<no>", headers = { ["Content-Type"] = "text/html" } }', [404, '<no>', 'text/html']],
  ])('of %s', async (answer, expected) => {
    const source = `${FETCH} http.on{}:reply(${answer})
      local reply = get("/") return reply.status, reply.body, reply.headers["content-type"]`;
    expect(await resultsOf(source)).toEqual(expected);
  });

  it('comes in turn in a sequence, which never begins again', async () => {
    const source = `${FETCH} http.on{ url = "/jobs/1" }:reply_sequence{ 202, { json = { done = true } } }
      local first, second = get("/jobs/1"), get("/jobs/1")
      local ok, why = pcall(get, "/jobs/1")
      return first.status, second:json().done, ok`;
    const { results, failures } = await askLua(source);
    expect(results).toEqual([202, true, false]);
    expect(failures).toHaveLength(1);
    expect(failures[0]?.notes).toContain('  used up: it has given all of its 2 answers');
  });

  it('takes virtual time, and no other', async () => {
    const source = `${FETCH} http.on{}:reply{ body = "late", latency_ms = 3600000 } get("/") return passed()`;
    expect(await resultsOf(source)).toEqual([3_600_000]);
  });

  it('of the newest mock that matches wins', async () => {
    const source = `${FETCH} http.on{}:reply("old"):optional() http.on{}:reply("new") return get("/").body`;
    expect(await resultsOf(source)).toEqual(['new']);
  });

  it('may come only after another', async () => {
    const source = `${FETCH}
      local started = http.on{ method = "POST" }:reply(202)
      http.on{ method = "GET" }:reply("done"):after(started):named("result")
      local early = pcall(get, "/jobs/1")
      http.post("https://api.example.com/jobs")
      return early, get("/jobs/1").body`;
    const { results, failures } = await askLua(source);
    expect(results).toEqual([false, 'done']);
    expect(failures.map(({ message }) => message)).toEqual(['no mock answers GET https://api.example.com/jobs/1']);
  });

  it.each([
    ['reply{ status = 99 }', 'http.on(…):reply: status: a status from 200 to 599 is expected, got 99'],
    ['reply{ body = "x", json = {} }', 'http.on(…):reply: json: body says what is answered'],
    ['reply{ bdy = "x" }', 'bdy'],
    ['reply{ headers = { ["a b"] = "x" } }', 'this is no name of a header'],
    ['reply{ headers = { a = "x\\ny" } }', 'a header is one line'],
    ['reply()', 'http.on(…):reply: an answer is expected: a body, a status, or { status = …, json = … }'],
    ['reply{ fault = "tiemout" }', 'unknown kind tiemout; did you mean timeout?'],
    ['fault{ kind = "timeout", after_bytes = 4 }', 'the fault timeout has no such field (it has: kind, after_ms)'],
    ['sometimes(2, "timeout")', 'a probability from 0 to 1 is expected, got 2'],
    ['reply_sequence{ 200, 200 }:times(3)', 'a sequence of 2 cannot answer 3 calls'],
  ])('is refused where it cannot be read: %s', async (method, why) => {
    const message = await openTestVm().fail(`http.on{}:${method}`);
    expect(message).toContain(why);
    expect(message).toMatch(/^test\.lua:1: /);
  });
});

describe('a fault', () => {
  it.each([
    ['"dns_failure"', 'dns_failure', 'no such host: api.example.com', 0],
    ['"connection_refused"', 'connection_refused', 'connection refused by api.example.com', 0],
    ['"connection_reset"', 'connection_reset', 'connection reset by api.example.com', 0],
    ['"timeout"', 'timeout', 'timeout: no answer within 60000 ms', 60_000],
    ['{ kind = "timeout", after_ms = 500 }', 'timeout', 'timeout: no answer within 500 ms', 500],
  ])('%s leaves no answer', async (fault, kind, message, ms) => {
    const source = `${FETCH} http.on{}:fault(${fault})
      local reply, why, failure = get("/") return reply, why, failure.kind, failure.message, passed()`;
    expect(await resultsOf(source)).toEqual([undefined, message, kind, message, ms]);
  });

  it('is met by the caller’s own patience', async () => {
    const source = `${FETCH} http.on{}:reply{ body = "late", latency_ms = 5000 }
      local reply, why, failure = get("/", { timeout_ms = 800 }) return reply, failure.kind, passed()`;
    expect(await resultsOf(source)).toEqual([undefined, 'timeout', 800]);
  });

  it('within the body leaves what came of it', async () => {
    const source = `${FETCH} http.on{}:reply{ status = 201, body = "abcdefgh", fault = { kind = "truncated", after_bytes = 3 } }
      local reply, why, failure = get("/")
      return reply, why, failure.kind, failure.status, failure.body, failure.headers["Content-Type"]`;
    expect(await resultsOf(source)).toEqual([
      undefined,
      'the connection was lost within the body',
      'truncated',
      201,
      'abc',
      'text/plain;charset=utf-8',
    ]);
  });

  it('in JSON is there whole, and no JSON', async () => {
    const source = `${FETCH} http.on{}:reply{ json = { name = "Ada" }, fault = "malformed_json" }
      local reply = get("/") return reply.status, pcall(reply.json, reply)`;
    const [status, ok, why] = await resultsOf(source);
    expect([status, ok]).toEqual([200, false]);
    expect(why).toMatch(/^test\.lua:3: json\.decode: /);
  });

  it.each([
    ['slow', '{ kind = "slow", after_ms = 700 }'],
    ['slow_start', '{ kind = "slow_start", after_ms = 700 }'],
  ])('%s is late, and past the caller’s patience no answer', async (_, fault) => {
    const source = `${FETCH} http.on{}:reply{ body = "x", fault = ${fault} }
      local reply = get("/") local at = passed()
      return reply.body, at, (select(2, get("/", { timeout_ms = 100 })))`;
    expect(await resultsOf(source)).toEqual(['x', 700, 'timeout: no answer within 100 ms']);
  });

  it('by chance is the same for the same seed, and leaves the answer for the next try', async () => {
    const source = `${FETCH} http.on{}:reply_sequence{ "a", "b", "c" }:sometimes(0.5, "connection_reset")
      local got = {}
      while #got < 3 do local reply = get("/") if reply then got[#got + 1] = reply.body end end
      return table.concat(got), #http.calls()`;
    const first = await resultsOf(source);
    expect(first[0]).toBe('abc');
    expect(await resultsOf(source)).toEqual(first);
  });
});

describe('the ledger', () => {
  it('fails a request that no mock answers, whatever a pcall makes of it, beside the nearest mock', async () => {
    const [failure] = await failuresOf(`
      http.on{ method = "DELETE", url = "https://other.example.com/x" }:reply(200):optional()
      http.on{ method = "POST", url = "https://api.example.com/users", query = { dry = "1" }, headers = { ["x-kind"] = "a" },
        body = "Ada", json = { user = { name = "Ada" } } }:reply(201):optional()
      http.post("https://api.example.com/user", { headers = { ["X-Kind"] = "b" }, json = { user = { name = "ada" } } })`);
    expect(failure).toBe(`mock: no mock answers POST https://api.example.com/user
sent: POST https://api.example.com/user with "{\\"user\\":{\\"name\\":\\"ada\\"}}"
nearest: http.on{ method = "POST", url = "https://api.example.com/users", query = { dry = "1" }, headers = { ["x-kind"] = "a" }, body = "Ada", json = { user = { name = "Ada" } } } (test.lua:3)
  url: wanted https://api.example.com/users, got https://api.example.com/user
  query.dry: wanted 1, got none
  headers.x-kind: wanted a, got b
  body: "Ada" is not in the body
        it is there, in other case
  json.user.name: wanted "Ada", got "ada"`);
  });

  it('keeps what is secret out of failures', async () => {
    const [failure] = await failuresOf(`
      http.on{ headers = { authorization = "Bearer right" } }:reply(200):optional()
      http.get("https://api.example.com/", { headers = { Authorization = "Bearer s3cret" } })`);
    expect(failure).toContain('  headers.authorization: wanted Bearer right, got one that is kept secret');
    expect(failure).not.toContain('s3cret');
  });

  it('fails an answer that was promised and never used, beside the nearest request', async () => {
    const failures = await failuresOf(`
      http.on{}:reply(200)
      http.on{ method = "PUT", url = "/users/:id" }:reply(200)
      http.get("https://api.example.com/users/7")`);
    expect(failures).toEqual([
      `mock: the promised answer http.on{ method = "PUT", url = "/users/:id" } was never used
nearest call: request 1 (test.lua:4)
  sent: GET https://api.example.com/users/7
  method: wanted PUT, got GET
  it was answered by http.on{} (test.lua:2)
a mock made in a scenario is a promise; :optional() says that it may stay unused`,
    ]);
  });

  it.each([
    ['reply_sequence{ 200, 200 }', 'was used 1 of 2 times'],
    ['reply(200):times(3)', 'was used 1 of 3 times'],
    ['reply(200):at_least(2)', 'was used 1 of 2 times'],
  ])('counts what was promised: %s', async (method, often) => {
    const [failure] = await failuresOf(`http.on{}:${method} http.get("https://api.example.com/")`);
    expect(failure).toContain(`the promised answer http.on{} ${often}`);
  });

  it('has no more answers than were allowed', async () => {
    const [failure] = await failuresOf(
      'http.on{}:reply(200):times(1) http.get("https://a.example/") http.get("https://a.example/")',
    );
    expect(failure).toContain('used up: it has given all of its 1 answer');
  });

  it('lets an optional answer be', async () => {
    expect(await failuresOf('http.on{}:reply(200):optional()')).toEqual([]);
  });

  it('is told by http.ledger, both sides', async () => {
    const source = `${FETCH} http.on{ url = "/a" }:reply(200):named("a") get("/a") pcall(get, "/b")
      local ledger = http.ledger()
      local call, miss, mock = ledger.calls[1], ledger.calls[2], ledger.mocks[1]
      return call.method, call.url, call.how, call.mock, miss.how, miss.mock, mock.name, mock.used, mock.kept`;
    const { results } = await askLua(source);
    expect(results).toEqual(['GET', 'https://api.example.com/a', 'answered', 1, 'unmatched', undefined, 'a', 1, true]);
  });

  it('forks with the world', async () => {
    const vm = openTestVm();
    vm.world.isBody = true;
    await vm.run('kept = http.on{}:reply_sequence{ 200, 200 }');
    const fork = vm.world.fork();
    await vm.run('http.get("https://a.example/") http.get("https://a.example/")');
    expect(vm.world.http?.mocks.unkept()).toEqual([]);
    expect(fork.http?.mocks.unkept()).toHaveLength(1);
    expect(fork.http?.ledger.count).toBe(0);
  });
});

it('a script under test can send requests and script none', async () => {
  const source = `
    http.on{}:reply("hello")
    local env = script.load("test/world/http/calling_script")
    local words = {}
    for name in pairs(env.http) do words[#words + 1] = name end
    table.sort(words)
    return env.fetch(), table.concat(words, " ")`;
  expect(await resultsOf(source)).toEqual(['hello', 'delete get head patch post put request']);
});
