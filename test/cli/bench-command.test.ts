import fs, { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import git from 'isomorphic-git';
import { describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/run-cli.js';
import type { BenchRecord } from '../../src/model/bench-record.js';
import { createIo } from '../support/io.js';
import { createProject } from '../support/project.js';

const LUA = 'return function(epic) return { ok = (epic.score or 0) > 50 } end';
const TS = 'export default (epic: { score?: number }) => ({ ok: (epic.score ?? 0) > 50 });';
const BENCH = `bench("epic", { inputs = { { score = 10 }, { score = 51 } }, variants = { lua = "epic.lua", native = "epic.ts" } })`;
const FILES = { 'rules/epic.bench.lua': BENCH, 'rules/epic.lua': LUA, 'rules/epic.ts': TS };

async function bench(root: string, ...argv: string[]) {
  const io = createIo(root);
  // Two blocks are quick; whether they are quiet is the machine's matter.
  return { code: await runCli(['bench', '--blocks', '2', ...argv], io), ...io.printed };
}

function readRecord(root: string, path = 'reports/bench.json'): BenchRecord {
  return JSON.parse(readFileSync(join(root, path), 'utf8'));
}

describe('moonrig bench', () => {
  it('times what it finds, and writes its reports', async () => {
    const root = createProject(FILES);
    const { code, out, err } = await bench(
      root,
      '--reporter',
      'json',
      '--reporter',
      'html',
      '--reporter',
      'markdown:b.md',
      '--reporter',
      'junit',
    );
    expect([0, 5]).toContain(code);
    expect(out).toMatch(/^timing rules\/epic\.bench\.lua {2}epic\n/);
    expect(out).toMatch(/\n {2}native .* ns/);
    expect(out).toContain('Wrote reports/bench.json, reports/bench.html, b.md, reports/bench.junit.xml');
    expect(err).toContain('2 blocks are few');
    const record = readRecord(root);
    expect(record.benches[0]?.variants.map(({ name, samples }) => [name, samples.length])).toEqual([
      ['lua', 2],
      ['native', 2],
    ]);
  }, 30_000);

  it('fails where variants disagree, and cannot decide where one does not run', async () => {
    const root = createProject({
      ...FILES,
      'rules/epic.ts': TS.replace('> 50', '> 5'),
      'rules/broken.bench.lua': 'bench("b", {',
      'rules/missing.bench.lua': 'bench("m", { inputs = { 1 }, variants = { lua = "nowhere.lua" } })',
    });
    const all = await bench(root, '--reporter', 'json');
    expect(all.code).toBe(1);
    expect(all.out).toContain('  native and lua give different results\n');
    expect(all.out).toContain('the simplest input found: {"score":6}');
    expect(all.out).toContain('rules/broken.bench.lua:1: unexpected symbol near <eof>');
    const one = await bench(root, 'rules/missing.bench.lua', '--reporter', 'json');
    expect(one.code).toBe(2);
    expect(one.out).toContain('nowhere.lua was not found beside rules/missing.bench.lua');
  }, 30_000);

  it('stops what never ends', async () => {
    const root = createProject({
      'a.bench.lua':
        'bench("stuck", { inputs = { 1 }, variants = { lua = "stuck.lua" } }) bench("fine", { inputs = { 1 }, variants = { lua = "fine.lua" } })',
      'stuck.lua': 'return function() while true do end end',
      'fine.lua': 'return function(x) return { x = x } end',
    });
    const { out } = await bench(root, '--timeout', '4000', '--reporter', 'json');
    expect(out).toContain('made no step within 4 s');
    expect(readRecord(root).benches.map(({ name, variants }) => [name, variants.length])).toEqual([
      ['stuck', 0],
      ['fine', 1],
    ]);
  }, 30_000);

  it('saves a baseline and compares with it, but not with that of another machine', async () => {
    const root = createProject(FILES);
    await bench(root, '--save-baseline', 'kept/base.json', '--reporter', 'json');
    await bench(root, '--baseline', 'kept/base.json', '--reporter', 'json');
    expect(readRecord(root).against).toBe('kept/base.json');
    expect(readRecord(root).benches[0]?.changes.map(({ variant }) => variant)).toEqual(['lua', 'native']);
    const base = readRecord(root, 'kept/base.json');
    writeFileSync(
      join(root, 'kept/base.json'),
      JSON.stringify({ ...base, environment: { ...base.environment, cpu: 'Z80' } }),
    );
    const { code, err } = await bench(root, '--baseline', 'kept/base.json');
    expect(code).toBe(3);
    expect(err).toContain('kept/base.json: was measured elsewhere (processor ');
  }, 60_000);

  it('holds variants against what they were in a commit', async () => {
    const root = createProject(FILES);
    const author = { name: 'Mira Holt', email: 'mira@example.com' };
    await git.init({ fs, dir: root, defaultBranch: 'main' });
    for (const filepath of Object.keys(FILES)) await git.add({ fs, dir: root, filepath });
    const hash = await git.commit({ fs, dir: root, message: 'Begin', author });
    writeFileSync(join(root, 'rules/epic.lua'), LUA.replace('> 50', '>= 51'));
    writeFileSync(join(root, 'rules/epic.ts'), TS.replace('> 50', '>= 51'));
    writeFileSync(join(root, 'rules/epic.bench.lua'), BENCH.replace('{ score = 10 }', '{ score = 50.5 }'));
    await bench(root, '--against', 'main', '--reporter', 'json');
    const record = readRecord(root);
    expect(record.against).toBe(`main (${hash.slice(0, 7)})`);
    const [changed] = record.benches;
    expect(changed?.changes.map(({ variant, differences }) => [variant, differences?.length])).toEqual([
      ['lua', 2],
      ['native', 2],
    ]);
    expect(changed?.warnings).toEqual([
      'lua gives other results than before on 1 of 2 inputs',
      'native gives other results than before on 1 of 2 inputs',
    ]);
    expect((await bench(root, '--against', 'mian')).err).toContain(
      '--against mian: there is no revision mian; did you mean main?',
    );
  }, 60_000);

  it.each([
    [['--reporter', 'xml'], 'there is no report "xml"'],
    [['--fail-if-slower', 'much'], '--fail-if-slower: expected a share such as 5%'],
    [['--blocks', '1'], '--blocks: expected a whole number from 2'],
    [['--baseline', 'a', '--against', 'b'], '--against and --baseline cannot both be given'],
    [['nowhere'], 'nowhere does not exist'],
    [['rules/epic.bench.lua:3'], 'a bench file takes no line numbers'],
    [['--baseline', 'rules/epic.lua'], 'rules/epic.lua: not JSON'],
  ])('refuses %j', async (argv, message) => {
    const root = createProject(FILES);
    const io = createIo(root);
    expect(await runCli(['bench', ...argv], io)).toBe(3);
    expect(io.printed.err).toContain(message);
    expect(existsSync(join(root, 'reports'))).toBe(false);
  });

  it('says where it has looked in vain', async () => {
    const { code, err } = await bench(createProject({ 'a.lua': '' }));
    expect(code).toBe(3);
    expect(err).toContain('no bench files found (looked for **/*.bench.lua)');
  });
});
