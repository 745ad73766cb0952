import { describe, expect, it } from 'vitest';
import { listFolder, openProject, readText } from './moonrig.js';
import { A, run } from './snapshot-project.js';

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

  it('that share a line are told apart from one that is reached several times', async () => {
    const check = 'assert.matches_inline_snapshot';
    const cwd = openProject({ [A]: `it("a", function()\n  ${check}(1) ${check}(2)\nend)\n` });
    const { code, stdout } = await run(cwd);
    expect(code).toBe(1);
    expect(stdout).toContain('several calls with different values stand on one line\n');
    expect(stdout).not.toContain('reached several times');
  });

  it('that share a line are told where several scenarios come by', async () => {
    const check = 'assert.matches_inline_snapshot';
    const source = `local function both(i)\n  if i == 1 then ${check}(1) else ${check}(2) end\nend\neach{ { 1 }, { 2 } }("row %d", both)\n`;
    const cwd = openProject({ [A]: source });
    const { code, stderr } = await run(cwd);
    expect(code).toBe(2);
    expect(stderr).toBe(
      `moonrig: ${A}:2: the inline snapshot was not written: several calls with different values stand on one line\n  hint: give each a line of its own\n`,
    );
    expect(readText(cwd, A)).toBe(source);
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
