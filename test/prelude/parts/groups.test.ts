import { describe, expect, it } from 'vitest';
import { openTestVm } from '../../vm/harness.js';

const run = (source: string) =>
  openTestVm().run(`local t0 = clock.now() local function at() return clock.now() - t0 end ${source}`);
const fail = (source: string) => openTestVm().fail(source);

describe('clock.all', () => {
  it('runs functions at the same virtual time and takes as long as the longest', async () => {
    const source = `
      local seen = {}
      local function step(name, ms, times)
        return function()
          for i = 1, times do clock.sleep(ms) seen[#seen + 1] = name .. i .. "@" .. at() end
          return name
        end
      end
      local results = clock.all{ step("a", 20, 3), step("b", 30, 3) }
      return results, seen, at()`;
    expect(await run(source)).toEqual([['a', 'b'], ['a1@20', 'b1@30', 'a2@40', 'b2@60', 'a3@60', 'b3@90'], 90]);
  });

  it('gives the first result of each by its key, in lists and by names', async () => {
    const source =
      'local r = clock.all{ function() return 1, 2 end, x = function() return "x" end, y = function() end } return r[1], r.x, r.y';
    expect(await run(source)).toEqual([1, 'x', undefined]);
    expect(await run('return next(clock.all{})')).toEqual([undefined]);
  });

  it('begins tasks in the order of the list, then of the names', async () => {
    const source = `
      local seen = {}
      local function note(name) return function() seen[#seen + 1] = name end end
      clock.all{ b = note("b"), note(1), a = note("a"), note(2) }
      return seen`;
    expect(await run(source)).toEqual([[1, 2, 'a', 'b']]);
  });

  it('can be nested, and be called in a coroutine, in pcall and by a timer', async () => {
    const source = `
      local function nap(ms) return function() clock.sleep(ms) return ms end end
      local inner
      clock.after(5, function() inner = { clock.all{ nap(1), nap(2) }, at() } end)
      local results = clock.all{
        function() return coroutine.wrap(function() return clock.all{ nap(10), nap(20) } end)() end,
        function() local ok, r = pcall(clock.all, { nap(5), nap(50) }) return r end,
      }
      return results, at(), inner`;
    expect(await run(source)).toEqual([
      [
        [10, 20],
        [5, 50],
      ],
      50,
      [[1, 2], 7],
    ]);
  });

  it('raises the first error as it was, when the others have been ended', async () => {
    const source = `
      local closed, reached = false, false
      local ok, problem = pcall(clock.all, {
        function() clock.sleep(10) error({ code = 7 }) end,
        function()
          local c <close> = setmetatable({}, { __close = function() closed = at() end })
          clock.sleep(20)
          reached = true
        end,
      })
      clock.sleep(100)
      return ok, problem.code, closed, reached`;
    expect(await run(source)).toEqual([false, 7, 10, false]);
    expect(await fail('\nclock.all{ function() clock.sleep(1)\n error("no") end }')).toBe('test.lua:3: no');
  });

  it('ends what the ended tasks have begun, innermost first, and what they have in coroutines', async () => {
    const source = `
      local closed = {}
      local function guard(name) return setmetatable({}, { __close = function() closed[#closed + 1] = name end }) end
      pcall(clock.all, {
        function() clock.sleep(10) error("x") end,
        function()
          local c <close> = guard("outer")
          clock.all{ function()
            local d <close> = guard("task")
            coroutine.wrap(function() local e <close> = guard("coroutine") clock.sleep(99) end)()
          end }
        end,
      })
      return closed`;
    expect(await run(source)).toEqual([['coroutine', 'task', 'outer']]);
  });

  it('raises what closing raised, where nothing else did', async () => {
    const source = `
      return pcall(clock.race, {
        function() clock.sleep(1) return 1 end,
        function() local c <close> = setmetatable({}, { __close = function() error("closing", 0) end }) clock.sleep(9) end,
      })`;
    expect(await run(source)).toEqual([false, 'closing']);
  });

  it.each([
    ['clock.all(1)', 'clock.all: a table is expected, got number'],
    ['clock.all{ 1 }', 'clock.all: a function is expected at 1, got number'],
    ['clock.all{ x = {} }', 'clock.all: a function is expected at "x", got table'],
    [
      'clock.all{ [1.5] = print }',
      'clock.all: a list of functions, or functions by name, are expected, got the key 1.5',
    ],
    ['clock.race{}', 'clock.race: at least one function is expected'],
    ['clock.timeout("x", print)', 'clock.timeout: a number is expected, got string'],
    ['clock.timeout(-1, print)', 'clock.timeout: milliseconds from 0 up are expected'],
    ['clock.timeout(0/0, print)', 'clock.timeout: milliseconds from 0 up are expected'],
    ['clock.timeout(10)', 'clock.timeout: a function is expected as argument 2, got nil'],
  ])('refuses %s', async (source, message) => {
    expect(await fail(source)).toBe(`test.lua:1: ${message}`);
  });
});

describe('a task', () => {
  it('is no coroutine to the script, and none that it can get hold of', async () => {
    const source = `
      local thread, main, yieldable
      local other = {}
      clock.all{
        function() thread, main = coroutine.running() yieldable = coroutine.isyieldable() clock.sleep(10) end,
        function()
          clock.sleep(5)
          other = { coroutine.status(thread), coroutine.resume(thread), pcall(coroutine.close, thread) }
        end,
      }
      return main, yieldable, other, at()`;
    const why = 'test.lua:8: cannot close a normal coroutine';
    expect(await run(source)).toEqual([true, false, ['normal', false, false, why], 10]);
    expect(await fail('clock.all{ function() coroutine.yield(1) end }')).toBe(
      'test.lua:1: attempt to yield from outside a coroutine',
    );
  });

  it('does not go on by another’s hand where it waits inside a coroutine', async () => {
    const source = `
      local shared = coroutine.wrap(function() clock.sleep(10) coroutine.yield("late") end)
      local thread
      local resumed, status, wrapped
      clock.all{
        function() thread = coroutine.create(function() clock.sleep(10) return at() end) local _, x = coroutine.resume(thread) thread = x end,
        function()
          clock.sleep(5)
          status, resumed = coroutine.status(thread), select(2, coroutine.resume(thread))
        end,
      }
      return status, resumed, thread`;
    expect(await run(source)).toEqual(['normal', 'cannot resume non-suspended coroutine', 10]);
  });

  it('keeps its expected errors and open checks apart from those of others', async () => {
    const vm = openTestVm();
    const source = `
      clock.all{
        function() assert.has_error(function() clock.sleep(10) assert.equal(1, 2) end) end,
        function() clock.sleep(5) pcall(assert.equal, 3, 4) clock.sleep(10) end,
      }`;
    await vm.run(source);
    expect(vm.world.checks.failures.map(({ expected }) => expected)).toEqual(['3']);
  });

  it('loses no failed check to an eventually of another', async () => {
    const vm = openTestVm();
    const source = `
      local ready = false
      clock.all{
        function() eventually(function() clock.sleep(20) assert.is_true(ready) end) end,
        function() clock.sleep(10) pcall(assert.equal, 3, 4) clock.sleep(20) ready = true end,
      }`;
    await vm.run(source);
    expect(vm.world.checks.failures.map(({ expected }) => expected)).toEqual(['3']);
  });

  it('may have its failed checks taken back by an eventually that has begun it', async () => {
    const vm = openTestVm();
    const source = `
      local ready = false
      clock.after(100, function() ready = true end)
      eventually(function() clock.all{ function() clock.sleep(1) assert.is_true(ready) end } end)`;
    await vm.run(source);
    expect(vm.world.checks.failures).toEqual([]);
  });

  it('is named by the journal', async () => {
    const vm = openTestVm();
    await vm.run(`
      clock.all{ function() log.info("a") end, x = function() clock.all{ y = function() log.info("b") end } end }
      clock.all{ function() log.info("c") end }
      log.info("d")`);
    const logs = vm.world.journal.entries(100).filter(({ kind }) => kind === 'log');
    expect(logs.map(({ text, task }) => [text, task])).toEqual([
      ['info: a', '1'],
      ['info: b', 'x › y'],
      ['info: c', '1 #2'],
      ['info: d', undefined],
    ]);
  });
});

describe('too many tasks', () => {
  it('are an error, not the end of the host', async () => {
    const source = 'local fns = {} for i = 1, 10001 do fns[i] = print end clock.all(fns)';
    expect(await fail(source)).toBe('test.lua:1: at most 10000 tasks can go on at once');
    const deep = 'local function more() return clock.all{ more, more } end more()';
    expect(await fail(deep)).toMatch(/at most 10000 tasks can go on at once|not enough memory/);
  });

  it('one after the other are no trouble', async () => {
    const source =
      'for _ = 1, 20 do local f = {} for i = 1, 1000 do f[i] = function() clock.sleep(i) end end clock.all(f) end return at()';
    expect(await run(source)).toEqual([20_000]);
  });
});

describe('clock.race', () => {
  it('gives the first result of the one that ends first, and its key', async () => {
    const source = `
      local slow = false
      local result, key = clock.race{
        a = function() clock.sleep(20) slow = true return 1 end,
        b = function() clock.sleep(10) return 2, 3 end,
      }
      clock.sleep(50)
      return result, key, slow, at()`;
    expect(await run(source)).toEqual([2, 'b', false, 60]);
    expect(await run('return clock.race{ function() clock.sleep(2) end, function() return "now" end }')).toEqual([
      'now',
      2,
    ]);
  });

  it('raises where the first to end is an error', async () => {
    expect(
      await fail('clock.race{ function() clock.sleep(2) return 1 end, function() clock.sleep(1) error("no", 0) end }'),
    ).toBe('no');
  });
});

describe('clock.timeout', () => {
  it('gives true and all results in time, at the last moment too', async () => {
    expect(
      await run('return clock.timeout(10, function(...) clock.sleep(10) return at(), nil, ... end, "x", nil)'),
    ).toEqual([true, 10, undefined, 'x', undefined]);
    expect(await run('return clock.timeout(0, function() clock.sleep(0) return "now" end)')).toEqual([true, 'now']);
  });

  it('ends the function where it waits, at its time', async () => {
    const source = `
      local closed, reached
      local ok, why = clock.timeout(25, function()
        local c <close> = setmetatable({}, { __close = function() closed = at() end })
        for _ = 1, 100 do pcall(clock.sleep, 10) end
        reached = true
      end)
      local ended = at()
      clock.sleep(1000)
      return ok, why, ended, closed, reached`;
    expect(await run(source)).toEqual([false, 'timeout', 25, 25, undefined]);
  });

  it('ends a call of the model that takes too long', async () => {
    const source = `
      llm.on{}:reply{ text = "late", latency_ms = 3000 }
      local ok, why = clock.timeout(2000, llm.call, "haiku", "hello")
      return ok, why, at()`;
    expect(await run(source)).toEqual([false, 'timeout', 2000]);
  });

  it('can be nested; the inner one may be over, or the outer one', async () => {
    const nested = (outer: number, inner: number) => `
      local function sleepy() clock.sleep(50) return "slept" end
      return { clock.timeout(${outer}, function() return clock.timeout(${inner}, sleepy) end) }, at()`;
    expect(await run(nested(40, 20))).toEqual([[true, false, 'timeout'], 20]);
    expect(await run(nested(20, 40))).toEqual([[false, 'timeout'], 20]);
    expect(await run(nested(20, 20))).toEqual([[false, 'timeout'], 20]);
    expect(await run(nested(90, 90))).toEqual([[true, true, 'slept'], 50]);
  });

  it('raises what the function raises, and lets no error hide the end', async () => {
    expect(await fail('clock.timeout(10, function() error("no", 0) end)')).toBe('no');
  });

  it('leaves timers that the function has made', async () => {
    const source = `
      local called
      clock.timeout(10, function() clock.after(30, function() called = at() end) clock.sleep(99) end)
      clock.sleep(100)
      return called`;
    expect(await run(source)).toEqual([30]);
  });
});
