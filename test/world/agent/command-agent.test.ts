import { describe, expect, it } from 'vitest';
import { runEvents } from '../../run/harness.js';
import { problems, useAgents } from './agents.js';

const { project, runProgram } = useAgents();
const EXECUTE = 'print(agent:execute{ description = "go" }.text) assert(true)';
const PROGRAM = 'agent it: its program (node agents/it.mjs)';

describe('a program that is an agent', () => {
  it('is told its task, its options and the tools it is offered', async () => {
    const result = await runProgram(
      'say({ type: "result", text: JSON.stringify(opening) });',
      `agent:tool("look", { description = "Looks", properties = { at = { type = "string" } } }, function() end)
       assert.same({
         type = "task", protocol = 1, agent = "it", task = { id = "T-1", description = "go", deep = { 1, { a = true } } },
         options = {}, tools = { { name = "look", description = "Looks", parameters = { type = "object", properties = { at = { type = "string" } } } } },
       }, json.decode(agent:execute{ id = "T-1", description = "go", deep = { 1, { a = true } } }.text))`,
    );
    expect(problems(result)).toEqual([]);
  });

  it('is one process a task', async () => {
    const result = await runProgram(
      'say({ type: "result", text: String(process.pid) });',
      'assert.are_not.equal(agent:execute{}.text, agent:execute{}.text)',
    );
    expect(problems(result)).toEqual([]);
  });

  it('has its calls done one after the other, however quickly it sends them', async () => {
    const result = await runProgram(
      `for (const ms of [300, 100, 200]) say({ id: ++lastId, call: 'clock.sleep', args: [ms] });
       const ids = [];
       for (let i = 0; i < 3; i++) ids.push((await hear()).id);
       say({ type: 'result', text: ids.join() + ' ' + (await ask('clock.iso')).value });`,
      EXECUTE,
    );
    expect([problems(result), result.output]).toEqual([[], '1,2,3 2025-01-01T00:00:00.600Z\n']);
  });

  it('is told of what is refused, with a hint where it knows one, and of the faults of a model', async () => {
    const result = await runProgram(
      `const told = [await ask('workspace.read_file', 'none'), await ask('workspace.read_fle'), await ask('llm.call', 'simple', 'hi'), await ask('clock.advance', 5)];
       say({ type: 'result', text: told.map(({ error }) => error.message + ' ' + (error.fault?.kind ?? '-')).join('\\n') });`,
      `llm.on{}:fault("overloaded")\n${EXECUTE}`,
    );
    expect([problems(result), result.output.split('\n')]).toEqual([
      [],
      [
        'workspace.read_file: none: no such file -',
        'there is no call workspace.read_fle; did you mean workspace.read_file? -',
        'llm.call: 529: overloaded overloaded',
        expect.stringMatching(/^there is no call clock\.advance/),
        '',
      ],
    ]);
  });

  it('has bytes that are no text as base64, both ways', async () => {
    const result = await runProgram(
      `const { value } = await ask('workspace.read_file', 'in');
       await ask('workspace.write_file', 'out', { base64: Buffer.from([255, 0, 1]).toString('base64') });
       say({ type: 'result', text: value.base64 });`,
      `workspace.write_file("in", "\\255\\254")
       assert.equal("//4=", agent:execute{}.text)
       assert.equal("\\255\\0\\1", workspace.read_file("out"))`,
    );
    expect(problems(result)).toEqual([]);
  });

  it('reads a stream chunk by chunk', async () => {
    const result = await runProgram(
      `const { value: stream } = await ask('llm.stream', 'simple', 'hi');
       let text = '';
       for (;;) {
         const { value: chunk } = await ask('llm.read_chunk', stream);
         text += chunk.text + '|';
         if (chunk.reply) { say({ type: 'result', text: text + chunk.reply.text }); break; }
       }`,
      `llm.on{}:reply{ chunks = { "a", "b" } }\n${EXECUTE}`,
    );
    expect([problems(result), result.output]).toEqual([[], 'a|b||ab\n']);
  });

  it('has tools of its own in the trace, which mocks of the scenario can answer', async () => {
    const result = await runProgram(
      `const call = (query) => ({ name: 'look', arguments: { query } });
       const spec = { parameters: { type: 'object', required: ['query'] } };
       const { value: first } = await ask('tool.begin', call('x'), spec);
       const { value: ended } = await ask('tool.end', { id: first.run.id, name: 'look' }, { found: 1 });
       const { value: mocked } = await ask('tool.begin', call('y'), spec);
       const { value: wrong } = await ask('tool.begin', { name: 'look' }, spec);
       say({ type: 'result', text: JSON.stringify([first.run.arguments, ended.text, mocked, wrong]) });`,
      `agent:mock_tool("look", { query = "y" }):reply("mocked")\n${EXECUTE}
       assert.trajectory(agent):exactly("tool.call", "tool.call", "tool.call")`,
    );
    expect([problems(result), JSON.parse(result.output)]).toEqual([
      [],
      [
        { query: 'x' },
        '{"found":1}',
        { text: 'mocked', is_error: false },
        { text: "invalid arguments: must have required property 'query'", is_error: true },
      ],
    ]);
  });

  it('writes to stderr what becomes output of the scenario, as far as there is room', async () => {
    const result = await runProgram(
      'console.error("noted"); process.stderr.write("x".repeat(200000)); say({ type: "result", text: "" });',
      'agent:execute{} assert(true)',
    );
    expect(problems(result)).toEqual([]);
    expect(result.output.startsWith('noted\nxxx')).toBe(true);
    expect(result.output.length).toBeLessThan(70_000);
    expect(result.output).toMatch(/more/);
  });

  it('has the environment that the config gives it, and not that of moonrig', async () => {
    process.env.MOONRIG_TEST_SECRET = 'secret';
    const root = project({
      'agents/in/it.mjs': `process.stdout.write(JSON.stringify({ type: 'result', text: Object.keys(process.env).sort().join() + ' ' + process.env.OWN + ' ' + process.cwd().split('/').at(-1) }) + '\\n');`,
      'a.scenario.lua': `it("x", function() print(Agent.new("it"):execute{}.text) assert(true) end)`,
    });
    const it = { command: ['node', 'it.mjs'], cwd: 'agents/in', env: { OWN: 'mine' } };
    const events = await runEvents(root, ['a.scenario.lua'], { agents: { it } });
    delete process.env.MOONRIG_TEST_SECRET;
    const [result] = events.flatMap((event) => (event.kind === 'scenario.finished' ? [event.result] : []));
    expect(result?.output).toMatch(/^(?=.*\bPATH\b)(?!.*SECRET).* mine in\n$/);
  });

  it('that answers nothing more than it must has the result all the same', async () => {
    const result = await runProgram(
      'say({ type: "result", text: "no", success: false, error: "cannot", data: { tried: 2 } }); say({ id: 1, call: "nonsense" });',
      `local result = agent:execute{}
       assert.same({ false, "no", "cannot", { tried = 2 } }, { result.success, result.text, result.error, result.data })`,
    );
    expect(problems(result)).toEqual([]);
  });
});

describe('a program that does not keep to the protocol', () => {
  it.each([
    [
      'console.log("hello")',
      `${PROGRAM} line 1 of its output: "hello" is not JSON; what is meant for people goes to stderr`,
    ],
    ['say([])', `${PROGRAM} line 1 of its output: "[]" is no JSON object`],
    [
      'say({ type: "results" })',
      `${PROGRAM} line 1 of its output: "{\\"type\\":\\"results\\"}" is neither a call ("call") nor a result ("type": "result")`,
    ],
    [
      'say({ call: "clock.now" })',
      `${PROGRAM} line 1 of its output: "{\\"call\\":\\"clock.now\\"}" is a call without an id (a number or a text)`,
    ],
    [
      'say({ id: 1, call: "clock.now", args: 5 })',
      `${PROGRAM} line 1 of its output: "{\\"id\\":1,\\"call\\":\\"clock.now\\",\\"args\\":5}" is a call whose args are no list`,
    ],
    [
      'say({ type: "result" })',
      `${PROGRAM} line 1 of its output: it answered with an object without text; a text is expected, or { text, success?, error?, data? }`,
    ],
    [
      'say({ type: "result", text: "", sucess: true })',
      `${PROGRAM} line 1 of its output: its answer has an unknown field sucess; did you mean success?; whatever else it has to say goes into data`,
    ],
    [
      'await ask("clock.now"); console.log("x".repeat(300))',
      `${PROGRAM} line 2 of its output: "${'x'.repeat(100)}…" is not JSON; what is meant for people goes to stderr`,
    ],
    ['process.stdout.write("{\\"id\\":1"); process.exit(0)', `${PROGRAM} broke off inside a line: "{\\"id\\":1"`],
    ['process.exit(0)', `${PROGRAM} ended with exit code 0 before it gave a result`],
    [
      'console.error("why\\n  at x (y.js:1:1)"); process.exit(3)',
      `${PROGRAM} ended with exit code 3 before it gave a result\n  stderr: why`,
    ],
    [
      'process.kill(process.pid, "SIGTERM"); await new Promise(() => setTimeout(() => {}, 1e6))',
      `${PROGRAM} ended with signal SIGTERM before it gave a result`,
    ],
    [
      'process.stdout.write("x".repeat(9 * 1024 * 1024)); setTimeout(() => {}, 1e6)',
      `${PROGRAM} wrote a line of more than 8 MiB`,
    ],
    [
      'const lines = (" ".repeat(999) + "\\n").repeat(1000); const write = () => process.stdout.write(lines, write); write()',
      `${PROGRAM} wrote more than 64 MiB`,
    ],
    [
      'const line = JSON.stringify({ pad: "x".repeat(1e6) }) + "\\n"; const write = () => process.stdout.write(line, write); write()',
      `${PROGRAM} line 1 of its output: "{\\"pad\\":\\"${'x'.repeat(92)}…" is neither a call ("call") nor a result ("type": "result")`,
    ],
  ])('%s is told, and can be caught', async (source, message) => {
    const result = await runProgram(
      source,
      'local ok, why = pcall(agent.execute, agent, {}) print(why) assert.is_false(ok)',
    );
    const own = result.output
      .split('\n')
      .filter((line) => !/^(why| {2}at x)/.test(line))
      .join('\n');
    expect([problems(result), own.trimEnd()]).toEqual([[], `a.scenario.lua:4: ${message}`]);
  });

  it.each([
    [
      { command: ['no-such-program-here'] },
      'agent it: its program (no-such-program-here) cannot be started: the program no-such-program-here was not found',
    ],
    [
      { command: ['node'], cwd: 'nowhere' },
      /^agent it: its program \(node\) cannot be started: there is no folder .*nowhere$/,
    ],
  ])('nor one that cannot be started: %j', async (setting, message) => {
    const result = await runProgram('', 'agent:execute{}', { agents: { it: setting } });
    expect(problems(result)).toEqual([typeof message === 'string' ? message : expect.stringMatching(message)]);
  });
});
