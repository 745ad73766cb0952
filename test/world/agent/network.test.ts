import { symlinkSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScenarioResult } from '../../../src/model/run-event.js';
import { type RunChanges, runEvents } from '../../run/harness.js';
import { moduleOf, problems, useAgents } from './agents.js';

const { project, runModule, runProgram } = useAgents();

const OPENAI = `import OpenAI from 'openai';\nconst ask = { model: 'haiku', messages: [{ role: 'user' as const, content: 'Hi' }] };\n`;
const ANTHROPIC = `import Anthropic from '@anthropic-ai/sdk';\nconst ask = { model: 'haiku', max_tokens: 50, messages: [{ role: 'user' as const, content: 'Hi' }] };\n`;

/** A project whose agents find the packages of this one. */
function withPackages(source: string, body: string): string {
  const root = project({
    'agents/it.ts': source,
    'a.scenario.lua': `it("x", function()\n  local agent = Agent.new("it")\n${body}\nend)`,
  });
  symlinkSync(join(process.cwd(), 'node_modules'), join(root, 'node_modules'));
  return root;
}

async function runClient(source: string, body: string, changes: RunChanges = {}): Promise<ScenarioResult> {
  const events = await runEvents(withPackages(source, body), ['a.scenario.lua'], {
    agents: { it: 'agents/it.ts' },
    ...changes,
  });
  const [result] = events.flatMap((event) => (event.kind === 'scenario.finished' ? [event.result] : []));
  if (result === undefined) throw new Error('no scenario has run');
  return result;
}

/** The journal’s lines of a kind, each with its virtual milliseconds. */
function linesOf({ journal }: ScenarioResult, kind: string): (readonly [number, string])[] {
  return journal.filter((entry) => entry.kind === kind).map(({ at, text }) => [at, text]);
}

describe('a native agent that uses fetch', () => {
  it('meets the mocks of other services, side by side, in virtual time', async () => {
    const source = moduleOf(`
      const began = Date.now();
      const at = () => Date.now() - began;
      const [user, created, slept] = await Promise.all([
        fetch('https://api.example.com/users/7').then(async (reply) => [reply.status, (await reply.json()).name, at()]),
        fetch('https://api.example.com/users', { method: 'POST', body: JSON.stringify({ name: 'Bo' }) }).then((reply) => [reply.status, reply.headers.get('location'), at()]),
        world.clock.sleep(100).then(() => at()),
      ]);
      return { text: 'done', data: [...user, ...created, slept] };`);
    const result = await runModule(
      source,
      `http.on{ method = "GET", url = "https://api.example.com/users/:id", agent = "it" }
         :reply_with(function(r) return { json = { name = "Ada " .. r.params.id }, latency_ms = 250 } end)
       http.on{ method = "POST", json = { name = "Bo" } }:reply{ status = 201, headers = { location = "/users/8" }, latency_ms = 70 }
       assert.same({ 200, "Ada 7", 250, 201, "/users/8", 70, 100 }, agent:execute{}.data)`,
    );
    expect(problems(result)).toEqual([]);
    expect(linesOf(result, 'http.request')).toEqual([
      [70, 'it → POST https://api.example.com/users: 201'],
      [250, 'it → GET https://api.example.com/users/7: 200 (16 bytes)'],
    ]);
  });

  it('is failed by a request that no mock answers, beside the nearest mock, whatever it catches', async () => {
    const source = moduleOf(`
      await fetch('https://api.example.com/user', { method: 'POST', headers: { 'x-kind': 'b' } }).catch(() => {});
      return 'hidden';`);
    const result = await runModule(
      source,
      `http.on{ method = "POST", url = "https://api.example.com/users", headers = { ["x-kind"] = "a" } }:reply(201):optional()
       agent:execute{}`,
    );
    expect(result.failures).toMatchObject([
      {
        check: 'mock',
        message: 'network is closed: POST https://api.example.com/user (agent it, task-1, agents/it.ts:4)',
        at: { file: 'agents/it.ts', line: 4 },
        notes: [
          'sent by it: POST https://api.example.com/user',
          'nearest: http.on{ method = "POST", url = "https://api.example.com/users", headers = { ["x-kind"] = "a" } } (a.scenario.lua:4)',
          '  url: wanted https://api.example.com/users, got https://api.example.com/user',
          '  headers.x-kind: wanted a, got b',
        ],
      },
    ]);
  });

  it('loads msw with its first request, and not before', async () => {
    const source = `import { createRequire } from 'node:module';\n${moduleOf(`
      const { cache } = createRequire(import.meta.url);
      const isLoaded = () => Object.keys(cache).some((path) => /[\\\\/]msw[\\\\/]/.test(path));
      const before = isLoaded();
      await fetch('https://api.example.com/');
      return { text: 'done', data: [before, isLoaded()] };`)}`;
    const result = await runModule(source, 'http.on{}:reply(200)\nassert.same({ false, true }, agent:execute{}.data)');
    expect(problems(result)).toEqual([]);
  });

  it('must use what a scenario has promised', async () => {
    const result = await runModule(moduleOf('return "idle";'), 'http.on{}:reply(200)\nagent:execute{}');
    expect(problems(result)).toEqual(['the promised answer http.on{} was never used']);
  });

  it('meets faults as Node’s network has them', async () => {
    const source = moduleOf(`
      const seen = [];
      for (const path of ['reset', 'dns', 'cut', 'slow']) {
        const began = Date.now();
        try {
          const reply = await fetch('https://api.example.com/' + path, { signal: AbortSignal.timeout(5000) });
          await reply.text();
        } catch (error) {
          seen.push(error.cause?.code ?? error.name, Date.now() - began);
        }
      }
      return { text: 'done', data: seen };`);
    const result = await runModule(
      source,
      `http.on{ url = "/reset" }:fault("connection_reset")
       http.on{ url = "/dns" }:fault("dns_failure")
       http.on{ url = "/cut" }:reply{ body = "0123456789", fault = "truncated", latency_ms = 10 }
       http.on{ url = "/slow" }:reply{ body = "late", fault = { kind = "slow", after_ms = 60000 } }
       assert.same({ "ECONNRESET", 0, "ENOTFOUND", 0, "UND_ERR_SOCKET", 10, "TimeoutError", 5000 }, agent:execute{}.data)`,
    );
    expect(problems(result)).toEqual([]);
  });

  it('meets the same mocks by node:http, and may wait meanwhile', async () => {
    const source = `import http, { get } from 'node:http';\n${moduleOf(`
      const began = Date.now();
      const at = () => Date.now() - began;
      const read = (request: http.ClientRequest) => new Promise((resolve, reject) => {
        request.on('error', reject);
        request.on('response', (reply) => {
          let text = '';
          reply.on('data', (part) => { text += part; });
          reply.on('end', () => resolve(text + ' ' + at()));
        });
      });
      const post = http.request('http://api.example.com/post', { method: 'POST' });
      const [a, b, c] = await Promise.all([
        read(get('http://api.example.com/get')),
        read(post),
        world.clock.sleep(30).then(() => { post.end('body'); return at(); }),
      ]);
      return { text: 'done', data: [a, b, c] };`)}`;
    const result = await runModule(
      source,
      `http.on{ method = "GET" }:reply{ body = "got", latency_ms = 50 }
       http.on{ method = "POST", body = "body" }:reply{ body = "posted", latency_ms = 10 }
       assert.same({ "got 50", "posted 40", 30 }, agent:execute{}.data)`,
    );
    expect(problems(result)).toEqual([]);
  });
});

describe('a behavior script', () => {
  it('sends its requests in the name of its agent and task', async () => {
    const root = project({
      'agents/behaviors/caller.lua': `
        tools = { { name = "look", run = function()
          http.get("https://api.example.com/a")
          http.post("https://api.openai.com/v1/chat/completions", { json = { model = "haiku", messages = { { role = "user", content = "deep" } } } })
          return "seen"
        end } }
        function build_task_prompt(task) return Prompt.new():section("Task", task.description) end`,
      'a.scenario.lua': `it("x", function()
        http.on{ method = "GET", agent = "caller" }:reply_with(function(request) assert.equal("T-1", request.task) return 200 end)
        llm.on{ contains = "go" }:reply_sequence{ { tool_calls = { { name = "look", arguments = {} } } }, "done" }
        llm.on{ last = "deep", agent = "caller", task = "T-1" }:reply("deep")
        assert.equal("done", Agent.new("caller"):execute{ id = "T-1", description = "go" }.text)
      end)`,
    });
    const events = await runEvents(root, ['a.scenario.lua']);
    const [result] = events.flatMap((event) => (event.kind === 'scenario.finished' ? [event.result] : []));
    expect(result && problems(result)).toEqual([]);
    expect(result?.journal.find(({ kind }) => kind === 'http.request')).toMatchObject({ agent: 'caller' });
  });
});

describe('several native agents', () => {
  it('each meet the world in their own name, in the same order for the same schedule', async () => {
    const source = moduleOf(`
      const texts = [];
      for (const part of ['a', 'b']) texts.push(await (await fetch('https://api.example.com/' + task.description + part)).text());
      return texts.join(' ');`);
    const body = `http.on{ method = "GET" }:reply_with(function(r) return { body = r.task .. r.path, latency_ms = 10 } end):times(4)
      local texts = clock.all{
        function() return agent:execute{ id = "T-1", description = "1" }.text end,
        function() return agent:execute{ id = "T-2", description = "2" }.text end,
      }
      assert.same({ "T-1/1a T-1/1b", "T-2/2a T-2/2b" }, texts)`;
    const [plain, again] = [await runModule(source, body), await runModule(source, body)];
    expect(problems(plain)).toEqual([]);
    expect(again.journal).toEqual(plain.journal);
    const many = await runModule(source, body, { schedules: 8 });
    expect(problems(many)).toEqual([]);
  });
});

describe('a program that is an agent', () => {
  it('meets the mocks of other services by http.request', async () => {
    const source = `
      const told = await ask('http.request', { method: 'GET', url: 'https://api.example.com/a' });
      const lost = await ask('http.request', { method: 'GET', url: 'https://api.example.com/b' });
      say({ type: 'result', text: [told.value.status, told.value.body, lost.value.failure.kind].join(' ') });`;
    const result = await runProgram(
      source,
      `http.on{ url = "/a", agent = "it" }:reply{ status = 203, body = "got" }
       http.on{ url = "/b" }:fault("connection_reset")
       assert.equal("203 got connection_reset", agent:execute{}.text)`,
    );
    expect(problems(result)).toEqual([]);
  });
});

describe('the network of a native agent', () => {
  it('is closed below requests too, and names who tried', async () => {
    const source = `import net from 'node:net';\nimport dns from 'node:dns';\n${moduleOf(`
      const failed = (emitter: net.Socket) => new Promise((done) => emitter.on('error', done));
      await failed(net.connect(5432, 'db.internal'));
      await dns.promises.lookup('db.internal').catch(() => {});
      return 'hidden';`)}`;
    const result = await runModule(source, 'agent:execute{ id = "T-1" }');
    expect(problems(result)).toEqual([
      'network is closed: connect db.internal:5432 (agent it, T-1, agents/it.ts:7)',
      'network is closed: look up db.internal (agent it, T-1, agents/it.ts:8)',
    ]);
  });

  it('is closed when the task is over, and an attempt fails the scenario', async () => {
    const source = `${moduleOf(`
      if (task.description === 'wait') { await turns(50); return ''; }
      void turns(5).then(() => fetch('https://api.example.com/late').catch(() => {}));
      return '';`)}async function turns(n) { while (n-- > 0) await new Promise((done) => setImmediate(done)); }\n`;
    const result = await runModule(source, 'agent:execute{}\nagent:execute{ description = "wait" }\nassert(true)');
    expect(problems(result)).toEqual([
      'network is closed: GET https://api.example.com/late (agent it, task-1, agents/it.ts:5)',
    ]);
  });

  it('is closed while a module is loaded', async () => {
    const source = `const reply = await fetch('https://api.example.com/');\n${moduleOf('return "";')}`;
    const { error } = await runModule(source, 'agent:execute{}');
    expect(error?.message).toContain(
      'network is closed: GET https://api.example.com/ (outside of any task of an agent)',
    );
  });

  describe('with a host that the config leaves open', () => {
    let server: Server;
    let host = '';

    beforeAll(async () => {
      server = createServer((request, reply) => reply.end(`real ${request.url}`));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    afterAll(() => new Promise((resolve) => server.close(resolve)));

    it('is open to it, behind the mocks, and to no other', async () => {
      const source = moduleOf(`
        const read = async (url) => await (await fetch(url)).text();
        const texts = [await read('http://${host}/a'), await read('http://${host}/b')];
        await read('http://127.0.0.1:1/').catch(() => {});
        return { text: 'done', data: texts };`);
      const result = await runModule(
        source,
        `http.on{ url = "/a" }:reply("mocked")
         assert.same({ "mocked", "real /b" }, agent:execute{}.data)`,
        { openHosts: [host] },
      );
      expect(problems(result)).toEqual([
        'network is closed: GET http://127.0.0.1:1/ (agent it, task-1, agents/it.ts:4)',
      ]);
    });
  });
});

describe('the openai client in a native agent', () => {
  it('gets a reply, and tools, from the mocks of the model', async () => {
    const source = `${OPENAI}${moduleOf(`
      const client = new OpenAI({ apiKey: 'sk-test' });
      const runner = client.chat.completions.runTools({
        ...ask,
        tools: [{ type: 'function', function: {
          name: 'look_up', description: 'Looks it up.',
          parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
          parse: JSON.parse, function: (args) => 'sunny in ' + args.city,
        } }],
      });
      return await runner.finalContent();`)}`;
    const result = await runClient(
      source,
      `llm.on{ model = "haiku", last = "Hi", tools = "look_up" }:reply{ tool_calls = { { name = "look_up", arguments = { city = "Bern" } } } }
       llm.on{ role = "tool", last = "sunny in Bern" }:reply{ text = "Sunny.", tokens = { input = 20, output = 2 } }
       local result = agent:execute{}
       assert.equal("Sunny.", result.text)
       assert.equal(2, result.turns)
       assert.cost_below(result, 1)
       assert.trajectory(agent):includes("llm.call", "llm.call")`,
    );
    expect(problems(result)).toEqual([]);
  });

  it('reads a stream as it comes, and closes the one it leaves', async () => {
    const source = `${OPENAI}${moduleOf(`
      const client = new OpenAI({ apiKey: 'sk-test' });
      const began = Date.now();
      const seen = [];
      for await (const chunk of await client.chat.completions.create({ ...ask, stream: true })) {
        if (chunk.choices[0]?.delta.content) seen.push(chunk.choices[0].delta.content, Date.now() - began);
      }
      for await (const chunk of await client.chat.completions.create({ ...ask, stream: true })) {
        if (chunk.choices[0]?.delta.content) break;
      }
      return { text: 'done', data: seen };`)}`;
    const result = await runClient(
      source,
      `llm.on{}:reply{ chunks = { "one ", "two ", "three" }, chunk_ms = 20, latency_ms = 5 }:times(2)
       assert.same({ "one ", 5, "two ", 25, "three", 45 }, agent:execute{}.data)`,
    );
    expect(problems(result)).toEqual([]);
    expect(linesOf(result, 'llm.call').map(([, text]) => text)).toEqual([
      'it → haiku: "one two three" (1 + 3 tokens, 0.0016 ¢)',
      expect.stringContaining('left after 1 of 3 chunks'),
    ]);
  });

  it('tries again as it does, in virtual time that is the same in every run', async () => {
    const source = `${OPENAI}${moduleOf(`
      const client = new OpenAI({ apiKey: 'sk-test', maxRetries: 4 });
      const reply = await client.chat.completions.create(ask);
      return { text: reply.choices[0].message.content, data: [Date.now()] };`)}`;
    const body = `llm.on{}:reply_sequence{
        { fault = { kind = "rate_limit", retry_after_ms = 30000 } }, { fault = "server_error" }, { fault = "connection_reset" },
        { fault = { kind = "timeout", after_ms = 3600000 } }, "At last.",
      }
      assert.equal("At last.", agent:execute{}.text)`;
    const [one, two] = [await runClient(source, body), await runClient(source, body)];
    expect(problems(one)).toEqual([]);
    const times = linesOf(one, 'llm.call').map(([at]) => at);
    expect(times.slice(0, 2)).toEqual([0, 30_000]);
    // Its own timeout of ten minutes comes before the hour.
    expect(times.at(-1)).toBeGreaterThan(600_000);
    expect(times.at(-1)).toBeLessThan(700_000);
    expect(two.journal).toEqual(one.journal);
  });

  it('does not try again where no mock answers, and the scenario fails', async () => {
    const source = `${OPENAI}${moduleOf(`
      try {
        await new OpenAI({ apiKey: 'sk-test' }).chat.completions.create(ask);
      } catch (error) {
        return error.constructor.name;
      }
      return '';`)}`;
    const result = await runClient(
      source,
      'llm.on{ last = "Hello" }:reply("x"):optional()\nassert.equal("BadRequestError", agent:execute{}.text)',
    );
    expect(problems(result)).toEqual(['no mock answers this call of the model haiku']);
    expect(result.failures[0]?.at).toEqual({ file: 'agents/it.ts', line: 7 });
  });
});

describe('the @anthropic-ai/sdk client in a native agent', () => {
  it('gets tools and replies, plain and streamed', async () => {
    const source = `${ANTHROPIC}${moduleOf(`
      const client = new Anthropic({ apiKey: 'sk-test' });
      const tools = [{ name: 'look_up', input_schema: { type: 'object' as const, properties: { city: { type: 'string' } } } }];
      const first = await client.messages.create({ ...ask, tools });
      const use = first.content.find((block) => block.type === 'tool_use');
      const result = { type: 'tool_result' as const, tool_use_id: use.id, content: 'sunny in ' + use.input.city };
      const texts = [];
      const stream = client.messages.stream({
        ...ask, tools,
        messages: [...ask.messages, { role: 'assistant', content: first.content }, { role: 'user', content: [result] }],
      });
      stream.on('text', (delta) => texts.push(delta));
      const last = await stream.finalMessage();
      return { text: texts.join('|'), data: [last.stop_reason, last.usage.output_tokens] };`)}`;
    const result = await runClient(
      source,
      `llm.on{ last = "Hi" }:reply{ text = "Let me see.", tool_calls = { { name = "look_up", arguments = { city = "Bern" } } } }
       llm.on{ role = "tool", last = "sunny in Bern" }:reply{ chunks = { "Sun", "ny." }, tokens = { input = 20, output = 2 } }
       local result = agent:execute{}
       assert.equal("Sun|ny.", result.text)
       assert.same({ "end_turn", 2 }, result.data)`,
    );
    expect(problems(result)).toEqual([]);
  });

  it('tries again after the time that it is told', async () => {
    const source = `${ANTHROPIC}${moduleOf(`
      const began = Date.now();
      const reply = await new Anthropic({ apiKey: 'sk-test' }).messages.create(ask);
      return { text: reply.content[0].text, data: [Date.now() - began] };`)}`;
    const result = await runClient(
      source,
      `llm.on{}:reply_sequence{ { fault = { kind = "overloaded", retry_after_ms = 20000 } }, "Fine." }
       local result = agent:execute{}
       assert.same({ "Fine.", 20000 }, { result.text, result.data[1] })`,
    );
    expect(problems(result)).toEqual([]);
  });
});

describe('time and chance of a native agent', () => {
  it('are the world’s, wherever JavaScript has them', async () => {
    const source = `import { randomBytes } from 'node:crypto';\nimport { setTimeout as sleep } from 'node:timers/promises';\nimport { promisify } from 'node:util';\n${moduleOf(`
      const at = () => Date.now() - Date.UTC(2025, 0, 1);
      const seen = [at(), new Date().toISOString(), new Date(0).getTime()];
      await sleep(1000);
      seen.push(at());
      await promisify(setTimeout)(500);
      seen.push(at());
      await new Promise((done) => { const timer = setInterval(() => { seen.push(at()); if (seen.length === 7) { clearInterval(timer); done(); } }, 100); });
      clearTimeout(setTimeout(() => seen.push('never'), 1));
      await sleep(10_000, undefined, { signal: AbortSignal.timeout(300) }).catch((error) => seen.push(error.name, at()));
      console.log(Math.random(), crypto.randomUUID(), randomBytes(4).toString('hex'), crypto.getRandomValues(new Uint16Array(2)).join());
      return { text: 'done', data: seen };`)}`;
    const body = `local result = agent:execute{}
      assert.same({ 0, "2025-01-01T00:00:00.000Z", 0, 1000, 1500, 1600, 1700, "AbortError", 2000 }, result.data)`;
    const [one, two] = [await runModule(source, body), await runModule(source, body)];
    expect(problems(one)).toEqual([]);
    expect(one.output).toMatch(/^0\.\d+ [0-9a-f-]{36} [0-9a-f]{8} \d+,\d+\n$/);
    expect(two.output).toBe(one.output);
    const other = await runModule(source, body, { seed: 'other' });
    expect(other.output).not.toBe(one.output);
  });
});
