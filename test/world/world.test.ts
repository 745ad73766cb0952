import { describe, expect, it } from 'vitest';
import { describeBindings } from '../../src/world/describe-bindings.js';
import { createHost } from '../../src/world/host.js';
import { openTestVm } from '../vm/harness.js';

const open = () => openTestVm({}, { mocks: 'test/no-mocks' });

describe('llm', () => {
  it('lets the newest mock that matches answer, and counts tokens and cents', async () => {
    const vm = open();
    const source = `
      llm.on{ model = "haiku" }:reply{ text = "old", tokens = { input = 900, output = 120, cached = 100 } }
      llm.on{ model = "haiku", contains = { "budget", "plan" } }:reply{ text = "new", tokens = { input = 1000, output = 2 } }
      local a = llm.call("simple", "the budget of the plan")
      local b = llm.call("haiku", "anything")
      return a.text, a.model, a.cost_cents, b.text, b.cost_cents, b.tokens.cached, math.type(b.tokens.input)`;
    expect(await vm.run(source)).toEqual(['new', 'haiku', 0.101, 'old', 0.141, 100, 'integer']);
  });

  it('estimates the tokens that a mock leaves out', async () => {
    const source =
      'llm.on{}:reply("one two three") local r = llm.call("haiku", "four") return r.tokens.input, r.tokens.output';
    expect(await open().run(source)).toEqual([1, 3]);
  });

  it('matches on system, last message and agent', async () => {
    const source = `
      llm.on{}:reply("any")
      llm.on{ system = "be brief" }:reply("system")
      llm.on{ last = "bye" }:reply("last")
      llm.on{ agent = "scout" }:reply("agent")
      local messages = { { role = "system", content = "be brief" }, { role = "user", content = "hi" } }
      return llm.call("haiku", messages).text, llm.call("haiku", { { role = "user", content = "bye" } }).text,
        llm.call("haiku", messages, { agent = "scout" }).text, llm.call("haiku", "hi").text`;
    expect(await open().run(source)).toEqual(['system', 'last', 'agent', 'any']);
  });

  it('fails the scenario where no mock answers, caught or not, and names the nearest with what differs', async () => {
    const vm = open();
    await vm.run('llm.on{ model = "opus", contains = "poem" }:reply("x") pcall(llm.call, "haiku", "write a letter")');
    expect(vm.world.checks.failures).toEqual([
      expect.objectContaining({
        check: 'mock',
        message: 'no mock answers this call of the model haiku',
        notes: [
          'asked of haiku: user "write a letter"',
          'nearest: llm.on{ model = "opus", contains = "poem" } (test.lua:1)',
          '  model: wanted opus, got haiku',
          '  contains: "poem" is in no message',
        ],
      }),
    ]);
  });

  it('uses up sequences and counted mocks; an older mock then answers, or none', async () => {
    const vm = open();
    const source = `
      llm.on{}:reply("base")
      llm.on{}:reply_sequence{ "one", { text = "two" } }
      llm.on{ last = "once" }:reply("three"):times(1)
      local function say(text) return llm.call("haiku", text).text end
      return say("once"), say("a"), say("b"), say("c"), say("once")`;
    expect(await vm.run(source)).toEqual(['three', 'one', 'two', 'base', 'base']);
    expect(vm.world.llm.mocks.unkept()).toEqual([]);
    const strict = open();
    expect(await strict.fail('llm.on{}:reply("x"):times(1) llm.call("haiku", "a") llm.call("haiku", "b")')).toContain(
      'used up: it has given all of its 1 answer',
    );
  });

  it('takes virtual time, and raises scripted errors', async () => {
    const source = `
      llm.on{}:reply{ text = "slow", latency_ms = 1500 }
      llm.on{ last = "fail" }:reply{ error = "429: too many requests" }
      local before = clock.now()
      llm.call("haiku", "x")
      return clock.now() - before, select(2, pcall(llm.call, "haiku", "fail"))`;
    expect(await open().run(source)).toEqual([1500, 'test.lua:6: llm.call: 429: too many requests']);
  });

  it.each([
    [
      'llm.on{ modle = "x" }',
      'llm.on: modle: unknown field modle; did you mean model? (known: model, agent, task, conversation, role, ',
    ],
    [
      'llm.on{ contains = 5 }',
      'llm.on: contains: a text is expected, or { is = …, contains = …, pattern = … }, got a number',
    ],
    ['llm.on{}:reply{}', 'llm.on(…):reply: a reply needs text, json, tool_calls, choices, chunks, error or fault'],
    [
      'llm.on{}:reply{ text = "x", tokens = { input = -1 } }',
      'llm.on(…):reply: tokens.input: a number from 0 up is expected, got -1',
    ],
    ['llm.on{}:reply("x"):times(1.5)', 'llm.on(…):times: a whole number from 0 up is expected'],
    ['llm.call("haiku", 5)', 'llm.call: a prompt is expected (a text, a Prompt, or messages), got 5'],
    ['llm.on{}:reply("x") llm.call("gpt", "hi")', 'llm.call: the model gpt has no price'],
  ])('refuses %s', async (source, message) => {
    expect(await open().fail(source)).toContain(`test.lua:1: ${message}`);
  });
});

describe('Prompt', () => {
  it('keeps the order, as text and as messages', async () => {
    const source = `
      local p = Prompt.new()
      p:section("Budget", 50):instruction("Be cheap"):bullet("short"):bullet("plain"):section("Task", "write")
      return p:render(), p:messages(), tostring(p) == p:render()`;
    expect(await open().run(source)).toEqual([
      '## Budget\n50\n\nBe cheap\n\n- short\n- plain\n\n## Task\nwrite',
      [
        { role: 'system', content: 'Be cheap\n\n- short\n- plain' },
        { role: 'user', content: '## Budget\n50\n\n## Task\nwrite' },
      ],
      true,
    ]);
  });

  it('refuses what is no text', async () => {
    expect(await open().fail('Prompt.new():section("T", {})')).toBe(
      'test.lua:1: prompt:section: a text is expected, got table',
    );
    expect(await open().fail('Prompt.new():bullet()')).toBe('test.lua:1: prompt:bullet: a text is expected, got nil');
  });
});

describe('workspace', () => {
  it('reads, writes and globs in memory, byte for byte', async () => {
    const vm = open();
    const source = `
      workspace.write_file("docs/b.md", "b") workspace.write_file("./docs/./a.md", "\\xff\\0")
      workspace.write_file("docs/deep/er/c.md", "") workspace.write_file(".env", "x")
      return workspace.glob("docs/*.md"), workspace.glob("**/*.md"), workspace.glob("*"), workspace.glob("none/**"),
        #workspace.read_file("docs/a.md"), workspace.file_exists("docs/b.md"), workspace.file_exists("docs")`;
    expect(await vm.run(source)).toEqual([
      ['docs/a.md', 'docs/b.md'],
      ['docs/a.md', 'docs/b.md', 'docs/deep/er/c.md'],
      ['.env'],
      [],
      2,
      true,
      false,
    ]);
    expect(vm.world.journal.entries(2)[0]).toMatchObject({
      kind: 'workspace.write',
      text: 'docs/b.md (1 bytes)',
      line: 2,
    });
  });

  it.each(['../x', '/etc/passwd', 'a/../../x', 'C:/x', 'a\\0b', '.'])('is a jail: %s leads nowhere', async (path) => {
    const message = await open().fail(`workspace.read_file("${path.replace('\\0', '\\\\0').replace('\\\\0', '\\0')}")`);
    expect(message).toContain('a path inside the workspace is expected');
  });

  it('says what is missing', async () => {
    expect(await open().fail('workspace.read_file("no.md")')).toBe(
      'test.lua:1: workspace.read_file: no.md: no such file',
    );
    expect(await open().fail('workspace.use("nowhere")')).toBe(
      'test.lua:1: workspace.use: there is no folder test/no-mocks/workspaces/nowhere',
    );
    expect(await open().fail('workspace.use("..")')).toContain('there is no folder');
  });
});

describe('json', () => {
  it('keeps integers, floats, null, empty lists and odd keys', async () => {
    const text = '{"a":[],"b":{},"c":1,"d":1.0,"e":null,"f":9007199254740993,"__proto__":{"x":1.5},"g":"ü\\u0000"}';
    const [encoded] = await open().run(`return json.encode(json.decode([==[${text}]==]))`);
    expect(encoded).toBe(
      '{"__proto__":{"x":1.5},"a":[],"b":{},"c":1,"d":1.0,"e":null,"f":9007199254740993,"g":"ü\\u0000"}',
    );
  });

  it.each([
    ['json.decode("{")', 'json.decode: '],
    ['json.decode("")', 'json.decode: '],
    ['json.decode(("["):rep(100000))', 'json.decode: '],
    ['json.encode(0/0)', 'json.encode: NaN has no JSON form'],
    ['json.encode("\\xff")', 'json.encode: a string is not valid UTF-8'],
    ['json.encode(print)', 'a function cannot cross to the host'],
  ])('refuses %s', async (source, message) => {
    expect(await open().fail(source)).toContain(`test.lua:1: ${message}`);
  });
});

describe('the reference', () => {
  it('describes every function with signature, summary and example', () => {
    for (const binding of describeBindings()) {
      expect(binding.summary).not.toBe('');
      for (const fn of binding.functions) {
        expect([binding.name, fn.name, fn.signature !== '', fn.summary.endsWith('.'), fn.example !== '']).toEqual([
          binding.name,
          fn.name,
          true,
          true,
          true,
        ]);
      }
    }
  });

  it('describes what is there: every function exists in a scenario file, and the use half in a script', async () => {
    const vm = open();
    const exists = async (environment: string, path: string) =>
      (await vm.run(`local _ENV = ${environment} return ${path} ~= nil`))[0];
    for (const { functions } of describeBindings()) {
      for (const fn of functions.filter((each) => !each.name.includes(':'))) {
        const path = fn.name;
        expect([path, await exists('_G', path)]).toEqual([path, true]);
        if (fn.half !== 'use') continue;
        expect([path, await exists('script.load("test/sandbox/empty_script")', path)]).toEqual([path, true]);
      }
    }
  });

  it('gives each host function a number of its own', () => {
    const { ops } = createHost(() => open().world).preludeSettings;
    const numbers = Object.values(ops as object);
    expect(new Set(numbers).size).toBe(numbers.length);
  });
});
