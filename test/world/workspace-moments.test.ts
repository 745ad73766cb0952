import { describe, expect, it } from 'vitest';
import { openTestVm } from '../vm/harness.js';

const open = () => openTestVm({}, { mocks: 'test/no-mocks' });

const FILES = 'workspace.use{ ["lib/a.ex"] = "one\\ntwo\\n", ["lib/b.ex"] = "b\\n", ["logo"] = "\\0\\1" }\n';

describe('workspace.diff', () => {
  it('is a unified diff of all that is not as the workspace began', async () => {
    const source = `${FILES}
      workspace.write_file("lib/a.ex", "one\\nthree")
      workspace.write_file("new/c.ex", "c\\n")
      workspace.write_file("logo", "\\0\\2")
      workspace.delete("lib/b.ex")
      return workspace.diff(), workspace.diff("new/**"), workspace.diff{ "none", "lib/b*" }`;
    const deleted = '--- a/lib/b.ex\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-b\n';
    const added = '--- /dev/null\n+++ b/new/c.ex\n@@ -0,0 +1,1 @@\n+c\n';
    const changed =
      '--- a/lib/a.ex\n+++ b/lib/a.ex\n@@ -1,2 +1,2 @@\n one\n-two\n+three\n\\ No newline at end of file\n';
    const binary = 'Binary files a/logo and b/logo differ\n';
    expect(await open().run(source)).toEqual([changed + deleted + binary + added, added, deleted]);
  });

  it('says nothing where nothing changed, or was put back', async () => {
    const source = `${FILES} workspace.write_file("lib/a.ex", "x") workspace.write_file("lib/a.ex", "one\\ntwo\\n")
      workspace.move("lib/b.ex", "c") workspace.move("c", "lib/b.ex")
      return workspace.diff(), workspace.changes()`;
    expect(await open().run(source)).toEqual(['', []]);
  });

  it('of files that share nothing is found without a long search', async () => {
    const source = `
      local old, new = {}, {}
      for i = 1, 20000 do old[i], new[i] = "old " .. i, "new " .. i end
      workspace.use{ a = table.concat(old, "\\n") .. "\\n" }
      workspace.write_file("a", table.concat(new, "\\n") .. "\\n")
      local diff = workspace.diff()
      return diff:sub(1, 46), select(2, diff:gsub("\\n%-", "")), select(2, diff:gsub("\\n%+", ""))`;
    expect(await open().run(source)).toEqual(['--- a/a\n+++ b/a\n@@ -1,20000 +1,20000 @@\n-old 1', 20_000, 20_001]);
  });
});

describe('workspace.snapshot', () => {
  it('keeps a moment, to compare with it and to go back', async () => {
    const source = `${FILES}
      workspace.write_file("lib/a.ex", "first")
      local before = workspace.snapshot()
      workspace.write_file("lib/a.ex", "second")
      workspace.delete("logo")
      workspace.write_file("new", "x")
      local changes, files, diff = before:changes(), before:files("lib/**"), before:diff("lib/*")
      before:restore()
      local after = workspace.read_file("lib/a.ex")
      workspace.write_file("lib/a.ex", "third")
      before:restore()
      return changes, files, diff, after, workspace.read_file("lib/a.ex"), before:changes(), workspace.changes()`;
    const change = (path: string, kind: string) => ({ path, kind });
    expect(await open().run(source)).toMatchObject([
      [change('lib/a.ex', 'changed'), change('logo', 'deleted'), change('new', 'new')],
      { 'lib/a.ex': 'first', 'lib/b.ex': 'b\n' },
      expect.stringContaining('-first\n'),
      'first',
      'first',
      [],
      [change('lib/a.ex', 'changed')],
    ]);
  });

  it('stays what it was when the workspace starts over', async () => {
    const source = `${FILES} local before = workspace.snapshot()
      workspace.use{ x = "1" }
      local changes = #before:changes()
      before:restore()
      return changes, workspace.read_file("lib/b.ex"), #workspace.changes()`;
    expect(await open().run(source)).toEqual([4, 'b\n', 0]);
  });

  it('is one of its scenario only', async () => {
    const why = 'this is no snapshot of this scenario; workspace.snapshot() gives one';
    expect(await open().fail('workspace.snapshot().restore({ id = 7 })')).toBe(`test.lua:1: snapshot:restore: ${why}`);
    expect(await open().fail('workspace.snapshot().diff({})')).toBe(`test.lua:1: snapshot:diff: ${why}`);
  });

  it('holds so much and no more', async () => {
    const source = `
      local text = ("x"):rep(16 * 1024 * 1024 - 1000)
      for i = 1, 4 do
        for j = 1, 3 do workspace.write_file("f" .. j, text) end
        workspace.snapshot()
      end
      for i = 1, 1000 do workspace.snapshot() end`;
    expect(await open().fail(source)).toContain(
      'workspace.snapshot: a scenario keeps at most 1000 snapshots, with 256 MiB of what was written',
    );
    expect(await open().fail('for i = 1, 1001 do workspace.snapshot() end')).toContain('at most 1000 snapshots');
  });
});
