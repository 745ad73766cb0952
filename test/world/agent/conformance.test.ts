import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Entry } from '../../../src/model/entry.js';
import { outcomes, runAll } from '../../run/harness.js';

const root = join(import.meta.dirname, 'scribe');
const agents = { scribe: 'agents/scribe.ts' };
const programs = { scribe: { command: ['node', 'agents/scribe.mjs'] } };

const KINDS = /^(?:agent|llm|tool|workspace)\./;

/** What an agent did: all that its entries say, but for their places, and what tells agents of different kinds apart. */
function trace(journal: readonly Entry[], hidden: readonly string[]): unknown[] {
  const entries = journal.filter(({ kind }) => KINDS.test(kind));
  return entries.map(({ kind, at, text, data = {} }) => {
    const told = Object.entries(data).filter(
      ([key]) => !hidden.includes(key) && !(kind === 'agent.task' && key === 'kind'),
    );
    return { kind, at, text, ...Object.fromEntries(told) };
  });
}

it('an agent is the same whatever it is made of: its result, its trace, and what checks say of it', async () => {
  const run = (setting: object) => runAll(root, ['conformance.scenario.lua'], setting);
  const [script, module, , canned] = await run({ agents });
  const [, , command] = await run({ agents: programs });
  const results = [script, module, command, canned].flatMap((result) => result ?? []);
  expect(outcomes(results)).toEqual(
    ['script', 'module', 'command', 'mock'].map((kind) => `an agent that is a ${kind}: passed`),
  );
  const journals = results.map(({ journal }) => journal);
  const [first, ...others] = journals.slice(0, 3).map((journal) => trace(journal, []));
  expect(first?.length).toBe(8);
  for (const other of others) expect(other).toEqual(first);
  // A canned agent asks nobody: what it would have asked, and whom, nobody knows.
  const [asked, said] = [journals[0] ?? [], journals[3] ?? []].map((journal) =>
    trace(journal, ['messages', 'tools', 'mock']),
  );
  expect(said).toEqual(asked);
});
