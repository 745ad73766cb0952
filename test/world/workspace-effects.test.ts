import { describe, expect, it } from 'vitest';
import { type Effect, EffectLedger } from '../../src/mock/effect-ledger.js';
import { openAgentVm } from '../prelude/parts/behaviors.js';
import { openTestVm } from '../vm/harness.js';

const open = () => openTestVm({}, { mocks: 'test/no-mocks' });

const DEEDS = `workspace.use{ ["a"] = "1", [".env"] = "SECRET=1" }
  workspace.write_file("lib/a.ex", "one")
  clock.sleep(250)
  workspace.append("lib/a.ex", "two")
  workspace.move("lib/a.ex", "src/a.ex")
  workspace.read_file("a")
  workspace.delete("a")
  pcall(workspace.read_file, "../secret")
  workspace.grep("SECRET")
  workspace.on("src/**"):disk_full(2)
  pcall(workspace.write_file, "src/b.ex", "three")\n`;

describe('workspace.effects', () => {
  it('tells what was done and tried, by which call, when and where', async () => {
    const [effects] = await open().run(`${DEEDS} return workspace.effects()`);
    const refused = '"../secret": a path inside the workspace is expected, this one leads out of it';
    expect(effects).toEqual(
      [
        { kind: 'write', call: 'workspace.write_file', path: 'lib/a.ex', bytes: 3, at: 0, place: 'test.lua:2' },
        { kind: 'append', call: 'workspace.append', path: 'lib/a.ex', bytes: 3, at: 250, place: 'test.lua:4' },
        { kind: 'move', call: 'workspace.move', path: 'lib/a.ex', to: 'src/a.ex', at: 250, place: 'test.lua:5' },
        { kind: 'read', call: 'workspace.read_file', path: 'a', bytes: 1, at: 250, place: 'test.lua:6' },
        { kind: 'delete', call: 'workspace.delete', path: 'a', at: 250, place: 'test.lua:7' },
        { kind: 'read', call: 'workspace.read_file', path: '../secret', error: refused, at: 250, place: 'test.lua:8' },
        { kind: 'read', call: 'workspace.grep', path: '.env', at: 250, place: 'test.lua:9' },
        {
          kind: 'write',
          call: 'workspace.write_file',
          path: 'src/b.ex',
          bytes: 2,
          error: 'src/b.ex: no space left on the disk',
          fault: 'disk_full',
          at: 250,
          place: 'test.lua:11',
        },
      ].map((effect) => expect.objectContaining(effect)),
    );
  });

  it.each([
    ['{ kind = "read" }', ['a', '../secret', '.env']],
    ['{ kind = { "move", "append" } }', ['lib/a.ex', 'lib/a.ex']],
    ['{ path = "src/**" }', ['lib/a.ex', 'src/b.ex']],
    ['{ path = { "a", ".env" }, kind = "read" }', ['a', '.env']],
    ['{ failed = true }', ['../secret', 'src/b.ex']],
    ['{ failed = false, kind = "write" }', ['lib/a.ex']],
    ['{ by = "writer" }', []],
  ])('keeps those of %s', async (filter, paths) => {
    const source = `${DEEDS} local paths = {}
      for i, effect in ipairs(workspace.effects${filter}) do paths[i] = effect.path end
      return #paths, table.concat(paths, " ")`;
    expect(await open().run(source)).toEqual([paths.length, paths.join(' ')]);
  });

  it('tells by which agent, and for which task', async () => {
    const source = `llm.on{}:reply{ text = "ok", cost_cents = 1 }
      workspace.write_file("notes.md", "be brief")
      Agent.new("writer"):execute{ description = "One", id = "t-1" }
      Agent.new("writer"):execute{ description = "Two", id = 2 }
      workspace.read_file("notes.md")
      local effects = workspace.effects{ kind = "read" }
      return #effects, effects[1].by, effects[1].task, effects[3].by, #workspace.effects{ by = "writer", task = "t-1" },
        effects[2].task, #workspace.effects{ task = 2 }`;
    expect(await openAgentVm().run(source)).toEqual([3, 'writer', 't-1', undefined, 1, '2', 1]);
  });

  it.each([
    [
      '{ kind = "reads" }',
      'kind: there is no kind reads; did you mean read? (known: read, write, append, delete, move)',
    ],
    ['{ paths = "x" }', 'paths: unknown field paths; did you mean path? (known: kind, path, by, task, failed)'],
    ['{ path = "" }', 'a pattern of 1 to 4096 characters is expected, got 0'],
    ['{ failed = 1 }', 'failed: true or false is expected, got a number'],
  ])('refuses %s', async (filter, why) => {
    expect(await open().fail(`workspace.effects${filter}`)).toBe(`test.lua:1: workspace.effects: ${why}`);
  });

  it('says so where there were more than it keeps', async () => {
    const vm = open();
    const nothing = { to: undefined, bytes: undefined, by: undefined, task: undefined, place: undefined };
    const effect: Effect = {
      kind: 'read',
      call: 'x',
      path: 'x',
      atMs: 0,
      error: undefined,
      fault: undefined,
      ...nothing,
    };
    let ledger = new EffectLedger();
    for (let i = 0; i <= 100_000; i++) ledger = ledger.add(effect);
    vm.world.workspace.ledger = ledger;
    expect(await vm.fail('workspace.effects()')).toBe(
      "test.lua:1: workspace.effects: the ledger keeps 100000 of this scenario's 100001 reads and changes of files: too few to tell",
    );
  });
});
