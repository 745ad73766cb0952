import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadConfig } from '../../../src/cli/config/load-config.js';
import { KnownError, showKnownError } from '../../../src/model/known-error.js';
import { createProject } from '../../support/project.js';

async function load(files: Readonly<Record<string, string>>, named?: string) {
  return await loadConfig(createProject(files), named);
}

async function refuse(files: Readonly<Record<string, string>>, named?: string): Promise<string> {
  try {
    return `loaded ${JSON.stringify(await load(files, named))}`;
  } catch (error) {
    return error instanceof KnownError ? `${error.code} ${showKnownError(error)}` : `bug ${String(error)}`;
  }
}

it('is empty where there is no config', async () => {
  expect(await load({})).toEqual({});
});

it.each([
  ['moonrig.config.json', '\uFEFF{ "retries": 2 }\r\n'],
  ['moonrig.config.js', 'export default { retries: 2 };'],
  ['moonrig.config.mjs', 'export default { retries: 2 };'],
  [
    'moonrig.config.ts',
    "import { defineConfig } from 'moonrig';\nconst retries: number = 2;\nexport default defineConfig({ retries });",
  ],
])('loads %s', async (name, text) => {
  expect(await load({ [name]: text })).toEqual({ retries: 2 });
});

it('loads the config that --config names', async () => {
  const files = { 'moonrig.config.json': '{}', 'ci/other.json': '{"bail":1}' };
  expect(await load(files, 'ci/other.json')).toEqual({ bail: 1 });
  expect(await refuse(files, 'ci/none.json')).toBe('bad-config --config ci/none.json: the file does not exist');
  expect(await refuse({ 'a.yaml': '' }, 'a.yaml')).toBe(
    'bad-config --config a.yaml: a config ends in .ts, .js, .mjs or .json',
  );
});

it('refuses to choose between several configs', async () => {
  expect(await refuse({ 'moonrig.config.json': '{}', 'moonrig.config.ts': '' })).toBe(
    'bad-config there are several configs: moonrig.config.ts, moonrig.config.json\n  hint: keep one, or name the one you mean with --config',
  );
});

it('gives the address of a bad key', async () => {
  expect(await refuse({ 'moonrig.config.json': '{\n  "retires": 2\n}' })).toBe(
    'bad-config moonrig.config.json:2: retires: unknown key\n  hint: did you mean retries?',
  );
  expect(await refuse({ 'moonrig.config.mjs': 'const a = 1;\nexport default {\n  roots: {\n    rule: [a] } };' })).toBe(
    'bad-config moonrig.config.mjs:4: roots.rule[0]: expected a path in the project, found 1',
  );
  expect(await refuse({ 'moonrig.config.json': '[]' })).toBe(
    'bad-config moonrig.config.json: expected an object, found a list',
  );
});

it('gives the line where JSON does not parse', async () => {
  expect(await refuse({ 'moonrig.config.json': '{\n  "retries": 2,\n}' })).toMatch(
    /^bad-config moonrig\.config\.json:3: not JSON: .*\n {2}hint: JSON takes neither comments/,
  );
  expect(await refuse({ 'moonrig.config.json': '{\n  "retries": 2\n' })).toMatch(
    /^bad-config moonrig\.config\.json:2: not JSON: /,
  );
  expect(await refuse({ 'moonrig.config.json': ' \n' })).toContain('the file is empty');
});

it.each(['moonrig.config.ts', 'moonrig.config.mjs'])('gives the line where %s throws', async (name) => {
  expect(await refuse({ [name]: '\n\nthrow new Error("boom\\nmore");' })).toBe(
    `bad-config ${name}:3: the config failed: boom`,
  );
  expect(await refuse({ [name]: 'throw "plain";' })).toBe(`bad-config ${name}: the config threw plain`);
});

it('gives the line where TypeScript does not parse', async () => {
  expect(await refuse({ 'moonrig.config.ts': 'export default {\n  a: 1,\n  b: ]\n};' })).toBe(
    'bad-config moonrig.config.ts:3: the config does not parse: Unexpected token',
  );
});

it('says so where a config exports nothing or imports what is not there', async () => {
  expect(await refuse({ 'moonrig.config.mjs': 'const a = 1;' })).toContain(
    'moonrig.config.mjs: the config exports nothing',
  );
  expect(await refuse({ 'moonrig.config.ts': 'import "./gone.js";' })).toMatch(
    /moonrig\.config\.ts:1: the config failed: .*gone/,
  );
});

it('says so where the config is a folder', async () => {
  const root = createProject({});
  mkdirSync(join(root, 'moonrig.config.json'));
  await expect(loadConfig(root)).rejects.toThrow('the config cannot be read: it is a folder (EISDIR)');
});
