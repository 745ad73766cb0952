import { describe, expect, it } from 'vitest';
import { runEvents } from '../../run/harness.js';
import { moduleOf, problems, useAgents } from './agents.js';

const { project, runModule } = useAgents();
const EXECUTE = 'print(agent:execute{ description = "go" }.text) assert(true)';

describe('a native agent', () => {
  it('has its calls of the world side by side: they pass their time together', async () => {
    const source = moduleOf(`
      const [a, b, c] = await Promise.all([
        world.clock.sleep(300).then(() => world.clock.now()),
        world.clock.sleep(100).then(() => world.clock.sleep(100)).then(() => world.clock.now()),
        world.llm.call('simple', 'hi'),
      ]);
      return { text: c.text, data: [a - b, world.clock.iso()] };`);
    const result = await runModule(
      source,
      `llm.on{}:reply{ text = "late", latency_ms = 250 }
       local result = agent:execute{}
       assert.same({ "late", { 100, "2025-01-01T00:00:00.300Z" } }, { result.text, result.data })`,
    );
    expect(problems(result)).toEqual([]);
    const slept = result.journal.filter(({ kind }) => kind === 'clock' || kind === 'llm.call');
    expect(slept.map(({ at, line }) => [at, line])).toEqual([
      [100, 6],
      [200, 6],
      [250, 7],
      [300, 5],
    ]);
  });

  it('may leave a call unanswered that has lost a race', async () => {
    const source = moduleOf(`
      await Promise.race([world.clock.sleep(10), world.clock.sleep(5000)]);
      return world.clock.iso();`);
    const result = await runModule(source, EXECUTE);
    expect([problems(result), result.output]).toEqual([[], '2025-01-01T00:00:00.010Z\n']);
  });

  it('reads a stream as it comes, and closes the one it leaves', async () => {
    const source = moduleOf(`
      const seen = [];
      for await (const chunk of world.llm.stream('simple', 'hi')) seen.push([chunk.text, world.clock.iso().slice(20, 23), chunk.reply?.text ?? null]);
      for await (const chunk of world.llm.stream('simple', 'again')) break;
      return { text: 'read', data: seen };`);
    const result = await runModule(
      source,
      `llm.on{}:reply{ chunks = { "one ", "two" }, chunk_ms = 20, latency_ms = 5 }
       assert.same({ { "one ", "005", json.null }, { "two", "025", json.null }, { "", "025", "one two" } }, agent:execute{}.data)`,
    );
    expect(problems(result)).toEqual([]);
    const calls = result.journal.filter(({ kind }) => kind === 'llm.call');
    expect(calls.map(({ text }) => text.replace(/\(.*tokens/, '(tokens'))).toEqual([
      'it → haiku: "one two" (tokens, 0.0011 ¢)',
      'it → haiku: "one" (tokens, 0.0006 ¢, left after 1 of 2 chunks)',
    ]);
  });

  it('is made anew for each Agent.new of each scenario', async () => {
    const source = `import { defineAgent } from 'moonrig';
      export default defineAgent(() => {
        let count = 0;
        return () => ({ text: String(++count) });
      });`;
    const root = project({
      'agents/it.ts': source,
      'a.scenario.lua': `
        describe("block", function()
          local shared
          setup(function()
            shared = Agent.new("it")
            shared:execute{}
          end)
          for i = 1, 2 do
            it("scenario " .. i, function()
              local own = Agent.new("it")
              assert.equal("1", own:execute{}.text)
              assert.equal("2", own:execute{}.text)
              assert.equal("1", shared:execute{}.text)
            end)
          end
        end)`,
    });
    const events = await runEvents(root, ['a.scenario.lua'], { agents: { it: 'agents/it.ts' } });
    const results = events.flatMap((event) => (event.kind === 'scenario.finished' ? [event.result] : []));
    expect(results.flatMap(problems)).toEqual([]);
    expect(results.length).toBe(2);
  });

  it('sees of the world what was there when the scenario forked', async () => {
    const source = moduleOf(
      'await world.workspace.writeFile("a", "1"); return String(await world.workspace.readFile("b"));',
    );
    const result = await runModule(
      source,
      'workspace.write_file("b", "2") assert.equal("2", agent:execute{}.text) assert.equal("1", workspace.read_file("a"))',
    );
    expect(problems(result)).toEqual([]);
  });

  it('has the faults of a model as data', async () => {
    const source = moduleOf(`
      try { await world.llm.call('simple', 'hi'); } catch (error) {
        return { text: error.message, success: false, error: error.fault.kind, data: error.fault };
      }
      return 'no fault';`);
    const result = await runModule(
      source,
      `llm.on{}:fault{ kind = "rate_limit", retry_after_ms = 2000 }
       local result = agent:execute{}
       assert.same({ false, "rate_limit", 429, 2000 }, { result.success, result.error, result.data.status, result.data.retry_after_ms })`,
    );
    expect(problems(result)).toEqual([]);
  });

  it('draws from the seed of the scenario', async () => {
    const source = moduleOf(`
      const { random } = world;
      return [random.number(), random.integer(1, 6), random.pick(['a', 'b', 'c']), random.shuffle([1, 2, 3]), random.uuid(), random.id('msg')].join();`);
    const [once, again, other] = [
      await runModule(source, EXECUTE),
      await runModule(source, EXECUTE),
      await runModule(source, EXECUTE, { seed: '2' }),
    ];
    expect(once.output).toBe(again.output);
    expect(once.output).not.toBe(other.output);
  });

  it('prints into the output of the scenario', async () => {
    const result = await runModule(moduleOf("console.log('to', { whom: task.description }); return '';"), EXECUTE);
    expect(result.output).toBe("to { whom: 'go' }\n\n");
  });

  it('has the whole workspace', async () => {
    const source = moduleOf(`
      const { workspace } = world;
      await workspace.append('a.txt', 'one\\n');
      await workspace.append('a.txt', new Uint8Array([255]));
      await workspace.move('a.txt', 'b/a.txt');
      await workspace.writeFile('b/c.txt', 'one two\\nthree');
      const told = {
        list: await workspace.list('b'),
        exists: [await workspace.exists('a.txt'), await workspace.exists('b/a.txt')],
        size: (await workspace.stat('b/a.txt'))?.size,
        none: (await workspace.stat('none')) === undefined,
        bytes: Array.from(await workspace.readFile('b/a.txt')).length,
        grep: await workspace.grep('%a+o', { glob: 'b/c*', max: 1 }),
      };
      await workspace.delete('b', { recursive: true });
      return { text: JSON.stringify([told, await workspace.glob('**')]) };`);
    const result = await runModule(source, `workspace.use{}\n${EXECUTE}`);
    expect([problems(result), JSON.parse(result.output)]).toEqual([
      [],
      [
        {
          list: ['b/a.txt', 'b/c.txt'],
          exists: [false, true],
          size: 5,
          none: true,
          bytes: 5,
          grep: { hits: [{ path: 'b/c.txt', line: 1, text: 'one two' }], has_more: false },
        },
        [],
      ],
    ]);
  });

  it('has the whole history', async () => {
    const source = moduleOf(`
      const { git } = world;
      const [commit] = await git.commits({ max_count: 1 });
      return JSON.stringify({
        log: (await git.log()).length,
        files: commit?.files,
        diff: (await git.diff('HEAD~1', 'HEAD')).includes('+two'),
        status: await git.status(),
        show: await git.show('HEAD', 'a.txt'),
        branch: await git.branch(),
        blame: (await git.blame('a.txt')).map(({ line, author }) => [line, author]),
      });`);
    const result = await runModule(
      source,
      `git.use{ commits = {
         { message = "Two", author = "Mira", changes = { ["a.txt"] = { "one", "two" } } },
         { message = "One", author = "Jo", changes = { ["a.txt"] = { "one" } } },
       }, changes = { ["b.txt"] = "new" } }\n${EXECUTE}`,
    );
    expect([problems(result), JSON.parse(result.output)]).toEqual([
      [],
      {
        log: 2,
        files: ['a.txt'],
        diff: true,
        status: [{ path: 'b.txt', code: '??', unstaged: 'untracked' }],
        show: 'one\ntwo\n',
        branch: { current: 'main', all: ['main'] },
        blame: [
          [1, 'Jo'],
          [2, 'Mira'],
        ],
      },
    ]);
  });

  it('finds the network closed: an attempt fails the scenario, and names who tried', async () => {
    const source = moduleOf(
      "try { await world.fetch('https://example.com/a', { method: 'PUT' }); } catch { return 'caught'; }\nreturn 'open';",
    );
    const result = await runModule(source, EXECUTE);
    expect(problems(result)).toEqual(['network is closed: PUT https://example.com/a (agent it, agents/it.ts:3)']);
    expect([result.outcome, result.output]).toEqual(['failed', 'caught\n']);
  });

  it('goes on beside others, and their times pass together', async () => {
    const source = moduleOf(`
      for (let turn = 0; turn < 3; turn++) await world.llm.call('simple', task.description);
      await world.clock.sleep(100);
      return task.description;`);
    const result = await runModule(
      source,
      `llm.on{}:reply{ text = "ok", latency_ms = 200 }
       local from = clock.now()
       local done = clock.all{
         function() return agent:execute{ description = "a" }.text end,
         function() return Agent.new("it"):execute{ description = "b" }.text end,
         function() clock.sleep(650) return "c" end,
       }
       print(table.concat(done), clock.now() - from)`,
      { schedules: 20 },
    );
    expect([problems(result).filter((each) => !each.startsWith('checked')), result.output]).toEqual([[], 'abc\t700\n']);
    expect(result.schedule).toEqual({ number: 0, triedCount: 20, isAll: false });
  });

  it('that races with another is found in some order, which comes again by its number', async () => {
    const source = moduleOf(`
      const count = Number(await world.workspace.readFile('count.txt'));
      await world.workspace.writeFile('count.txt', String(count + 1));
      return '';`);
    const body = `
      workspace.use{ ["count.txt"] = "0" }
      local function count() return Agent.new("it"):execute{} end
      clock.all{ count, count }
      assert.equal("2", workspace.read_file("count.txt"))`;
    expect((await runModule(source, body)).outcome).toBe('passed');
    const failed = await runModule(source, body, { schedules: 50 });
    expect([failed.outcome, failed.schedule?.number]).toEqual(['failed', expect.any(Number)]);
    const again = await runModule(source, body, { schedules: 50, schedule: failed.schedule?.number });
    expect([again.failures, again.journal]).toEqual([failed.failures, failed.journal]);
  });

  it('sees what is left of its budget', async () => {
    const source = moduleOf("await world.llm.call('simple', 'hi'); return { text: '', data: world.budget() };");
    const result = await runModule(
      source,
      `llm.on{}:reply{ text = "ok", cost_cents = 3 }
       local no = math.huge
       assert.same({ cost_cents = 2, tokens = no, calls = no }, agent:execute{ max_cost_cents = 5 }.data)
       local over = agent:execute{ max_cost_cents = 1 }
       assert.same({ false, "cost 3 cents, over the task's budget of 1" }, { over.success, over.error })
       assert.same({ cost_cents = no, tokens = no, calls = no }, agent:execute{}.data)`,
    );
    expect(problems(result)).toEqual([]);
  });
});

describe('what a native agent throws', () => {
  const line = (work: string) => `\n\n${work}`;

  it.each([
    ['throw new TypeError("no")', 'agent it: agents/it.ts:5: TypeError: no'],
    ['throw "text"', 'agent it: threw "text"'],
    [
      'const none = undefined; none.field',
      "agent it: agents/it.ts:5: TypeError: Cannot read properties of undefined (reading 'field')",
    ],
    ['await world.workspace.readFile("none")', 'agent it: agents/it.ts:5: workspace.read_file: none: no such file'],
    [
      'return 5',
      'agent it: TypeError: it answered with a number; a text is expected, or { text, success?, error?, data? }',
    ],
    [
      'return',
      'agent it: TypeError: it answered with nothing; a text is expected, or { text, success?, error?, data? }',
    ],
    [
      'return { text: "", eror: "x" }',
      'agent it: TypeError: its answer has an unknown field eror; did you mean error?; whatever else it has to say goes into data',
    ],
    ['return { text: 5 }', 'agent it: TypeError: its answer: text: a string is expected, got a number'],
    [
      'return { text: "", data: { at: [new Date()] } }',
      'agent it: TypeError: data.at[0]: only plain data can be handed over, got a Date',
    ],
    [
      'await world.workspace.writeFile("a", new Map())',
      'agent it: agents/it.ts:5: TypeError: workspace.write_file: argument 2: only plain data can be handed over, got a Map',
    ],
    ['world.log.info(5)', 'agent it: agents/it.ts:5: log.info: a text is expected as argument 1, got number'],
    [
      'world.tools.add({ name: "x", params: {} }, () => 1)',
      'agent it: agents/it.ts:5: TypeError: tools.add: x: unknown field params',
    ],
    [
      'throw new Error("outer", { cause: new RangeError("inner") })',
      'agent it: agents/it.ts:5: outer\n  because of: agents/it.ts:5: RangeError: inner',
    ],
  ])('%s is an error of its own line, without a frame of moonrig', async (work, message) => {
    const source = moduleOf(line(`${work};`));
    const result = await runModule(
      source,
      'local ok, why = pcall(agent.execute, agent, {}) print(why) assert.is_false(ok)',
    );
    expect([problems(result), result.output]).toEqual([[], `a.scenario.lua:4: ${message}\n`]);
    expect(result.output).not.toMatch(/dist|node:internal/);
  });

  it('ends the scenario as any error does, and the task with it', async () => {
    const result = await runModule(moduleOf('throw new Error("no");'), 'agent:execute{}');
    expect([result.outcome, problems(result)]).toEqual(['errored', ['agent it: agents/it.ts:3: no']]);
    expect(result.journal.at(-1)).toMatchObject({ kind: 'agent.result', data: { success: false } });
  });

  it('tells the frames that led there', async () => {
    const source = `${moduleOf('return await outer();')}async function inner() { await null; throw new Error("no"); }\nasync function outer() {\n  return await inner();\n}\n`;
    const result = await runModule(source, 'agent:execute{}');
    expect(problems(result)).toEqual(['agent it: agents/it.ts:5: no\n  agents/it.ts:7: outer\n  agents/it.ts:3']);
  });

  it.each([
    ['a timer', 'setTimeout(() => { throw new Error("late"); }, 1); await new Promise(() => {});'],
    ['a promise that nobody awaits', 'void Promise.reject(new Error("late")); await new Promise(() => {});'],
  ])('in %s ends its task', async (_, work) => {
    const result = await runModule(moduleOf(work), 'agent:execute{}');
    expect(problems(result)).toEqual(['agent it: agents/it.ts:3: late']);
  });

  it('when a check inside a tool has failed is that failure', async () => {
    const source = moduleOf('await world.tools.call({ name: "look" }); return "";');
    const result = await runModule(
      source,
      'agent:tool("look", {}, function() assert.equal(1, 2) end)\nagent:execute{}',
    );
    expect([result.outcome, problems(result)]).toEqual(['failed', ['expected the two to be equal']]);
  });

  it('does not hide that no mock has answered', async () => {
    const source = moduleOf('try { await world.llm.call("simple", "hi"); } catch { return "hidden"; } return "";');
    const body = 'llm.on{ contains = "else" }:reply("x"):optional()\nagent:execute{}';
    const files = {
      'agents/it.ts': source,
      'a.scenario.lua': `it("x", function() local agent = Agent.new("it")\n${body} end)`,
    };
    const events = await runEvents(project(files), ['a.scenario.lua'], { agents: { it: 'agents/it.ts' } });
    const [result] = events.flatMap((event) => (event.kind === 'scenario.finished' ? [event.result] : []));
    expect([result?.outcome, result?.failures[0]?.message, result?.failures[0]?.at]).toEqual([
      'failed',
      'no mock answers this call of the model haiku',
      { file: 'agents/it.ts', line: 3 },
    ]);
  });
});

describe('a call that comes too late', () => {
  it.each([
    [
      'was not awaited: the agent has answered before it could be done',
      'void world.workspace.writeFile("a", "1").catch(() => {}); return "done";',
    ],
    [
      'was called when its task was over',
      'void turns(5).then(() => world.workspace.writeFile("a", "1").catch(() => {})); return "done";',
    ],
  ])('%s', async (why, work) => {
    // Turns of Node's loop are no time of the world's: in those that the second task waits, the first one's code goes on.
    const turns = 'async function turns(n) { while (n-- > 0) await new Promise((done) => setImmediate(done)); }';
    const source = `${moduleOf(`if (task.description === 'wait') { await turns(50); return ''; }\n${work}`)}${turns}\n`;
    const body = 'agent:execute{}\nagent:execute{ description = "wait" }\nassert.is_false(workspace.file_exists("a"))';
    const result = await runModule(source, body);
    expect([result.outcome, problems(result)]).toEqual(['failed', [`it: workspace.write_file ${why}`]]);
    expect(result.failures[0]?.at).toEqual({ file: 'agents/it.ts', line: 4 });
  });

  it('aborts what listens to its signal', async () => {
    const source = moduleOf(`
      world.signal.addEventListener('abort', () => console.log('aborted', world.signal.aborted));
      return 'done';`);
    expect((await runModule(source, EXECUTE)).output).toBe('aborted true\ndone\n');
  });
});

describe('a module that is no agent', () => {
  it.each([
    [
      'export const a = 1;',
      'agents/it.ts: an agent is expected as its default export, got nothing\n  hint: write `export default defineAgent(',
    ],
    ['export default 5;', 'agents/it.ts: an agent is expected as its default export, got a number'],
    ['const a = ;', 'agents/it.ts: the agent it does not load: agents/it.ts:1: Unexpected token'],
    ['\nthrow new Error("no");', 'agents/it.ts: the agent it does not load: agents/it.ts:2: no'],
    ['import "./none.js";', "agents/it.ts: the agent it does not load: agents/it.ts:1: Cannot find module './none.js'"],
  ])('%s is told where Agent.new asks for it', async (source, message) => {
    const result = await runModule(source, '');
    expect(result.error?.message.slice(0, message.length + 11)).toBe(`Agent.new: ${message}`);
    expect(result.error?.message).not.toContain('Require stack');
    expect(result.error?.at).toEqual({ file: 'a.scenario.lua', line: 3 });
  });

  it('is told where the config names none', async () => {
    const result = await runModule('', '', { agents: { it: 'agents/other.ts' } });
    expect(problems(result)).toEqual([
      'Agent.new: agents/other.ts: agents.it in the config: there is no such module in the project',
    ]);
  });

  it('is told where its factory gives no function', async () => {
    const result = await runModule('export default () => 5;', 'agent:execute{}');
    expect(problems(result)).toEqual([
      'agent it: TypeError: defineAgent: its function gave a number; a function (task, world) is expected',
    ]);
  });
});

describe('a native agent that is stuck', () => {
  it.each([
    ['in a loop', 'for (;;) {}'],
    ['waiting for what never comes', 'await new Promise(() => {}); return "";'],
  ])('%s is stopped at the deadline', async (_, work) => {
    const result = await runModule(moduleOf(work), 'agent:execute{}', { timeoutMs: 300 });
    expect(result.outcome).toBe('timed-out');
  });

  it('by ending its thread is told, and the others go on', async () => {
    const result = await runModule(moduleOf('process.exit(0);'), 'agent:execute{}');
    expect(result.outcome).toBe('errored');
  });
});
