import { describe, expect, it } from 'vitest';
import { settleWorld } from '../../src/world/settle.js';
import { openAgentVm } from '../prelude/parts/behaviors.js';
import { openTestVm } from '../vm/harness.js';

const open = () => openTestVm({}, { mocks: 'test/no-mocks' });

const FILES = 'workspace.use{ ["lib/a.ex"] = "old", ["lib/b.ex"] = "b", ["state.json"] = "0" }\n';
/** What a call gives, or why it raises. */
const TRY = `local function try(name, ...)
  local ok, value = pcall(workspace[name], ...)
  return ok and (value == nil and "done" or value) or value:gsub("^test.lua:%d+: ", "")
end\n`;

const run = (source: string) => open().run(`${FILES}${TRY}${source}`);

describe('a scripted fault', () => {
  it('read_only: nothing is written, deleted or moved, and all can be read', async () => {
    const source = `workspace.on("lib/**"):read_only()
      return try("read_file", "lib/a.ex"), try("write_file", "lib/a.ex", "x"), try("append", "lib/new.ex", "x"),
        try("delete", "lib/a.ex"), try("move", "lib/a.ex", "c.ex"), try("move", "state.json", "lib/c.ex"),
        try("delete", "lib", { recursive = true }), try("write_file", "other", "x"), #workspace.changes()`;
    expect(await run(source)).toEqual([
      'old',
      'workspace.write_file: lib/a.ex: is read-only',
      'workspace.append: lib/new.ex: is read-only',
      'workspace.delete: lib/a.ex: is read-only',
      'workspace.move: lib/a.ex: is read-only',
      'workspace.move: lib/c.ex: is read-only',
      'workspace.delete: lib/a.ex: is read-only',
      'done',
      1,
    ]);
  });

  it('missing: a file that lists show is not there for whoever names it', async () => {
    const source = `workspace.on("lib/a.ex"):missing():times(5)
      return #workspace.glob("lib/*"), #workspace.list("lib"), try("read_file", "lib/a.ex"),
        workspace.file_exists("lib/a.ex"), workspace.stat("lib/a.ex"), try("delete", "lib/a.ex"), #workspace.grep("old"),
        try("read_file", "lib/a.ex")`;
    expect(await run(source)).toEqual([
      2,
      2,
      'workspace.read_file: lib/a.ex: no such file',
      false,
      undefined,
      'workspace.delete: lib/a.ex: no such file',
      0,
      'old',
    ]);
  });

  it('disk_full: what there is room for is written, and the rest raises', async () => {
    const source = `workspace.on("out/**"):disk_full(5):times(2)
      return try("write_file", "out/a", "123"), try("append", "out/a", "4567"), workspace.read_file("out/a"),
        try("write_file", "out/a", "xyz"), workspace.read_file("out/a"), try("write_file", "out/a", "room again"),
        try("write_file", "elsewhere", "123456789")`;
    const full = 'out/a: no space left on the disk';
    expect(await run(source)).toEqual([
      'done',
      `workspace.append: ${full}`,
      '12345',
      `workspace.write_file: ${full}`,
      '',
      'done',
      'done',
    ]);
  });

  it('stale: reading gives what was there before the last change', async () => {
    const source = `workspace.on("{state.json,new,lib/a.ex}"):stale():optional()
      local first = try("read_file", "state.json")
      workspace.write_file("state.json", "1") workspace.write_file("state.json", "2")
      workspace.append("new", "x") workspace.delete("lib/a.ex")
      return first, try("read_file", "state.json"), try("read_file", "new"), try("read_file", "lib/a.ex"),
        #workspace.grep("1", { glob = "state.json" })`;
    expect(await run(source)).toEqual(['0', '1', 'workspace.read_file: new: no such file', 'old', 1]);
  });

  it('stale: counts from changes made before it was scripted', async () => {
    const source = `workspace.write_file("state.json", "1")
      workspace.on("state.json"):stale():times(1)
      return try("read_file", "state.json"), try("read_file", "state.json")`;
    expect(await run(source)).toEqual(['0', '1']);
  });

  it('fails: any call that names the file raises the text', async () => {
    const source = `workspace.on("lib/a.ex"):fails("input/output error")
      return try("read_file", "lib/a.ex"), try("stat", "lib/a.ex"), try("write_file", "lib/a.ex", ""), try("grep", "o")`;
    const why = 'lib/a.ex: input/output error';
    expect(await run(source)).toEqual(
      ['read_file', 'stat', 'write_file', 'grep'].map((call) => `workspace.${call}: ${why}`),
    );
  });

  it('is not met by a call that is refused anyway', async () => {
    const source = `workspace.on("lib/**"):read_only():times(1)
      return try("delete", "lib"), try("move", "lib/a.ex", "state.json"), try("delete", "lib/a.ex"), try("delete", "lib/a.ex")`;
    expect(await run(source)).toEqual([
      'workspace.delete: lib: is a folder; { recursive = true } deletes all 2 files in it',
      'workspace.move: state.json: is there already',
      'workspace.delete: lib/a.ex: is read-only',
      'done',
    ]);
  });

  it('is met newest first, as often as it says, and by whom it says', async () => {
    const source = `workspace.on("lib/**"):fails("old")
      workspace.on("lib/a.ex"):fails("new"):times(1)
      workspace.on{ path = "**", by = "someone" }:read_only():optional()
      return try("read_file", "lib/a.ex"), try("read_file", "lib/a.ex"), try("write_file", "state.json", "x")`;
    expect(await run(source)).toEqual([
      'workspace.read_file: lib/a.ex: new',
      'workspace.read_file: lib/a.ex: old',
      'done',
    ]);
  });

  it('for one agent leaves the scenario and all others alone', async () => {
    const vm = openAgentVm();
    await vm.run(`
      llm.on{}:reply("ok")
      workspace.write_file("notes.md", "be brief")
      workspace.on{ path = "notes.md", by = "writer" }:missing()
      assert(workspace.read_file("notes.md") == "be brief")
      local ok, problem = pcall(function() Agent.new("writer"):execute{ description = "x" } end)
      assert(not ok and problem:find("notes.md: no such file", 1, true))
      assert.same({ "writer" }, { workspace.effects{ failed = true }[1].by })`);
    expect(settleWorld(vm.world)).toEqual({ keptPromises: 0, unkept: [] });
  });

  it('forks with its world', async () => {
    const vm = open();
    await vm.run(`${FILES} workspace.on("lib/a.ex"):fails("x"):times(1)`);
    const point = vm.world.fork();
    for (const _ of [1, 2]) {
      vm.world = point.fork();
      expect(await vm.fail('workspace.read_file("lib/a.ex")')).toContain('lib/a.ex: x');
      expect(await vm.run('return workspace.read_file("lib/a.ex")')).toEqual(['old']);
    }
  });

  it.each([
    ['workspace.on()', 'workspace.on: a glob is expected, or { path = …, by = … }, got nil'],
    ['workspace.on("")', 'workspace.on: a pattern of 1 to 4096 characters is expected, got 0'],
    ['workspace.on{ by = "x" }', 'workspace.on: path: a glob is expected, got nothing'],
    ['workspace.on{ paht = "x" }', 'workspace.on: paht: unknown field paht; did you mean path? (known: path, by)'],
    ['workspace.on("x"):disk_full(-1)', 'workspace.on(…):disk_full: a whole number from 0 up is expected, got -1'],
    ['workspace.on("x"):times(0)', 'workspace.on(…):times: a whole number from 1 up is expected, got 0'],
    ['workspace.on("x"):fails()', 'workspace.on(…):fails: the text of the error is expected'],
    ['workspace.on("x"):stale():missing()', 'workspace.on(…):missing: this fault is stale already; make another one'],
    [
      'workspace.on("x").times({ id = 9 }, 1)',
      'workspace.on: this is no fault of this scenario; call its methods with a colon',
    ],
    [
      'workspace.on("x"):readonly()',
      'workspace fault: there is no function called "readonly"; did you mean "read_only"?',
    ],
  ])('refuses %s', async (source, why) => {
    expect(await open().fail(source)).toBe(`test.lua:1: ${why}`);
  });
});

describe('a fault made in a body is a promise', () => {
  /** What the end of a scenario says that did this. */
  async function settle(source: string, isBody = true) {
    const vm = open();
    vm.world.isBody = isBody;
    await vm.run(`${FILES}${TRY}${source}`);
    const { keptPromises, unkept } = settleWorld(vm.world);
    return [keptPromises, ...unkept.map(({ message, notes = [] }) => [message, ...notes].join('\n'))];
  }

  const rule = 'a fault scripted in a scenario is a promise; :optional() says that it may stay unmet';

  it('that is kept when it is met', async () => {
    expect(await settle('workspace.on("lib/a.ex"):missing() try("read_file", "lib/a.ex")')).toEqual([1]);
    expect(await settle('workspace.on("lib/a.ex"):missing():optional()')).toEqual([0]);
  });

  it('that fails when it is not, and tells what was touched instead', async () => {
    expect(
      await settle('workspace.on("lib/c.ex"):read_only() try("read_file", "lib/a.ex") try("append", "lib/b.ex", "")'),
    ).toEqual([
      0,
      `the promised fault workspace.on("lib/c.ex"):read_only() was never met
read_only spoils writing, deleting and moving
no file that matches lib/c.ex was touched, but these were:
  workspace.read_file lib/a.ex
  workspace.append lib/b.ex
${rule}`,
    ]);
    expect(
      await settle(
        'workspace.on("lib/**"):read_only():times(2) try("read_file", "lib/a.ex") try("delete", "lib/b.ex")',
      ),
    ).toEqual([
      0,
      `the promised fault workspace.on("lib/**"):read_only() was met 1 of 2 times
read_only spoils writing, deleting and moving
what was done to files that match lib/**:
  workspace.read_file lib/a.ex
  workspace.delete lib/b.ex
${rule}`,
    ]);
    expect(await settle('workspace.on("x"):stale()')).toEqual([
      0,
      `the promised fault workspace.on("x"):stale() was never met\nstale spoils reading a file that was changed\nno file was read or changed\n${rule}`,
    ]);
    expect((await settle('workspace.on("lib/a.ex") try("read_file", "lib/a.ex")'))[1]).toContain(
      'it says no fault: :read_only(), :missing(), :disk_full(n), :stale() or :fails(text) is to follow',
    );
  });

  it('and one made in a hook is none, unless it is counted', async () => {
    expect(await settle('workspace.on("x"):stale()', false)).toEqual([0]);
    expect(await settle('workspace.on("x"):stale():times(1)', false)).toHaveLength(2);
  });
});
