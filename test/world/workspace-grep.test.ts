import { describe, expect, it } from 'vitest';
import { openTestVm } from '../vm/harness.js';

const open = () => openTestVm({}, { mocks: 'test/no-mocks' });

const FILES = `workspace.use{
  ["lib/auth.ex"] = "defmodule Auth do\\r\\n  def login(user), do: user\\r\\nend",
  ["lib/token.ex"] = "defmodule Token do\\n\\n  DEF = 50%\\nend\\n",
  ["data.bin"] = "def\\0", ["latin"] = "def \\xff\\n",
}\n`;

/** `path:line:text` of each hit. */
const grep = async (args: string, files = FILES) => {
  const source = `${files} local hits, more = workspace.grep(${args})
    for i, hit in ipairs(hits) do hits[i] = hit.path .. ":" .. hit.line .. ":" .. hit.text end
    return hits, more`;
  return await open().run(source);
};

describe('workspace.grep', () => {
  it('finds lines by Lua patterns, in files of text, without their ends', async () => {
    expect(await grep('"^%s+def (%w+)"')).toEqual([['lib/auth.ex:2:  def login(user), do: user'], false]);
    expect(await grep('"end$"')).toEqual([['lib/token.ex:4:end', 'lib/auth.ex:3:end'].reverse(), false]);
    expect((await grep('"^$"'))[0]).toEqual(['lib/token.ex:2:']);
    expect((await grep('"^def "'))[0]).toEqual(
      [Buffer.from('latin:1:def \xff', 'latin1')].map((bytes) => new Uint8Array(bytes)),
    );
    expect((await grep('"\\xff"'))[0]).toHaveLength(1);
  });

  it('finds texts as they are, in either case, in some files', async () => {
    expect((await grep('"login(", { plain = true }'))[0]).toEqual(['lib/auth.ex:2:  def login(user), do: user']);
    expect((await grep('"DEF", { plain = true }'))[0]).toEqual(['lib/token.ex:3:  DEF = 50%']);
    expect((await grep('"dEf =", { plain = true, ignore_case = true }'))[0]).toEqual(['lib/token.ex:3:  DEF = 50%']);
    expect((await grep('"^DEFMODULE %u%l+", { ignore_case = true, glob = { "lib/t*", "none/**" } }'))[0]).toEqual([
      'lib/token.ex:1:defmodule Token do',
    ]);
    expect((await grep('"50%%$", { ignore_case = true }'))[0]).toEqual(['lib/token.ex:3:  DEF = 50%']);
    expect((await grep('"%D%%U$", { ignore_case = true }'))[0]).toEqual([]);
    expect((await grep('"none"'))[0]).toEqual([]);
  });

  it('gives so many lines, says whether there are more, and cuts long ones between characters', async () => {
    const many = 'workspace.use{ a = ("x\\n"):rep(1500), b = "x" }\n';
    expect((await grep('"x"', many)).map((each) => (Array.isArray(each) ? each.length : each))).toEqual([1000, true]);
    expect(await grep('"x", { max = 2 }', many)).toEqual([['a:1:x', 'a:2:x'], true]);
    expect((await grep('"x", { max = 1501 }', many))[1]).toBe(false);
    const long = `workspace.use{ a = ("x"):rep(499) .. "ü" .. ("y"):rep(100) }\n`;
    expect((await grep('"y"', long))[0]).toEqual([`a:1:${'x'.repeat(499)}`]);
  });

  it('searches files of many blocks line by line', async () => {
    const large =
      'workspace.write_file("a", ("0123456789abcdef\\n"):rep(50000) .. "needle\\n" .. ("x"):rep(300000) .. "\\nneedle")\n';
    expect((await grep('"needle", { plain = true }', large))[0]).toEqual(['a:50001:needle', 'a:50004:needle']);
  });

  it('is noted, with the files whose lines it gives', async () => {
    const vm = open();
    await vm.run(`${FILES} workspace.grep("def", { glob = "lib/*" }) workspace.grep("none")`);
    const entries = vm.world.journal.entries(9).slice(1);
    expect(entries.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'workspace.grep def (3 found in 2 files)',
      'workspace.grep none (0 found in 0 files)',
    ]);
    expect(entries[0]?.data).toMatchObject({
      pattern: 'def',
      options: { glob: 'lib/*' },
      found: 3,
      files: ['lib/auth.ex', 'lib/token.ex'],
    });
  });

  it.each([
    ['""', 'a pattern of 1 to 4096 bytes is expected, got 0'],
    ['("x"):rep(5000)', 'a pattern of 1 to 4096 bytes is expected, got 5000'],
    ['nil', 'a text is expected as argument 1, got nil'],
    ['"[a"', "malformed pattern (missing ']')"],
    ['"x", { globs = "x" }', 'globs: unknown field globs; did you mean glob? (known: glob, plain, ignore_case, max)'],
    ['"x", { plain = 1 }', 'plain: true or false is expected, got a number'],
    ['"x", { max = 0 }', 'max: a whole number from 1 to 10000 is expected, got 0'],
    ['"x", { glob = "" }', 'a pattern of 1 to 4096 characters is expected, got 0'],
    ['"x", "lib"', 'named fields are expected, got a text'],
  ])('refuses %s', async (args, why) => {
    expect(await open().fail(`workspace.grep(${args})`)).toBe(`test.lua:1: workspace.grep: ${why}`);
  });

  it('is there for scripts under test too', async () => {
    const source = `${FILES} return #script.load("test/world/searching_script").find("defmodule")`;
    expect(await open().run(source)).toEqual([2]);
  });
});
