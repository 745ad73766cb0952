import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Entry } from '../../../src/model/entry.js';
import type { ScenarioResult } from '../../../src/model/run-event.js';
import { runAll } from '../../run/harness.js';
import { problems } from './agents.js';

const root = join(import.meta.dirname, 'scribe');
const agents = { scribe: 'agents/scribe.ts' };
const programs = { scribe: { command: ['node', 'agents/scribe.mjs'] } };

const KINDS = /^(?:agent|llm|tool|workspace)\./;

/** What an agent did: all that its entries say, but for their places, and what tells agents of different kinds apart. */
function trace({ journal }: ScenarioResult, hidden: readonly string[] = []): unknown[] {
  const entries = journal.filter(({ kind }) => KINDS.test(kind));
  return entries.map(({ kind, at, text, agent, data = {} }: Entry) => {
    const told = Object.entries(data).filter(
      ([key]) => !hidden.includes(key) && !(kind === 'agent.task' && key === 'kind'),
    );
    return { kind, at, text, agent, ...Object.fromEntries(told) };
  });
}

/** The results of all scenarios by name without the kind of agent, then by that kind. */
async function runKinds(): Promise<Map<string, Map<string, ScenarioResult>>> {
  const run = (setting: object) => runAll(root, ['conformance.scenario.lua'], setting);
  const nameOf = ({ scenario }: ScenarioResult) => scenario.path.join(' ');
  const isCommand = (result: ScenarioResult) => nameOf(result).endsWith('command');
  const results = [
    ...(await run({ agents })).filter((result) => !isCommand(result)),
    ...(await run({ agents: programs })).filter(isCommand),
  ];
  const kinds = new Map<string, Map<string, ScenarioResult>>();
  for (const result of results) {
    const [, name = '', kind = ''] = /^(.*) (\w+)$/.exec(nameOf(result)) ?? [];
    kinds.set(name, (kinds.get(name) ?? new Map()).set(kind, result));
  }
  return kinds;
}

it('an agent is the same whatever it is made of: its result, its trace, and what checks say of it', async () => {
  const kinds = await runKinds();
  expect([...kinds.values()].map((results) => [...results.keys()].sort().join())).toEqual([
    'command,mock,module,script',
    'command,mock,module,script',
    'command,module,script',
    'command,module,script',
  ]);
  for (const [name, results] of kinds) {
    const script = results.get('script');
    if (script === undefined) throw new Error(`${name}: no script has run`);
    for (const [kind, result] of results) {
      expect([name, kind, problems(result), result.outcome]).toEqual([name, kind, [], 'passed']);
      // A canned agent asks nobody: what it would have asked, and whom, nobody knows.
      const hidden = kind === 'mock' ? ['messages', 'tools', 'mock'] : [];
      expect(trace(result, hidden), `${name} ${kind}`).toEqual(trace(script, hidden));
    }
    expect(trace(script).length).toBeGreaterThan(6);
  }
});
