import type { ScenarioResult } from '../../../src/model/run-event.js';
import { type RunChanges, runEvents, useProjects } from '../../run/harness.js';

/** Runs scenarios of projects whose agent `it` is a module, or a program. */
export function useAgents() {
  const { project } = useProjects();
  return {
    project,
    /** The module is `agents/it.ts`; the body of a scenario gets it as `agent`, and the model says ok to anything. */
    async runModule(source: string, body: string, changes: RunChanges = {}): Promise<ScenarioResult> {
      const files = { 'agents/it.ts': source, 'a.scenario.lua': scenario(body) };
      return await runOne(project(files), { agents: { it: 'agents/it.ts' }, ...changes });
    },
    /** The program is `agents/it.mjs`, after the lines that let it `hear`, `say` and `ask`. */
    async runProgram(source: string, body: string, changes: RunChanges = {}): Promise<ScenarioResult> {
      const files = { 'agents/it.mjs': `${TALK}${source}`, 'a.scenario.lua': scenario(body) };
      return await runOne(project(files), { agents: { it: { command: ['node', 'agents/it.mjs'] } }, ...changes });
    },
  };
}

/** A module that has one function work on every task. */
export function moduleOf(work: string): string {
  return `import { defineAgent } from 'moonrig';\nexport default defineAgent(() => async (task, world) => {\n${work}\n});\n`;
}

const scenario = (body: string) =>
  `it("x", function()\n  llm.on{}:reply("ok"):optional()\n  local agent = Agent.new("it")\n${body}\nend)`;

/** Seven lines, so that a program's own begin on the eighth. */
const TALK = `import { createInterface } from 'node:readline';
const heard = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const hear = async () => JSON.parse((await heard.next()).value ?? 'null');
const say = (said) => process.stdout.write(JSON.stringify(said) + '\\n');
let lastId = 0;
const ask = async (call, ...args) => { say({ id: ++lastId, call, args }); return await hear(); };
const opening = await hear();
`;

async function runOne(root: string, changes: RunChanges): Promise<ScenarioResult> {
  const events = await runEvents(root, ['a.scenario.lua'], changes);
  const [result] = events.flatMap((event) => (event.kind === 'scenario.finished' ? [event.result] : []));
  if (result === undefined) throw new Error('no scenario has run');
  return result;
}

/** What went wrong with a scenario: its failures, then its error. */
export function problems({ failures, error }: ScenarioResult): string[] {
  return [...failures.map(({ message }) => message), ...(error ? [error.message] : [])];
}
