import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCli } from '../../src/cli/run-cli.js';
import { createDefinitions } from '../../src/cli/types/definitions.js';
import { createIo } from '../support/io.js';
import { createProject } from '../support/project.js';

const definitions = createDefinitions();
const count = Object.keys(definitions).length;

async function types(root: string, ...argv: string[]) {
  const io = createIo(root);
  return { code: await runCli(['types', ...argv], io), ...io.printed };
}

it('writes a file for every binding, once, and says where the language server is to look', async () => {
  const root = createProject({});
  const next = '\nNext: add ".moonrig/types" to "workspace.library" in .luarc.json, where the language server looks\n';
  expect(await types(root)).toEqual({
    code: 0,
    out: `wrote ${count} of ${count} definition files into .moonrig/types\n${next}`,
    err: '',
  });
  for (const [name, text] of Object.entries(definitions)) {
    expect(readFileSync(join(root, '.moonrig/types', name), 'utf8')).toBe(text);
  }
  expect((await types(root)).out).toBe(`the ${count} definition files in .moonrig/types were up to date\n${next}`);
});

it('is content where the settings of the language server name the folder', async () => {
  const root = createProject({ '.luarc.json': '{ "workspace.library": ["./editor"] }' });
  expect((await types(root, 'editor/')).out).toBe(`wrote ${count} of ${count} definition files into editor\n`);
});

it('--check says what is out of date, and writes nothing', async () => {
  const root = createProject({});
  const missing = await types(root, '--check');
  expect(missing.code).toBe(1);
  expect(missing.err).toMatch(
    /^moonrig: \.moonrig\/types is out of date: Agent\.lua, (?:\w+\.lua, ){3}\w+\.lua and \d+ more\n {2}hint: run `moonrig types`\n$/,
  );
  expect(existsSync(join(root, '.moonrig'))).toBe(false);

  await types(root, 'lib');
  expect(await types(root, 'lib', '--check')).toEqual({
    code: 0,
    out: 'the definitions in lib are up to date\n',
    err: '',
  });
  appendFileSync(join(root, 'lib/llm.lua'), '-- mine\n');
  expect(await types(root, 'lib', '--check')).toEqual({
    code: 1,
    out: '',
    err: 'moonrig: lib is out of date: llm.lua\n  hint: run `moonrig types lib`\n',
  });
});

it('takes files with CRLF, as git may make them, for the same', async () => {
  const root = createProject({});
  await types(root, 'lib');
  const file = join(root, 'lib/git.lua');
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('\n', '\r\n'));
  expect((await types(root, 'lib', '--check')).code).toBe(0);
});

it('removes what it wrote once for a binding that is gone, and leaves the files of others', async () => {
  const root = createProject({ 'lib/mine.lua': '---@meta\n' });
  await types(root, 'lib');
  writeFileSync(join(root, 'lib/fax.lua'), definitions['git.lua'] ?? '');
  expect((await types(root, 'lib', '--check')).err).toContain('lib is out of date: fax.lua\n');
  expect((await types(root, 'lib')).out).toContain('removed fax.lua: there is no such binding any more\n');
  expect(readdirSync(join(root, 'lib')).sort()).toEqual([...Object.keys(definitions), 'mine.lua'].sort());
});

it.each([
  [[''], 'the folder is empty'],
  [['a', 'b'], 'too many arguments. Expected 1 argument but got 2.'],
])('refuses %j', async (argv, message) => {
  const { code, err } = await types(createProject({}), ...argv);
  expect(code).toBe(3);
  expect(err).toContain(`moonrig: ${message}\n`);
});

it('says why it cannot write', async () => {
  const { code, err } = await types(createProject({ lib: 'a file' }), 'lib');
  expect(code).toBe(2);
  expect(err).toMatch(/^moonrig: lib: .+\n$/);
});
