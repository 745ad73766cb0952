import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listFolder, openProject, readOutcomes, readResults, readText, spawnMoonrig, writeFiles } from './moonrig.js';
import { A, openWritten, run, SNAP } from './snapshot-project.js';

const RICH = `describe("plan", function()
  before_each(function() assert.matches_snapshot("before") end)
  it("is made", function()
    assert.matches_snapshot({ b = { 1, 2.0, "x" }, a = function() end, ["odd key"] = json.null })
    assert.matches_snapshot("# Task\\n\\n]] \\"quoted\\" é\\n", "the prompt")
    assert.matches_snapshot("a\\r\\nb")
  end)
  it('has "quotes"\\nand lines', function() assert.matches_snapshot(1) end)
  it("twin", function() assert.matches_snapshot("first") end)
  it("twin", function() assert.matches_snapshot("second", 'a "name"') end)
end)
function test_plain() assert.matches_snapshot(nil) end
`;

describe('snapshots', () => {
  it('are written on the first run, in one order, and compared from then on', async () => {
    const cwd = openProject({ [A]: RICH });
    const first = await run(cwd);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toContain('\nSnapshots  11 written\n');
    const text = readText(cwd, SNAP);
    expect(text).toBe(`-- Snapshots of ${A}. \`moonrig run --update\` writes them anew.
return {
  ["plan › has \\"quotes\\"\\nand lines"] = {
    [1] = [["before"]],
    [2] = [[1]],
  },
  ["plan › is made"] = {
    [1] = [["before"]],
    [2] = [[{ a = function, b = { 1, 2.0, "x" }, ["odd key"] = json.null }]],
    [3] = [["a\\r\\nb"]],
    ["the prompt"] = [=[
"
# Task

]] "quoted" é

"
]=],
  },
  ["plan › twin"] = {
    [1] = [["before"]],
    [2] = [["first"]],
  },
  ["plan › twin #2"] = {
    [1] = [["before"]],
    ["a \\"name\\""] = [["second"]],
  },
  ["test_plain"] = {
    [1] = [[nil]],
  },
}
`);
    const second = await run(cwd, [], { CI: 'true' });
    expect(second).toMatchObject({ code: 0, stderr: '' });
    expect(second.stdout).not.toContain('Snapshots');
    expect(readText(cwd, SNAP)).toBe(text);
    expect(listFolder(cwd, 'scenarios')).toEqual(['__snapshots__', 'a.scenario.lua']);
  });

  it('are Lua that returns a table', async () => {
    const cwd = await openWritten(RICH);
    writeFiles(cwd, {
      'scenarios/b.scenario.lua': `it("reads", function()
  local snapshots = script.load("scenarios/__snapshots__/a.scenario.snap")
  assert.equal('"\\n# Task\\n\\n]] "quoted" é\\n\\n"\\n', snapshots["plan › is made"]["the prompt"])
  assert.equal('"first"', snapshots["plan › twin"][2])
end)`,
    });
    expect(await run(cwd, ['scenarios/b.scenario.lua'])).toMatchObject({ code: 0 });
  });

  it('that differ fail with what differs, by line; --update takes the new ones', async () => {
    const source = 'it("says", function() assert.matches_snapshot("one\\ntwo\\nthree") end)\n';
    const cwd = await openWritten(source);
    const before = readText(cwd, SNAP);
    writeFiles(cwd, { [A]: source.replace('two', '2') });
    const failed = await run(cwd);
    expect(failed.code).toBe(1);
    expect(failed.stdout).toContain('the value differs from its snapshot 1\n');
    expect(failed.stdout).toContain('hint: where the change is meant, run with --update');
    expect(failed.stdout).toMatch(/- two\n\s+\+ 2\n/);
    expect(readText(cwd, SNAP)).toBe(before);

    const updated = await run(cwd, ['--update']);
    expect(updated).toMatchObject({ code: 0, stderr: '' });
    expect(updated.stdout).toContain('\nSnapshots  1 updated\n');
    expect(readText(cwd, SNAP)).toBe(before.replace('two', '2'));
    expect((await run(cwd)).code).toBe(0);
  });

  it('keep the line ends of their file', async () => {
    const cwd = await openWritten('it("a", function() assert.matches_snapshot("x\\ny") end)');
    const crlf = readText(cwd, SNAP).replaceAll('\n', '\r\n');
    writeFiles(cwd, {
      [SNAP]: crlf,
      [A]: 'it("a", function() assert.matches_snapshot("x\\ny") assert.matches_snapshot(2) end)',
    });
    expect((await run(cwd)).stdout).toContain('Snapshots  1 written');
    expect(readText(cwd, SNAP)).toBe(crlf.replace('  },\r\n', '    [2] = [[2]],\r\n  },\r\n'));
  });

  it.each(['true', '1'])('are not written where CI is %s, unless it is told to', async (CI) => {
    const cwd = openProject({
      [A]: 'it("new", function() assert.matches_snapshot(1) end)\nit("in", function() assert.matches_inline_snapshot(1) end)\n',
    });
    const source = readText(cwd, A);
    const { code, stdout } = await run(cwd, [], { CI });
    expect(code).toBe(1);
    expect(stdout).toContain('there is no snapshot 1 yet, and in CI none is written\n');
    expect(stdout).toContain('there is no inline snapshot yet, and in CI none is written\n');
    expect(stdout).toContain('hint: run it outside CI, or with --update, and commit what that writes');
    expect(existsSync(join(cwd, SNAP))).toBe(false);
    expect(readText(cwd, A)).toBe(source);
    expect((await run(cwd, ['--update'], { CI })).stdout).toContain('Snapshots  2 written');
    expect((await run(cwd, [], { CI })).code).toBe(0);
  });

  it.each(['', 'false'])('are written where CI is %j', async (CI) => {
    const cwd = openProject({ [A]: 'it("new", function() assert.matches_snapshot(1) end)' });
    expect((await run(cwd, [], { CI })).stdout).toContain('Snapshots  1 written');
  });

  it('are written by the last attempt alone, and only where the scenario is good', async () => {
    const cwd = openProject({
      [A]: `it("flaky", { retries = 1 }, function()
  local value = math.random(1000000)
  print(value)
  assert.matches_snapshot(value)
  assert(random.number() < 0.5, "bad luck")
end)
it("fails", function()
  assert.matches_snapshot("a value of a scenario that fails")
  assert(false)
end)
`,
    });
    // A seed with which the first attempt fails and the second does not.
    let seed = 1;
    const again = () => run(cwd, ['--update', '--seed', String(seed)]);
    while (!(await again()).stdout.includes('1 flaky')) seed += 1;
    const [flaky] = readResults(cwd);
    expect(readText(cwd, SNAP)).toContain(`[1] = [[${flaky?.output.trim()}]],`);
    expect(readText(cwd, SNAP)).not.toContain('fails');
    expect((await run(cwd, ['--seed', String(seed)])).stdout).toContain('1 flaky');
  });

  it('of a long file are the same for any number of workers', async () => {
    const source = 'for i = 1, 600 do it("number " .. i, function() assert.matches_snapshot(i) end) end\n';
    const texts: string[] = [];
    for (const workers of ['1', '2']) {
      const cwd = openProject({ [A]: source });
      expect((await run(cwd, ['--workers', workers])).stdout).toContain('Snapshots  600 written');
      texts.push(readText(cwd, SNAP));
    }
    expect(texts[1]).toBe(texts[0]);
    expect(texts[0]?.match(/number/g)).toHaveLength(600);
  });

  it('in a file that is broken are an error with its line, and are not lost', async () => {
    const cwd = await openWritten(
      'it("a", function() assert.matches_snapshot(1) end)\nit("b", function() assert(true) end)',
    );
    const broken = readText(cwd, SNAP).replace('    [1]', '<<<<<<< HEAD\n    [1]');
    writeFiles(cwd, { [SNAP]: broken });
    const { code, stdout } = await run(cwd, ['--update']);
    expect(code).toBe(2);
    expect(stdout).toContain(`${SNAP}:4: not a file of snapshots: [ is expected, not <<`);
    expect(readOutcomes(cwd)).toEqual(['a: errored', 'b: passed']);
    expect(readText(cwd, SNAP)).toBe(broken);
  });

  it('that cannot be read are an error', async () => {
    const cwd = openProject({
      [A]: 'it("a", function() assert.matches_snapshot(1) end)',
      'scenarios/__snapshots__': 'x',
    });
    const { code, stdout } = await run(cwd);
    expect(code).toBe(2);
    expect(stdout).toContain(`${SNAP}: cannot be read: a part of its path is not a folder (ENOTDIR)`);
  });

  it('are not needed to make the reports again', async () => {
    const cwd = await openWritten(RICH);
    const report = readText(cwd, 'reports/report.html');
    writeFiles(cwd, { [SNAP]: 'broken' });
    expect(await spawnMoonrig(['report', '--reporter', 'html:again.html'], { cwd })).toMatchObject({ code: 0 });
    expect(readText(cwd, 'again.html')).toBe(report);
  });

  it('are never taken for scenario files', async () => {
    const file = 'tests/scenarios/a.lua';
    const cwd = openProject({ [file]: 'it("a", function() assert.matches_snapshot(1) end)' });
    await run(cwd);
    expect(existsSync(join(cwd, 'tests/scenarios/__snapshots__/a.snap.lua'))).toBe(true);
    for (const args of [[], ['tests'], ['tests/**/*.lua']]) {
      expect(await run(cwd, args)).toMatchObject({ code: 0 });
      expect(readOutcomes(cwd)).toEqual(['a: passed']);
    }
  });
});
