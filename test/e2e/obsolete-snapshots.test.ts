import { describe, expect, it } from 'vitest';
import { listFolder, openProject, readText, writeFiles } from './moonrig.js';
import { A, openWritten, run, SNAP } from './snapshot-project.js';

const TWO = `it("kept #smoke", function() assert.matches_snapshot(1) end)
it("gone", function()
  assert.matches_snapshot(1)
  assert.matches_snapshot(2, "the name")
end)
`;
const KEPT = `return {
  ["kept #smoke"] = { [1] = [[1]] },
  ["gone"] = { [1] = [[1]], ["the name"] = [[2]] },
}
`;
const RENAMED = TWO.replace('"gone"', '"new"');

describe('obsolete snapshots', () => {
  it('are told, and removed by --update', async () => {
    const cwd = await openWritten(TWO);
    writeFiles(cwd, { [A]: TWO.replace('  assert.matches_snapshot(1)\n', '') });
    expect((await run(cwd)).stdout).toContain(
      `\nSnapshots  1 obsolete\n  obsolete: ${SNAP}: gone: 1\n  hint: \`moonrig run --update\` removes what is obsolete\n`,
    );
    writeFiles(cwd, { [A]: RENAMED });
    const told = await run(cwd, [], { CI: '1' });
    expect(told.stdout).toContain(`  obsolete: ${SNAP}: gone: 1\n  obsolete: ${SNAP}: gone: "the name"\n`);
    expect((await run(cwd, ['--update'])).stdout).toContain('\nSnapshots  2 written, 2 removed\n');
    expect(readText(cwd, SNAP)).not.toContain('gone');
    expect((await run(cwd)).stdout).not.toContain('Snapshots');
  });

  it('take their file with them where nothing is left, and the folder', async () => {
    const cwd = await openWritten(TWO);
    writeFiles(cwd, { [A]: 'it("kept", function() assert(true) end)' });
    expect((await run(cwd)).stdout).toContain('3 obsolete');
    expect((await run(cwd, ['-u'])).stdout).toContain('Snapshots  3 removed');
    expect(listFolder(cwd, 'scenarios')).toEqual(['a.scenario.lua']);
  });

  it('may be whole files, whose scenario file is gone', async () => {
    const cwd = await openWritten(TWO);
    const path = 'scenarios/__snapshots__/b.scenario.snap.lua';
    writeFiles(cwd, { [path]: 'return {}' });
    expect((await run(cwd, [`${A}:1`])).stdout).not.toContain('obsolete');
    expect((await run(cwd)).stdout).toContain(`  obsolete: ${path}: its scenario file is gone\n`);
    expect((await run(cwd, ['--update'])).stdout).toContain('Snapshots  1 removed');
    expect(listFolder(cwd, 'scenarios/__snapshots__')).toEqual(['a.scenario.snap.lua']);
  });

  it.each([
    ['a filter', ['-t', 'e'], RENAMED],
    ['a tag', ['--tag', 'smoke'], RENAMED],
    ['a line', [`${A}:1`], RENAMED],
    ['--bail', ['--bail'], `${RENAMED}it("bad", function() assert(false) end)`],
    ['a skipped scenario', [], `${RENAMED}pending("later", function() end)`],
    ['one that skips itself', [], `${RENAMED}it("later", function() pending("now") end)`],
    ['one that is stuck', ['--timeout', '100'], `${RENAMED}it("stuck", function() while true do end end)`],
    ['one that errs', [], `${RENAMED}it("errs", function() error("x") end)`],
    ['a file that does not load', [], 'it('],
    ['a teardown that fails', [], `${RENAMED}teardown(function() error("x") end)`],
  ])('are not judged with %s', async (_, args, source) => {
    const cwd = openProject({ [A]: source, [SNAP]: KEPT });
    expect((await run(cwd, ['--update', ...args])).stdout).not.toMatch(/removed|obsolete/);
    expect(readText(cwd, SNAP)).toContain('"gone"');
  });

  it('are not those of a scenario that failed before it came to them', async () => {
    const cwd = await openWritten(TWO);
    writeFiles(cwd, { [A]: TWO.replace('snapshot(1)\n  ', 'snapshot("other")\n  ').replace('kept', 'renamed') });
    const { stdout } = await run(cwd);
    expect(stdout).toContain(`Snapshots  1 written, 1 obsolete\n  obsolete: ${SNAP}: kept #smoke: 1\n`);
    expect(stdout).not.toContain(`${SNAP}: gone`);
  });
});
