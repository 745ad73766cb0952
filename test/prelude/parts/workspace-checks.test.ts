import { describe, expect, it } from 'vitest';
import { openTestVm } from '../../vm/harness.js';

const OAUTH = 'features/oauth_provider.ex';
const CHANGES = `
workspace.write_file("docs/ARCHITECTURE.md", workspace.read_file("docs/ARCHITECTURE.md"))
workspace.write_file("${OAUTH}", "defmodule Shop.OAuth do\\nend\\n")
workspace.write_file("lib/new.ex", "one\\ntwo\\n")
`;

async function failures(source: string, before = CHANGES) {
  const vm = openTestVm();
  await vm.run(`${before} pcall(function() ${source} end)`);
  expect(vm.world.checks.count).toBe(1);
  return vm.world.checks.failures;
}

const DIFF = `
--- a/${OAUTH}
+++ b/${OAUTH}
@@ -1,3 +1,2 @@
-defmodule Shop.OAuthProvider do
-  def authorize_url(client_id), do: "https://login.example/authorize?client_id=#{client_id}"
+defmodule Shop.OAuth do
 end
--- /dev/null
+++ b/lib/new.ex
@@ -0,0 +1,2 @@
+one
+two
`;

describe('checks of the workspace hold', () => {
  it.each([
    'assert.workspace.has_file("lib/new.ex")',
    'assert.workspace.has_file("docs/../lib/new.ex", "two", "a note")',
    'assert.has_file("docs/ARCHITECTURE.md")',
    'assert.workspace.has_no_file("lib/old.ex")',
    'assert.workspace.has_no_file("lib/new.ex", "three")',
    'assert.workspace.unchanged("docs/**")',
    'assert.workspace.unchanged("{README.md,lib/old.ex}")',
    'assert.workspace.Not.unchanged()',
    `assert.workspace.diff_equals([[${DIFF}]])`,
    `assert.workspace.diff_equals{ ["lib/new.ex"] = "one\\ntwo\\n", ["${OAUTH}"] = any }`,
    `assert.workspace.diff_equals{ ["lib/new.ex"] = function(text) return #text == 8 end, ["${OAUTH}"] = any }`,
    'assert.workspace.Not.diff_equals{}',
  ])('%s', async (source) => {
    expect(await failures(source)).toEqual([]);
  });

  it('in a workspace in which nothing was written', async () => {
    expect(await failures('assert.workspace.unchanged()', '')).toEqual([]);
    expect(await failures('assert.workspace.diff_equals{}', '')).toEqual([]);
  });
});

describe('checks of the workspace fail', () => {
  it.each([
    [
      'assert.workspace.has_file("lib/nwe.ex", nil, "the module")',
      {
        check: 'has_file',
        message: 'the module\nthere is no file lib/nwe.ex; did you mean lib/new.ex?\nfiles that changed:',
        actual: `${OAUTH}\nlib/new.ex`,
      },
    ],
    [
      'assert.workspace.has_file("lib/new.ex", "three")',
      { message: 'expected the file lib/new.ex to contain "three"', actual: '"one\\ntwo\\n"' },
    ],
    ['assert.workspace.has_no_file("lib/new.ex")', { check: 'has_no_file', message: 'expected no file lib/new.ex' }],
    [
      'assert.workspace.unchanged(nil, "reads only")',
      {
        check: 'unchanged',
        message: `reads only\nexpected no change, but 2 files changed:\n  ${OAUTH} (changed)\n  lib/new.ex (new)`,
        actual: DIFF.trim(),
      },
    ],
    [
      'assert.workspace.unchanged("lib/*")',
      { message: 'expected no change of lib/*, but 1 file changed:\n  lib/new.ex (new)' },
    ],
    ['assert.workspace.Not.unchanged("docs/**")', { message: 'expected a change of docs/**, but there is none' }],
    [
      'assert.workspace.diff_equals("--- /dev/null")',
      { check: 'diff_equals', message: 'expected another diff', expected: '--- /dev/null', actual: DIFF.trim() },
    ],
    [
      `assert.workspace.diff_equals{ ["lib/new.ex"] = "one", ["README.md"] = any }`,
      {
        message: `expected other changes\n  README.md: has not changed\n  lib/new.ex: has other content\n  ${OAUTH}: was not expected to change`,
      },
    ],
  ])('%s', async (source, failure) => {
    expect(await failures(source)).toMatchObject([failure]);
  });

  it.each([
    ['assert.workspace.has_file("../x")', 'assert.workspace.has_file: "../x": a path inside the workspace is expected'],
    [
      'assert.workspace.unchanged("")',
      'assert.workspace.unchanged: a pattern of 1 to 4096 characters is expected, got 0',
    ],
    ['assert.workspace.diff_equals(5)', 'assert.workspace.diff_equals: a table is expected, got number'],
    ['assert.workspace.diff_equals{ "a" }', 'paths and contents are expected'],
    ['assert.workspace.has_fiel("x")', 'there is no check called "fiel"'],
  ])('as an error: %s', async (source, message) => {
    expect(await openTestVm().fail(source)).toContain(message);
  });
});
