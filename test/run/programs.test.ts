import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { findSurvivors } from '../support/processes.js';
import { runEvents, useProjects } from './harness.js';

const { project } = useProjects();

/** A program that writes its number and that of a program it has started, then does something. */
const program = (work: string) => `
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'inherit' });
process.on('SIGTERM', () => {});
writeFileSync('pids.txt', [process.pid, child.pid].join());
const say = (said) => process.stdout.write(JSON.stringify(said) + '\\n');
${work}
`;

const HANG = 'setInterval(() => {}, 1e6);';
const agents = { it: { command: ['node', 'agents/it.mjs'] } };

function open(work: string, body: string): string {
  return project({ 'agents/it.mjs': program(work), 'a.scenario.lua': `it("x", function()\n${body}\nend)` });
}

const EXECUTE = 'Agent.new("it"):execute{} assert(true)';

async function run(root: string, changes = {}): Promise<string[]> {
  const events = await runEvents(root, ['a.scenario.lua'], { agents, ...changes });
  return events.flatMap((event) => (event.kind === 'scenario.finished' ? [event.result.outcome] : []));
}

function readPids(root: string): number[] {
  return readFileSync(join(root, 'pids.txt'), 'utf8').split(',').map(Number);
}

it.each([
  ['hangs until the deadline', HANG, EXECUTE, 'timed-out'],
  [
    'hangs in a scenario that Lua keeps busy afterwards',
    HANG,
    'clock.timeout(1, function() Agent.new("it"):execute{} end) while true do end',
    'timed-out',
  ],
  ['goes on when it has given its result', `say({ type: 'result', text: '' }); ${HANG}`, EXECUTE, 'passed'],
  ['says what is no JSON', `console.log('hello'); ${HANG}`, EXECUTE, 'errored'],
  ['floods', "const flood = () => process.stdout.write('x'.repeat(1e6), flood); flood();", EXECUTE, 'errored'],
  ['ends, but not what it has started', "say({ type: 'result', text: '' }); process.exit(0);", EXECUTE, 'passed'],
  [
    'asks for a tool that raises what ends the scenario',
    `say({ id: 1, call: 'tool.call', args: [{ name: 'stop' }] }); ${HANG}`,
    'local agent = Agent.new("it") agent:tool("stop", {}, function() pending("later") end) agent:execute{}',
    'skipped',
  ],
  [
    'is left by a scenario that waits no longer',
    `say({ id: 1, call: 'clock.sleep', args: [5000] }); ${HANG}`,
    'assert.is_false(clock.timeout(1000, function() Agent.new("it"):execute{} end))',
    'passed',
  ],
])('nothing is left of a program that %s', async (_, work, body, outcome) => {
  const root = open(work, body);
  expect(await run(root, { timeoutMs: outcome === 'timed-out' ? 1500 : 20_000 })).toEqual([outcome]);
  expect(await findSurvivors(readPids(root))).toEqual([]);
});

it('nothing is left of a program when the run is interrupted', async () => {
  const root = open(HANG, EXECUTE);
  const stop = new AbortController();
  const running = run(root, { signal: stop.signal, timeoutMs: 0 });
  while (!existsSync(join(root, 'pids.txt'))) await setTimeout(20);
  // Until the file is whole.
  await setTimeout(50);
  stop.abort();
  await running;
  expect(await findSurvivors(readPids(root))).toEqual([]);
});

it('a thread that dies takes its programs with it', async () => {
  const root = project({
    'agents/it.mjs': program(HANG),
    'agents/exit.ts': `import { existsSync } from 'node:fs';
      export default () => async () => {
        while (!existsSync('pids.txt')) await new Promise((resolve) => { setTimeout(resolve, 20); });
        process.exit(0);
      };`,
    'a.scenario.lua': `it("x", function()
      clock.all{
        function() Agent.new("it"):execute{} end,
        function() Agent.new("exit"):execute{} end,
      }
    end)`,
  });
  const both = { ...agents, exit: 'agents/exit.ts' };
  await expect(run(root, { agents: both, timeoutMs: 4000 })).resolves.toHaveLength(1);
  if (existsSync(join(root, 'pids.txt'))) expect(await findSurvivors(readPids(root))).toEqual([]);
});
