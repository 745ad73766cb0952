import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadConfig } from '../../src/cli/config/load-config.js';
import { INIT_FILES } from '../../src/cli/init-files.js';
import { runCli } from '../../src/cli/run-cli.js';
import { discover } from '../../src/scenario/discover.js';
import { createIo } from '../support/io.js';
import { createProject } from '../support/project.js';

async function init(root: string) {
  const io = createIo(root);
  return { code: await runCli(['init'], io), ...io.printed };
}

it('writes an example whose scenarios are found and whose config is taken', async () => {
  const root = createProject({});
  const { code, out } = await init(root);
  expect(code).toBe(0);
  expect(out).toContain('wrote  rules/refund_approval.lua\n');
  const end = 'wrote  .gitignore\nwrote  .moonrig/types\n\nNext: npx moonrig run\n';
  expect(out.endsWith(end)).toBe(true);
  for (const [path, text] of Object.entries(INIT_FILES)) expect(readFileSync(join(root, path), 'utf8')).toBe(text);
  expect((await discover({ root, paths: [] })).files).toEqual([
    'scenarios/agents/support_reply.scenario.lua',
    'scenarios/rules/refund_approval.scenario.lua',
  ]);
  expect(await loadConfig(root)).toMatchObject({ timeoutMs: 5000 });
  expect(readFileSync(join(root, '.gitignore'), 'utf8')).toBe('reports/\n.moonrig/\n');
});

it('leads the Lua language server to the definitions', async () => {
  const root = createProject({});
  await init(root);
  const settings = JSON.parse(readFileSync(join(root, '.luarc.json'), 'utf8'));
  expect(settings).toMatchObject({ 'runtime.version': 'Lua 5.4', 'workspace.library': ['.moonrig/types'] });
  const io = createIo(root);
  expect(await runCli(['types', '--check'], io)).toBe(0);
  expect((await init(root)).out).toContain('kept   .moonrig/types\n');
});

it('overwrites nothing and brings no second config', async () => {
  const root = createProject({
    'rules/refund_approval.lua': 'mine',
    '.gitignore': 'node_modules\n/reports/',
    'moonrig.config.ts': '',
  });
  const { out } = await init(root);
  expect(out).toContain('kept   rules/refund_approval.lua\n');
  expect(out).toContain('kept   moonrig.config.mjs\n');
  expect(out).toContain('added .moonrig/ to .gitignore\n');
  expect(readFileSync(join(root, 'rules/refund_approval.lua'), 'utf8')).toBe('mine');
  expect(existsSync(join(root, 'moonrig.config.mjs'))).toBe(false);
  expect(readFileSync(join(root, '.gitignore'), 'utf8')).toBe('node_modules\n/reports/\n.moonrig/\n');
  expect((await init(root)).out).toContain('kept   .gitignore\n');
});

it('says what it could not write', async () => {
  const { code, err } = await init(createProject({ rules: 'a file' }));
  expect(code).toBe(2);
  expect(err).toMatch(/^moonrig: rules\/refund_approval\.lua was not written: /);
});
