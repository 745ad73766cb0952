import { describe, expect, it } from 'vitest';
import { openTestVm } from '../vm/harness.js';

/** A VM whose workspace is empty at first. */
const open = () => openTestVm({}, { mocks: 'test/no-mocks' });

const FILES =
  'workspace.use{ ["lib/auth.ex"] = "one\\ntwo\\n", ["lib/deep/token.ex"] = "", ["README.md"] = "# Shop" }\n';

describe('workspace.use', () => {
  it('starts over from a table, from a folder, or from a folder with a table over it', async () => {
    const source = `
      workspace.use{ ["./a//b.txt"] = "1", ["c"] = "\\xff\\0" }
      local inline, bytes = workspace.glob("**"), workspace.read_file("c")
      workspace.use("greenfield")
      local folder = workspace.glob("**")
      workspace.use("greenfield", { ["README.md"] = false, ["new.md"] = "x" })
      local both, changes = workspace.glob("**"), #workspace.changes()
      workspace.use{}
      return inline, bytes == "\\xff\\0", folder, both, changes, #workspace.glob("**")`;
    expect(await openTestVm().run(source)).toEqual([['a/b.txt', 'c'], true, ['README.md'], ['new.md'], 0, 0]);
  });

  it.each([
    ['{ "a" }', 'a folder’s name or a table of paths and contents is expected, got a list'],
    ['5', 'a folder’s name or a table of paths and contents is expected, got number'],
    ['{ a = 5 }', 'a: a text is expected, or false for a file that is not to be there, got number'],
    ['{ ["../a"] = "" }', '"../a": a path inside the workspace is expected, this one leads out of it'],
    ['{ a = "", ["./a"] = "" }', 'a: is given twice'],
    ['{ ["a/"] = "" }', '"a/": a file is expected, and / ends the name of a folder'],
    ['{ a = "", ["a/b"] = "" }', 'a/b: a is a file, not a folder'],
    ['{}, {}', 'a second table goes over a folder only'],
    ['"greenfield", { none = false }', 'none: no such file or folder'],
    ['"../workspaces/greenfield"', 'there is no folder mocks/workspaces/../workspaces/greenfield'],
  ])('refuses %s', async (args, why) => {
    expect(await openTestVm().fail(`workspace.use(${args})`)).toBe(`test.lua:1: workspace.use: ${why}`);
  });
});

describe('the calls that change files', () => {
  it('write, append, move and delete, and are noted with what became of the file', async () => {
    const vm = open();
    await vm.run(`${FILES}
      workspace.write_file("lib/auth.ex", "one\\n")
      workspace.append("lib/auth.ex", "three\\n")
      workspace.move("lib/auth.ex", "src/login.ex")
      workspace.move("lib", "src/deep")
      workspace.delete("README.md")
      workspace.delete("src", { recursive = true })`);
    expect(vm.world.journal.entries(100).map(({ kind, text, data }) => [kind, text, { ...data }])).toEqual([
      ['workspace.use', 'files of the scenario (3 files)', {}],
      [
        'workspace.write',
        'lib/auth.ex (4 bytes)',
        { path: 'lib/auth.ex', bytes: 4, before: 'one\ntwo\n', after: 'one\n' },
      ],
      [
        'workspace.append',
        'lib/auth.ex (+6 bytes, 10 in all)',
        { path: 'lib/auth.ex', bytes: 6, before: 'one\n', after: 'one\nthree\n' },
      ],
      ['workspace.move', 'lib/auth.ex → src/login.ex', { path: 'lib/auth.ex', to: 'src/login.ex', files: 1 }],
      ['workspace.move', 'lib → src/deep (1 file)', { path: 'lib', to: 'src/deep', files: 1 }],
      ['workspace.delete', 'README.md', { path: 'README.md', before: '# Shop', after: '' }],
      ['workspace.delete', 'src (2 files)', { path: 'src', files: 2 }],
    ]);
  });

  it('keep every byte', async () => {
    const source = `
      local all = {}
      for i = 0, 255 do all[#all + 1] = string.char(i) end
      local bytes = "\\xEF\\xBB\\xBF" .. table.concat(all) .. "\\r\\n"
      workspace.write_file("a", bytes)
      workspace.append("a", "\\0\\xff")
      workspace.move("a", "b")
      return workspace.read_file("b") == bytes .. "\\0\\xff", workspace.stat("b").size`;
    expect(await open().run(source)).toEqual([true, 263]);
  });

  it('leave out of the journal what is no text, or too long', async () => {
    const vm = open();
    await vm.run(`
      workspace.write_file("a", "x\\0") workspace.write_file("b", "\\xff") workspace.write_file("c", ("x"):rep(9000))`);
    expect(vm.world.journal.entries(9).map(({ data }) => Object.keys(data ?? {}))).toEqual([
      ['path', 'bytes'],
      ['path', 'bytes'],
      ['path', 'bytes'],
    ]);
  });

  it.each([
    ['read_file("lib")', 'read_file: lib: is a folder'],
    ['read_file("lib/none.ex")', 'read_file: lib/none.ex: no such file'],
    ['write_file("lib", "")', 'write_file: lib: is a folder'],
    ['write_file("new/", "")', 'write_file: "new/": a file is expected, and / ends the name of a folder'],
    ['write_file("README.md/x", "")', 'write_file: README.md/x: README.md is a file, not a folder'],
    ['write_file("x", 5)', 'write_file: a text is expected as argument 2, got number'],
    ['append("x")', 'append: a text is expected as argument 2, got nil'],
    ['append("../x", "")', 'append: "../x": a path inside the workspace is expected, this one leads out of it'],
    ['delete("lib")', 'delete: lib: is a folder; { recursive = true } deletes all 2 files in it'],
    ['delete("none")', 'delete: none: no such file or folder'],
    [
      'delete(".", { recursive = true })',
      'delete: ".": a path inside the workspace is expected, this one is all of it',
    ],
    ['delete("lib", true)', 'delete: options are a table, got boolean'],
    ['delete("lib", { recursve = true })', 'delete: unknown option recursve; there is recursive'],
    ['delete("lib", { recursive = 1 })', 'delete: recursive: true or false is expected, got number'],
    ['move("lib/auth.ex", "README.md")', 'move: README.md: is there already'],
    ['move("lib", "lib/deep/er")', 'move: lib/deep/er: lies in lib, which cannot move into itself'],
    ['move("lib/auth.ex")', 'move: a text is expected as argument 2, got nil'],
    ['move("lib/auth.ex", "/tmp/x")', 'move: "/tmp/x": a path inside the workspace is expected, this one is absolute'],
    ['read_file("\\xff")', 'read_file: a text is expected as argument 1, got bytes that are not UTF-8'],
  ])('refuse %s at the line of the script, and change nothing', async (call, why) => {
    const vm = open();
    expect(await vm.fail(`${FILES.trim()} workspace.${call}`)).toBe(`test.lua:1: workspace.${why}`);
    expect(await vm.run('return #workspace.changes()')).toEqual([0]);
  });
});

describe('a path', () => {
  it.each([
    ['', 'this one is empty'],
    ['/etc/passwd', 'this one is absolute'],
    ['\\\\\\\\server\\\\share', 'this one is absolute'],
    ['C:\\\\x', 'this one is absolute'],
    ['a/../../x', 'this one leads out of it'],
    ['..\\\\x', 'this one leads out of it'],
    ['a\\0b', 'this one holds a NUL'],
    [`${'n'.repeat(256)}/x`, 'with names of at most 255 bytes'],
    [`${'abcdefgh/'.repeat(500)}x`, 'of at most 4000 bytes'],
  ])('that leads out or that no disk takes is refused: %.20s', async (path, why) => {
    const calls = ['read_file(path)', 'write_file(path, "")', 'append(path, "")', 'delete(path)', 'move("x", path)'];
    for (const call of [...calls, 'move(path, "x")', 'file_exists(path)', 'stat(path)', 'list(path)']) {
      expect(await open().fail(`local path = "${path}" workspace.${call}`)).toContain(
        `a path inside the workspace is expected, ${why}`,
      );
    }
  });

  it('has one spelling', async () => {
    const source = `
      workspace.write_file("./a//b/../c.txt", "1")
      return workspace.glob("**"), workspace.read_file("a\\\\c.txt"), workspace.stat("a/").kind, workspace.list("./a/.")`;
    expect(await open().run(source)).toEqual([['a/c.txt'], '1', 'folder', ['a/c.txt']]);
  });
});

describe('the calls that look', () => {
  it('list what lies in a folder', async () => {
    const source = `${FILES} return workspace.list(), workspace.list("lib/"), workspace.list(".")`;
    const top = ['README.md', 'lib/'];
    expect(await open().run(source)).toEqual([top, ['lib/auth.ex', 'lib/deep/'], top]);
    expect(await open().fail(`${FILES.trim()} workspace.list("none")`)).toContain(
      'workspace.list: none: no such folder',
    );
    expect(await open().fail(`${FILES.trim()} workspace.list("README.md")`)).toContain('README.md: is a file');
  });

  it('tell kind, size and virtual time', async () => {
    const source = `${FILES}
      local function show(path)
        local stat = workspace.stat(path)
        return stat and { stat.path, stat.kind, stat.size, stat.mtime - clock.now() } or "nothing"
      end
      clock.sleep(1500)
      workspace.append("lib/auth.ex", "x")
      clock.sleep(500)
      return show("lib//auth.ex"), show("README.md"), show("lib"), show("."), show("none")`;
    expect(await open().run(source)).toEqual([
      ['lib/auth.ex', 'file', 9, -500],
      ['README.md', 'file', 6, -2000],
      ['lib', 'folder', 0, -500],
      ['.', 'folder', 0, -500],
      'nothing',
    ]);
  });

  it('know the whole of picomatch, the same on every system', async () => {
    const names = [
      'a.md',
      'b.md',
      'ab.md',
      'a1.ex',
      'A.md',
      '.env',
      'lib/a.ex',
      'lib/x/y/b.exs',
      'src/c d.ts',
      'a[b].md',
    ];
    const setUp = `workspace.use{ ${names.map((name) => `["${name}"] = ""`).join(', ')} }`;
    const find = async (pattern: string) => (await open().run(`${setUp} return workspace.glob([==[${pattern}]==])`))[0];
    const expected: Record<string, readonly string[]> = {
      '*.md': ['A.md', 'a.md', 'a[b].md', 'ab.md', 'b.md'],
      '?.md': ['A.md', 'a.md', 'b.md'],
      '**/*.ex': ['a1.ex', 'lib/a.ex'],
      'lib/**': ['lib/a.ex', 'lib/x/y/b.exs'],
      '{a,b}.md': ['a.md', 'b.md'],
      '{lib,src}/**/*.{ex,exs,ts}': ['lib/a.ex', 'lib/x/y/b.exs', 'src/c d.ts'],
      '[ab].md': ['a.md', 'b.md'],
      '[!a].md': ['A.md', 'b.md'],
      '[[:lower:]][[:digit:]].ex': ['a1.ex'],
      '+(a|b).md': ['a.md', 'ab.md', 'b.md'],
      '@(a|A).md': ['A.md', 'a.md'],
      '!(a|b).md': ['A.md'],
      '?(a)b.md': ['ab.md', 'b.md'],
      '!**/*.md': ['.env', 'a1.ex', 'lib/a.ex', 'lib/x/y/b.exs', 'src/c d.ts'],
      '*': ['.env', 'A.md', 'a.md', 'a1.ex', 'a[b].md', 'ab.md', 'b.md'],
      './lib/*': ['lib/a.ex'],
      'a\\[b\\].md': ['a[b].md'],
      'file{1..3}': [],
    };
    for (const [pattern, paths] of Object.entries(expected))
      expect([pattern, await find(pattern)]).toEqual([pattern, paths]);
  });

  it.each([
    ['an empty pattern', '""', 'got 0'],
    ['a pattern of absurd length', '("*"):rep(70000)', 'got 70000'],
  ])('raise at the line of the script for %s', async (_, pattern, got) => {
    const message = await openTestVm().fail(`workspace.glob(${pattern})`);
    expect(message).toBe(`test.lua:1: workspace.glob: a pattern of 1 to 4096 characters is expected, ${got}`);
  });

  it('take a pattern that is no glob for one that matches nothing', async () => {
    expect(await openTestVm().run('return #workspace.glob("[("), #workspace.glob("{a")')).toEqual([0, 0]);
  });

  it('are noted, and only some of them are steps of every trajectory', async () => {
    const vm = open();
    await vm.run(`${FILES}
      workspace.file_exists("README.md") workspace.file_exists("none") workspace.stat("lib") workspace.stat("none")
      workspace.list("lib") workspace.glob("lib/**") pcall(workspace.stat, "../x")
      assert.trajectory():exactly("workspace.list", "workspace.glob")
      assert.trajectory():includes({ "workspace.file_exists", found = false }, { "workspace.stat", kind = "folder" })`);
    expect(
      vm.world.journal
        .entries(100)
        .slice(1, -2)
        .map(({ kind, text }) => `${kind}: ${text}`),
    ).toEqual([
      'workspace.exists: README.md',
      'workspace.exists: none: no such file',
      'workspace.stat: lib (folder)',
      'workspace.stat: none: nothing there',
      'workspace.list: lib (2 found)',
      'workspace.glob: lib/** (2 found)',
      'workspace.stat: "../x": a path inside the workspace is expected, this one leads out of it',
    ]);
  });
});
