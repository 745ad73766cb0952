import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectMistake, openProject, PASSING, spawnMoonrig } from './moonrig.js';

const SCENARIO = { 'scenarios/a.scenario.lua': PASSING };

describe('a broken config ends with 3, its file and line', () => {
  it.each([
    [
      'json',
      '{\n  "timeoutMs": 5,\n  oops\n}',
      ':3: not JSON: Expected double-quoted property name\n  hint: JSON takes neither',
    ],
    ['json', '{\n  "timeoutMs": 5', ":2: not JSON: Expected ',' or '}' after property value\n"],
    ['json', '', ': the file is empty\n  hint: write {}\n'],
    ['json', '[]', ': expected an object, found a list\n'],
    ['json', '{\n\n  "timeoutMS": 5\n}', ':3: timeoutMS: unknown key\n  hint: did you mean timeoutMs?\n'],
    ['json', '{ "frobnicate": 5 }', ':1: frobnicate: unknown key\n  hint: known keys: scenarios, exclude, '],
    ['json', '{ "timeoutMs": "5" }', ':1: timeoutMs: expected a whole number from 0 to 2147483647, found "5"\n'],
    ['json', '{ "seed": true }', ':1: seed: expected a text or a number, found true\n'],
    ['json', '{ "scenarios": "a" }', ':1: scenarios: expected a list, found "a"\n'],
    ['json', '{ "scenarios": ["../a"] }', ':1: scenarios[0]: expected a path in the project, relative to its folder'],
    ['json', '{ "reporters": ["jnuit"] }', 'found "jnuit"\n  hint: did you mean \'junit\'?\n'],
    ['mjs', 'const a = 1;\n\nthrow new Error("boom\\nmore");\n', ':3: the config failed: boom\n'],
    ['mjs', 'throw "text";\n', ': the config threw text\n'],
    ['mjs', 'export default {\n  a:\n}\n', ':3: the config does not parse: Unexpected token\n'],
    ['mjs', 'import "nope-package";\n', ": the config failed: Cannot find package 'nope-package'\n"],
    ['mjs', 'export const a = 1;\n', ': the config exports nothing\n  hint: write `export default { … }`\n'],
    ['mjs', 'export default () => ({});\n', ': expected an object, found a function\n'],
    [
      'mjs',
      'await new Promise(() => {});\nexport default {};\n',
      ': the config waits for something that never comes\n',
    ],
    ['js', 'module.exports = { retries: -1 };\n', ':1: retries: expected a whole number from 0 to 100, found -1\n'],
    ['ts', 'const a: number = ;\nexport default {};\n', ':1: the config does not parse: Unexpected token\n'],
    ['ts', 'const a: number = 1;\n\nthrow new Error("boom " + a);\n', ':3: the config failed: boom 1\n'],
    [
      'ts',
      'export default {\n  retrys: 1,\n} as object;\n',
      ':2: retrys: unknown key\n  hint: did you mean retries?\n',
    ],
  ])('.%s %j', async (kind, source, text) => {
    const file = `moonrig.config.${kind}`;
    const cwd = openProject({ ...SCENARIO, [file]: source });
    const ended = await spawnMoonrig(['run'], { cwd });
    expectMistake(ended, { code: 3, text });
    expect(ended.stderr.startsWith(`moonrig: ${file}:`)).toBe(true);
  });

  it('so does one that is a folder, one of two, and one that is named and missing', async () => {
    const folder = openProject(SCENARIO);
    mkdirSync(join(folder, 'moonrig.config.json'));
    const text = 'moonrig.config.json: the config cannot be read: it is a folder (EISDIR)\n';
    expectMistake(await spawnMoonrig(['run'], { cwd: folder }), { code: 3, text });
    const two = openProject({ ...SCENARIO, 'moonrig.config.json': '{}', 'moonrig.config.mjs': 'export default {}' });
    const several = 'moonrig: there are several configs: moonrig.config.mjs, moonrig.config.json\n  hint: keep one';
    expectMistake(await spawnMoonrig(['run'], { cwd: two }), { code: 3, text: several });
    const missing = 'moonrig: --config nope.json: the file does not exist\n';
    expectMistake(await spawnMoonrig(['run', '--config', 'nope.json'], { cwd: two }), { code: 3, text: missing });
  });

  it('and one whose list of scenarios is empty finds nothing, which is not green', async () => {
    const cwd = openProject({ ...SCENARIO, 'moonrig.config.json': '{ "scenarios": [] }' });
    const text = 'moonrig: no scenario files found (the list of places to look in is empty)\n';
    expectMistake(await spawnMoonrig(['run'], { cwd }), { code: 3, text });
  });
});

describe('a config is taken', () => {
  it.each([
    ['json', '{ "seed": "from config", "workers": 1, "reporters": ["json"] }'],
    ['mjs', 'export default { seed: "from config", workers: 1, reporters: ["json"] };'],
    ['js', 'module.exports = { seed: "from config", workers: 1, reporters: ["json"] };'],
    [
      'ts',
      'import { defineConfig } from "moonrig";\nexport default defineConfig({ seed: "from config", workers: 1 as number, reporters: ["json"] });',
    ],
  ])('as .%s, and flags win over it', async (kind, source) => {
    const cwd = openProject({ ...SCENARIO, [`moonrig.config.${kind}`]: source });
    const own = await spawnMoonrig(['run'], { cwd });
    expect(own).toMatchObject({ code: 0, stderr: '' });
    expect(own.stdout).toContain('seed from config, 1 worker\nReports    reports/report.json\n');
    const { stdout } = await spawnMoonrig(['run', '--seed', 'flag', '--workers', '2'], { cwd });
    expect(stdout).toContain('seed flag, 2 workers\n');
  });
});
