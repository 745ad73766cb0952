import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { examplesPath } from '../../src/run/kept-examples.js';
import {
  listFolder,
  openProject,
  readEvents,
  readOutcomes,
  readResults,
  readText,
  spawnMoonrig,
  writeFiles,
} from './moonrig.js';

const FILE = 'scenarios/rules/score.scenario.lua';
const KEPT = examplesPath(FILE);

/** A rule that is wrong above a limit, and its properties. */
const source = (limit: number) => `
local function rate(score) return score > ${limit} and "high" or "low" end
describe("rating", function()
  property("of low scores is low", gen.record{ score = gen.integer(0, 1000) }, function(epic)
    assert.equal("low", rate(epic.score))
  end)
end)
property("is a word", gen.integer(), function(n) assert.is_string(rate(n)) end)
`;

const run = (cwd: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) =>
  spawnMoonrig(['run', ...args], { cwd, env });

const notesOf = (cwd: string) => readResults(cwd)[0]?.failures[0]?.notes?.[0];

describe('a failing example', () => {
  it('is kept beside its file, tried first next time, and gone when it passes again', async () => {
    const cwd = openProject({ [FILE]: source(600) });
    const first = await run(cwd);
    expect([first.code, first.stderr]).toEqual([1, '']);
    expect(first.stdout).toContain('the property does not hold for\n      epic = { score = 601 }\n');
    expect(first.stdout).toContain(`Examples   ${KEPT}\n`);
    expect(notesOf(cwd)).toMatch(/^found in case /);
    const kept = JSON.parse(readText(cwd, KEPT));
    expect(kept).toEqual({
      format: 1,
      examples: {
        'rating › of low scores is low': {
          seed: expect.stringMatching(/^[0-9a-f]{16}$/),
          choices: [601],
          values: ['epic = { score = 601 }'],
        },
      },
    });
    // Another seed finds it at once, though its first cases would pass.
    const again = await run(cwd, ['--seed', 'another']);
    expect(again.code).toBe(1);
    expect(notesOf(cwd)).toMatch(/^known from before, and tried first/);
    expect(JSON.parse(readText(cwd, KEPT))).toEqual(kept);
    writeFiles(cwd, { [FILE]: source(2000) });
    const fixed = await run(cwd);
    expect([fixed.code, fixed.stdout.includes('Examples')]).toEqual([0, false]);
    expect(listFolder(cwd, 'scenarios/rules')).toEqual(['score.scenario.lua']);
  });

  it('is kept by --last-failed and by a run of one line too, and others stay', async () => {
    const cwd = openProject({
      [FILE]: `${source(600)}property("is small", gen.integer(0, 99), function(n) return n < 50 end)\n`,
    });
    await run(cwd);
    const before = JSON.parse(readText(cwd, KEPT));
    expect(Object.keys(before.examples)).toEqual(['is small', 'rating › of low scores is low']);
    writeFiles(cwd, {
      [FILE]: `${source(2000)}property("is small", gen.integer(0, 99), function(n) return n < 50 end)\n`,
    });
    expect((await run(cwd, [`${FILE}:4`])).code).toBe(0);
    expect(Object.keys(JSON.parse(readText(cwd, KEPT)).examples)).toEqual(['is small']);
    expect((await run(cwd, ['--last-failed'])).code).toBe(0);
    expect((await run(cwd)).code).toBe(1);
  });

  it('of a property that its file no longer has goes with it', async () => {
    const cwd = openProject({ [FILE]: source(600) });
    await run(cwd);
    writeFiles(cwd, { [FILE]: source(600).replace('of low scores is low', 'renamed') });
    await run(cwd);
    expect(Object.keys(JSON.parse(readText(cwd, KEPT)).examples)).toEqual(['rating › renamed']);
  });

  it('is not kept in CI, unless that is asked for', async () => {
    const cwd = openProject({ [FILE]: source(600) });
    expect((await run(cwd, [], { CI: 'true' })).code).toBe(1);
    expect(listFolder(cwd, 'scenarios/rules')).toEqual(['score.scenario.lua']);
    await run(cwd, ['--keep-examples'], { CI: 'true' });
    expect(listFolder(cwd, 'scenarios/rules')).toEqual(['__examples__', 'score.scenario.lua']);
    writeFiles(cwd, { [FILE]: source(2000) });
    expect((await run(cwd, [], { CI: 'true' })).code).toBe(0);
    expect(readText(cwd, KEPT)).toContain('601');
  });

  it.each([
    ['no JSON', '<<<<<<< ours'],
    ['another format', '{ "format": 2, "examples": {} }'],
    [
      'a choice that is none',
      '{ "format": 1, "examples": { "is a word": { "seed": "0123456789abcdef", "choices": [-1], "values": [] } } }',
    ],
    ['a list in place of a table', '[]'],
  ])('that cannot be read (%s) is told, left as it is, and keeps nothing from running', async (_, text) => {
    const cwd = openProject({ [FILE]: source(600), [KEPT]: text });
    const { code, stderr, stdout } = await run(cwd);
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toContain(`${KEPT}: the kept examples are not tried: it is not what moonrig writes`);
    expect(readText(cwd, KEPT)).toBe(text);
    expect(readOutcomes(cwd)).toEqual(['rating › of low scores is low: failed', 'is a word: passed']);
  });

  it('with choices of another generator is as good as any: it passes and goes, or is made simpler', async () => {
    const example = { seed: '0123456789abcdef', choices: [1, 2 ** 40, 3, 4, 5], values: ['old'] };
    const examples = { 'rating › of low scores is low': example, 'is a word': example };
    const cwd = openProject({ [FILE]: source(600), [KEPT]: JSON.stringify({ format: 1, examples }) });
    expect((await run(cwd)).code).toBe(1);
    const kept = JSON.parse(readText(cwd, KEPT));
    expect(Object.keys(kept.examples)).toEqual(['rating › of low scores is low']);
    expect(kept.examples['rating › of low scores is low'].choices).toEqual([601]);
  });

  it('is no scenario file, whatever is looked for', async () => {
    const cwd = openProject({
      [FILE]: source(2000),
      'scenarios/rules/__examples__/old.scenario.lua': 'it("is never found", function() end)',
    });
    expect((await run(cwd)).code).toBe(0);
    expect((await run(cwd, ['scenarios/rules'])).code).toBe(0);
    expect(readEvents(cwd).filter(({ kind }) => kind === 'file.loaded')).toHaveLength(1);
  });
});

describe('the reports of a property', () => {
  it('show its counter-example, and are made again from the event log', async () => {
    const cwd = openProject({ [FILE]: source(600) });
    await run(cwd);
    const junit = readText(cwd, 'reports/junit.xml');
    expect(junit).toContain('epic = { score = 601 }');
    rmSync(join(cwd, 'reports/junit.xml'));
    const again = await spawnMoonrig(['report', 'reports/run.ndjson', '--reporter', 'junit'], { cwd });
    expect([again.code, again.stderr]).toEqual([0, '']);
    expect(readFileSync(join(cwd, 'reports/junit.xml'), 'utf8')).toBe(junit);
  });
});
