import { existsSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listFolder, openProject, readOutcomes, readResults, readText, spawnMoonrig, writeFiles } from './moonrig.js';

const A = 'scenarios/a.scenario.lua';
const SNAP = 'scenarios/__snapshots__/a.scenario.snap.lua';

const run = (cwd: string, args: readonly string[] = [], env: Record<string, string> = {}) =>
  spawnMoonrig(['run', '--no-color', ...args], { cwd, env });

/** A project whose snapshots have been written. */
async function openWritten(source: string): Promise<string> {
  const cwd = openProject({ [A]: source });
  expect(await run(cwd)).toMatchObject({ code: 0, stderr: '' });
  return cwd;
}

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

const REFUSED = [
  ['assert.not_matches_snapshot(1)', 'a snapshot says what a value is, not what it is not'],
  ['local t = {} for i = 1, 6000 do t[i] = i end assert.matches_snapshot(t)', 'too large or too deep'],
  ['assert.matches_snapshot(("x"):rep(20000))', 'too large or too deep'],
  ['assert.matches_snapshot(("x\\n"):rep(40000))', 'too large or too deep'],
  ['local t = {} for i = 1, 40 do t = { t } end assert.matches_snapshot(t)', 'too large or too deep'],
  ['assert.matches_snapshot(1, 2)', 'a name is expected, got number'],
  ['assert.matches_snapshot(1, "")', 'a name of 1 to 1000 characters is expected'],
  ['assert.matches_snapshot(1, "\\xff")', 'a name is expected, got string'],
  ['for i = 1, 1001 do assert.matches_snapshot(i) end', 'a scenario may compare 1000 values'],
  ['assert.matches_inline_snapshot(1, {})', 'a text is expected as argument 2, got table'],
  ['return assert.matches_inline_snapshot(1)', 'write it as a statement, without return'],
] as const;

describe('a snapshot is refused', () => {
  it('that would prove nothing', async () => {
    const cwd = openProject({ [A]: REFUSED.map(([body], i) => `it("${i}", function() ${body} end)\n`).join('') });
    expect(await run(cwd)).toMatchObject({ code: 2 });
    const told = readResults(cwd).map(({ outcome, error }) => [outcome, error?.message]);
    expect(told).toEqual(REFUSED.map(([, why]) => ['errored', expect.stringContaining(why)]));
    expect(existsSync(join(cwd, SNAP))).toBe(false);
  });

  it('outside a scenario', async () => {
    const cwd = openProject({
      [A]: 'setup(function() assert.matches_snapshot(1) end)\nit("a", function() assert(true) end)',
    });
    expect((await run(cwd)).stdout).toContain('assert.matches_snapshot: only in a running scenario');
  });

  it('where a name is used twice with different values', async () => {
    const cwd = openProject({
      [A]: 'it("a", function() assert.matches_snapshot(1, "n") assert.matches_snapshot(1, "n") end)\nit("b", function() assert.matches_snapshot(1, "n") assert.matches_snapshot(2, "n") end)',
    });
    const { code, stdout } = await run(cwd);
    expect(code).toBe(1);
    expect(stdout).toContain('snapshot "n" was compared with another value before in this scenario');
    expect(readOutcomes(cwd)).toEqual(['a: passed', 'b: failed']);
  });
});

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

describe('inline snapshots', () => {
  it('are written into the source, and nothing else of it changes', async () => {
    const source = `-- é\r
describe("d", function()\r
\tit("a", function()\r
\t\tassert.matches_inline_snapshot({ 1, ("x"):rep(80) })  \t-- why\r
    assert.matches_inline_snapshot("one\\ntwo")\r
\tend)\r
  it("b", function() for _ = 1, 3 do assert.matches_inline_snapshot("t[1]", nil, "note") end end)\r
end)`;
    const cwd = openProject({ [A]: source });
    expect((await run(cwd)).stdout).toContain('\nSnapshots  3 written\n');
    const written = readText(cwd, A);
    const list = ['{', '  1,', `  "${'x'.repeat(80)}",`, '}'].map((line) => `\t\t\t${line}\r\n`).join('');
    expect(written).toBe(
      source
        .replace('})  \t', `}, [[\r\n${list}\t\t]])  \t`)
        .replace('two")', 'two", [[\r\n      "\r\n      one\r\n      two\r\n      "\r\n    ]])')
        .replace('nil, "note"', '[=["t[1]"]=], "note"'.replaceAll('=', '')),
    );
    const again = await run(cwd, [], { CI: '1' });
    expect(again.code).toBe(0);
    expect(again.stdout).not.toContain('Snapshots');
    expect(readText(cwd, A)).toBe(written);
    expect(listFolder(cwd, 'scenarios')).toEqual(['a.scenario.lua']);
  });

  it('that differ fail; --update changes them where they stand', async () => {
    const source = 'it("a", function()\n  assert.matches_inline_snapshot(2, [[1]])\nend)\n';
    const cwd = openProject({ [A]: source });
    const failed = await run(cwd);
    expect(failed.code).toBe(1);
    expect(failed.stdout).toContain('the value differs from its inline snapshot');
    expect(failed.stdout).toMatch(/expected: 1\n\s+actual: {3}2\n/);
    expect(readText(cwd, A)).toBe(source);
    expect((await run(cwd, ['--update'])).stdout).toContain('Snapshots  1 updated');
    expect(readText(cwd, A)).toBe(source.replace('[[1]]', '[[2]]'));
  });

  it('of a module that several files share are written once', async () => {
    const check = 'return function(value)\n  assert.matches_inline_snapshot(value)\nend\n';
    const use = 'local check = require("checks")\nit("uses it", function() check("same") end)\n';
    const cwd = openProject({ 'scenarios/checks.lua': check, [A]: use, 'scenarios/b.scenario.lua': use });
    expect((await run(cwd)).stdout).toContain('Snapshots  1 written');
    expect(readText(cwd, 'scenarios/checks.lua')).toBe(check.replace('(value)\nend', '(value, [["same"]])\nend'));
    expect((await run(cwd)).code).toBe(0);
  });

  it('reached with different values by one scenario fail it', async () => {
    const source = 'it("a", function()\n  for i = 1, 2 do\n    assert.matches_inline_snapshot(i)\n  end\nend)\n';
    const cwd = openProject({ [A]: source });
    const { code, stdout } = await run(cwd);
    expect(code).toBe(1);
    expect(stdout).toContain('the call is reached several times with different values');
    expect(readText(cwd, A)).toBe(source);
  });

  it.each([
    ['', 'none written yet'],
    [', [[1]]', 'one that fits the first'],
  ])('reached with different values by several scenarios are told (%#)', async (given) => {
    const source = `each{ { 1 }, { 2 } }("row %d", function(i)\n  assert.matches_inline_snapshot(i${given})\nend)\nit("b", function() assert.matches_inline_snapshot(3) end)`;
    const cwd = openProject({ [A]: source });
    const { code, stdout, stderr } = await run(cwd, ['--update']);
    expect(stderr).toBe(
      `moonrig: ${A}:2: the inline snapshot was not written: the call is reached several times with different values\n  hint: one call has one text; there, use assert.matches_snapshot\n`,
    );
    expect(code).toBe(2);
    expect(stdout).toContain('Snapshots  1 written');
    expect(readText(cwd, A)).toBe(source.replace('snapshot(3)', 'snapshot(3, [[3]])'));
  });

  it('where none is written out are told with their line', async () => {
    const source = 'local snap = assert.matches_inline_snapshot\nit("a", function()\n  snap(1)\nend)\n';
    const cwd = openProject({ [A]: source });
    const { code, stderr } = await run(cwd);
    expect(code).toBe(2);
    expect(stderr).toContain(
      `moonrig: ${A}:3: the inline snapshot was not written: no matches_inline_snapshot is written there`,
    );
    expect(readText(cwd, A)).toBe(source);
  });
});

it('nothing is removed or written through a link that leads out of the project', async () => {
  const outside = openProject({ 'elsewhere.snap.lua': 'return {}\n' });
  const cwd = openProject({
    'scenarios/a.scenario.lua': 'it("snap", function() assert.matches_snapshot({ 1 }) end)\n',
  });
  symlinkSync(outside, join(cwd, 'scenarios/__snapshots__'));
  const { code, stderr } = await spawnMoonrig(['run', '--update'], { cwd });
  expect(stderr).toContain('a link leads out of the project');
  expect(code).toBe(2);
  expect(readdirSync(outside)).toEqual(['elsewhere.snap.lua']);
});
