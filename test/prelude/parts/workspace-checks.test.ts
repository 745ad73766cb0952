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
    'assert.workspace.file_contains("lib/new.ex", "two")',
    'assert.workspace.file_contains("lib/new.ex", { "one", "two" }, "a note")',
    'assert.workspace.not_file_contains("lib/new.ex", { "three", "four" })',
    'assert.workspace.file_equals("lib/new.ex", "one\\ntwo\\n")',
    'assert.workspace.Not.file_equals("lib/new.ex", "one")',
    'assert.workspace.file_matches("lib/new.ex", "^%a+\\n")',
    'assert.workspace.Not.file_matches("lib/new.ex", "^two")',
    'assert.workspace.only_changed{ "lib/**", "features/**" }',
    'assert.workspace.Not.only_changed("lib/**")',
    'assert.workspace.created("lib/*")',
    'assert.workspace.not_created{ "docs/**", "features/**" }',
    'assert.workspace.not_deleted("**")',
    'assert.workspace.was_read("docs/**")',
    'assert.workspace.was_not_read{ "history/**", ".env" }',
    'assert.workspace.was_written{ "lib/new.ex", "none" }',
    'assert.workspace.was_not_written("history/**", { by = "anyone" }, "a note")',
  ])('%s', async (source) => {
    expect(await failures(source)).toEqual([]);
  });

  it('in a workspace in which nothing was written', async () => {
    expect(await failures('assert.workspace.unchanged()', '')).toEqual([]);
    expect(await failures('assert.workspace.diff_equals{}', '')).toEqual([]);
  });
});

const DELETED = `workspace.delete("${OAUTH}") workspace.move("docs/ARCHITECTURE.md", "docs/OLD.md")`;

describe('checks of what is gone hold', () => {
  it.each([
    `assert.workspace.deleted{ "${OAUTH}", "docs/*" }`,
    'assert.workspace.created("docs/OLD.md")',
    `assert.workspace.diff_equals{ ["${OAUTH}"] = false, ["docs/ARCHITECTURE.md"] = false, ["docs/OLD.md"] = any }`,
    'assert.workspace.was_written("docs/OLD.md")',
    'assert.workspace.was_not_written("docs/ARCHITECTURE.md")',
  ])('%s', async (source) => {
    expect(await failures(source, DELETED)).toEqual([]);
  });
});

const SINCE = `workspace.write_file("a", "1") local before = workspace.snapshot() workspace.write_file("b", "2")`;

describe('checks since a snapshot', () => {
  it.each([
    ['assert.workspace.since(before).unchanged("a")', []],
    ['assert.workspace.since(before).diff_equals{ b = "2" }', []],
    ['assert.workspace.since(before).only_changed("b")', []],
    ['assert.workspace.since(before).Not.created("a")', []],
    [
      'check.workspace.since(before).unchanged()',
      [{ check: 'check.unchanged', message: 'expected no change, but 1 file changed:\n  b (new)' }],
    ],
    ['assert.workspace.since(5).unchanged()', [{ message: expect.stringContaining('a snapshot is expected') }]],
  ])('%s', async (source, expected) => {
    expect(await failures(source, SINCE)).toMatchObject(expected);
  });
});

describe('soft checks of a file that is not there', () => {
  it.each([
    'file_contains("none", "x")',
    'Not.file_contains("none", "x")',
    'Not.file_equals("none", "x")',
    'Not.file_matches("none", "x")',
  ])('fail without raising: check.workspace.%s', async (source) => {
    const vm = openTestVm();
    expect(await vm.run(`return check.workspace.${source}, "goes on"`)).toEqual([false, 'goes on']);
    expect(vm.world.checks.failures).toMatchObject([
      { message: 'there is no file none\nfiles that changed:', actual: 'no file' },
    ]);
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
    [
      'assert.workspace.file_contains("lib/new.ex", { "one", "TWO" })',
      {
        check: 'file_contains',
        message:
          'expected the file lib/new.ex to contain what is not in it\n  "TWO": with other capitals it is in line 2',
        actual: '"one\\ntwo\\n"',
      },
    ],
    [
      'assert.workspace.not_file_contains("lib/new.ex", "two")',
      { check: 'not_file_contains', message: 'expected the file lib/new.ex not to contain\n  "two": it is in line 2' },
    ],
    [
      'assert.workspace.file_equals("lib/new.ex", "one\\n", "exactly")',
      {
        check: 'file_equals',
        message: 'exactly\nexpected another content of the file lib/new.ex',
        expected: '"one\\n"',
        actual: '"one\\ntwo\\n"',
      },
    ],
    [
      'assert.workspace.file_matches("lib/new.ex", "^two")',
      { check: 'file_matches', message: 'expected the file lib/new.ex to match the pattern "^two"' },
    ],
    [
      'assert.workspace.only_changed("lib/**")',
      {
        check: 'only_changed',
        message: `expected changes of lib/** only, but 1 file changed beside them:\n  ${OAUTH} (changed)`,
        actual: expect.stringContaining(`+++ b/${OAUTH}`),
      },
    ],
    [
      'assert.workspace.Not.only_changed{ "lib/**", "features/**" }',
      { message: 'expected changes beside those of lib/** or features/**, but there are none' },
    ],
    [
      'assert.workspace.created{ "lib/**", "test/**" }',
      {
        check: 'created',
        message: 'expected a new file that matches test/**, but there is none\nfiles that changed:',
        actual: `${OAUTH} (changed)\nlib/new.ex (new)`,
      },
    ],
    [
      'assert.workspace.not_created("lib/**")',
      { message: 'expected no new file that matches lib/**, but there is:', actual: 'lib/new.ex (new)' },
    ],
    [
      'assert.workspace.deleted("lib/**")',
      { message: expect.stringContaining('expected a deleted file that matches') },
    ],
    [
      'assert.workspace.was_read("lib/**", { by = "writer" })',
      {
        check: 'was_read',
        message: 'expected that lib/** was read by writer\nfiles that were read by writer:',
        actual: 'none',
      },
    ],
    [
      'assert.workspace.was_not_written{ "lib/**", "docs/**" }',
      {
        check: 'was_not_written',
        message: 'expected that lib/** or docs/** was not written',
        actual: 'workspace.write_file docs/ARCHITECTURE.md (test.lua:2)\nworkspace.write_file lib/new.ex (test.lua:4)',
      },
    ],
    [
      `assert.workspace.diff_equals{ ["lib/new.ex"] = false, ["${OAUTH}"] = any }`,
      { message: 'expected other changes\n  lib/new.ex: was not deleted' },
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
    ['assert.workspace.only_changed{}', 'a glob or a list of globs is expected; assert.workspace.unchanged() says'],
    ['assert.workspace.only_changed()', 'assert.only_changed: 1 value is expected, got 0'],
    ['assert.workspace.file_matches("docs/ARCHITECTURE.md", "[a")', 'assert.workspace.file_matches: malformed pattern'],
    ['assert.workspace.file_contains("docs/ARCHITECTURE.md", {})', 'at least one text is expected'],
    ['assert.workspace.created{}', 'assert.workspace.created: at least one glob is expected'],
    ['assert.workspace.created("")', 'assert.workspace.created: a pattern of 1 to 4096 characters is expected, got 0'],
    ['assert.workspace.was_read(nil)', 'assert.workspace.was_read: a glob is expected, got nil'],
    ['assert.workspace.was_read("x", { by = 5 })', 'assert.workspace.was_read: by: a text is expected, got a number'],
    ['assert.workspace.was_read("x", { who = "x" })', 'unknown field who'],
    ['assert.workspace.has_fiel("x")', 'there is no check called "fiel"'],
  ])('as an error: %s', async (source, message) => {
    expect(await openTestVm().fail(source)).toContain(message);
  });
});
