import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../../../src/cli/run-cli.js';
import { createIo } from '../../support/io.js';
import { createProject } from '../../support/project.js';

const LUA = `return function(epic)
  local score = type(epic) == "table" and epic.score
  return { high = type(score) == "number" and score > 50 }
end`;
const twin = (limit: number) =>
  `export default (epic: any) => ({ high: ['number', 'bigint'].includes(typeof epic?.score) && epic.score > ${limit} });`;

async function diff(root: string, ...argv: string[]) {
  const io = createIo(root);
  return { code: await runCli(['rules', 'diff', ...argv], io), ...io.printed };
}

describe('moonrig rules diff', () => {
  it('says that twins agree', async () => {
    const root = createProject({ 'rules/epic.lua': LUA, 'rules/epic.ts': twin(50) });
    const { code, out } = await diff(root, 'epic', '--cases', '3000');
    expect(out).toContain('Inputs are made by the fields that the source names, seed 1\n');
    expect(out).toContain('lua:rules/epic.lua and native:rules/epic.ts agree on 3,000 inputs (');
    expect(code).toBe(0);
    expect(existsSync(join(root, 'reports'))).toBe(false);
  }, 30_000);

  it('writes a scenario that fails until they do', async () => {
    const root = createProject({
      'rules/epic.lua': LUA,
      'rules/epic.ts': twin(49),
      'in.json': '[{ "score": 1, "name": "x" }]',
    });
    const { code, out } = await diff(
      root,
      'lua:rules/epic.lua',
      'native:rules/epic.ts',
      ...['--cases', '3000', '--examples', 'in.json', '--workers', '2', '--out', 'scenarios/epic.scenario.lua'],
    );
    expect(code).toBe(1);
    expect(out).toContain('Inputs are made by in.json');
    expect(out).toMatch(/differ on \d+ of 3,000 inputs/);
    expect(out).toContain('  {"score":50}\n    lua: {"high":false}\n    native: {"high":true}\n');
    const scenario = readFileSync(join(root, 'scenarios/epic.scenario.lua'), 'utf8');
    expect(scenario).toContain('assert.same({ high = true }, rule({ score = 50 }))');
    const io = createIo(root);
    expect(await runCli(['run', '--workers', '1', 'scenarios'], io)).toBe(1);
    expect(io.printed.out).toContain('1 failed of 1');
  }, 30_000);

  it.each([
    [['epic', 'b', 'c'], '3 rules are given; two are compared'],
    [['lua:rules/epic.ts', 'epic'], 'lua:rules/epic.ts: rules/epic.ts is a native rule'],
    [['epik'], 'did you mean epic?'],
    [['lonely'], 'the rule lonely has no native twin'],
    [['epic', '--examples', 'gone.json'], 'gone.json: cannot be read'],
  ])('refuses %j', async (argv, message) => {
    const root = createProject({ 'rules/epic.lua': LUA, 'rules/epic.ts': twin(50), 'rules/lonely.lua': LUA });
    const { code, err } = await diff(root, ...argv);
    expect(err).toContain(message);
    expect(code).toBe(3);
  });
});
