import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openProject, readOutcomes, spawnMoonrig } from './e2e/moonrig.js';

const root = join(import.meta.dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** The code blocks of a language, each with the file that the text before it names last. */
function readBlocks(language: string): [file: string, code: string][] {
  const parts = readme.split(`\n\`\`\`${language}\n`);
  return parts.slice(1).map((part, i) => {
    const names = [...(parts[i] ?? '').matchAll(/`([\w./]+\.(?:lua|ts))`/g)];
    return [names.at(-1)?.[1] ?? '', part.slice(0, part.indexOf('\n```'))];
  });
}

const WRITER = `it("writes what its model says", function()
  llm.on{ model = "haiku", last = "Say hi" }:reply("hi")
  assert.equal("hi", Agent.new("writer"):execute{ description = "Say hi" }.text)
  assert.workspace.has_file("answer.txt", "hi")
end)`;

describe('the README', () => {
  it('shows code that runs as it stands', async () => {
    const lua = readBlocks('lua');
    expect(lua.map(([file]) => file)).toEqual([
      'rules/epic_validation.lua',
      'scenarios/epic_validation.scenario.lua',
      'agents/behaviors/login_writer.lua',
      'scenarios/login_writer.scenario.lua',
      'scenarios/notes.scenario.lua',
    ]);
    const modules = readBlocks('ts');
    expect(modules.map(([file]) => file)).toEqual(['agents/writer.ts', 'moonrig.config.ts']);
    const cwd = openProject({ ...Object.fromEntries([...lua, ...modules]), 'scenarios/writer.scenario.lua': WRITER });
    mkdirSync(join(cwd, 'node_modules'));
    symlinkSync(root, join(cwd, 'node_modules/moonrig'));
    const { code, stderr } = await spawnMoonrig(['run'], { cwd });
    expect([code, stderr]).toEqual([0, '']);
    expect(readOutcomes(cwd).map((text) => text.replace(/^.*: /, ''))).toEqual([
      'passed',
      'passed',
      'passed',
      'passed',
      'passed',
      'passed',
    ]);
  });

  it('names every key of the config', () => {
    const source = readFileSync(join(root, 'src/model/config.ts'), 'utf8');
    const keys = [...source.matchAll(/^ {2}(\w+)\?:/gm)].map((match) => match[1] ?? '');
    expect(keys.length).toBeGreaterThan(10);
    expect(keys.filter((key) => !readme.includes(`\`${key}\``))).toEqual([]);
  });

  it('names only npm scripts that there are', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };
    const named = [...readme.matchAll(/npm run ([\w:]+)/g)].map((match) => match[1] ?? '');
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });
});
