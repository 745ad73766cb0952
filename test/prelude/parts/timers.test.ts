import { describe, expect, it } from 'vitest';
import { openTestVm } from '../../vm/harness.js';

const START = `
local t0, seen = clock.now(), {}
local function at() return clock.now() - t0 end
local function note(name) return function() seen[#seen + 1] = name .. "@" .. at() end end
`;
const run = async (source: string) => (await openTestVm().run(`${START}${source} return seen`))[0];
const fail = (source: string) => openTestVm().fail(source);

describe('clock.after, clock.at and clock.every', () => {
  it('call their function at its own time, in the order of time, then of making', async () => {
    const source = `
      clock.after(30, note("c"))
      clock.after(10, note("a"))
      clock.at("2025-01-01T00:00:00.010Z", note("b"))
      clock.at(t0 + 40, note("d"))
      clock.every(20, note("e"))
      clock.sleep(40)
      note("end")()`;
    expect(await run(source)).toEqual(['a@10', 'b@10', 'e@20', 'c@30', 'd@40', 'e@40', 'end@40']);
  });

  it('are called by whatever lets time pass', async () => {
    const ways = [
      'clock.sleep(10)',
      'clock.advance(10)',
      'llm.on{}:reply{ text = "x", latency_ms = 10 } llm.call("haiku", "x")',
      'eventually(function() return at() >= 10 end, { every_ms = 10 })',
      'clock.timeout(10, clock.sleep, 20)',
    ];
    for (const way of ways) expect([way, await run(`clock.after(5, note("x")) ${way}`)]).toEqual([way, ['x@5']]);
  });

  it('are not called before time passes, nor when it stands still', async () => {
    expect(await run('clock.after(0, note("now")) clock.now()')).toEqual({});
    expect(await run('clock.after(0, note("now")) clock.sleep(0)')).toEqual(['now@0']);
  });

  it('may wait; whoever let time pass goes on at its own time', async () => {
    const source = `
      clock.after(10, function() note("begun")() clock.sleep(100) note("done")() end)
      clock.sleep(50)
      note("own")()
      clock.sleep(100)`;
    expect(await run(source)).toEqual(['begun@10', 'own@50', 'done@110']);
  });

  it('may make and cancel timers, and cancel themselves', async () => {
    const source = `
      local ticks, doomed
      ticks = clock.every(10, function()
        note("tick")()
        if at() == 30 then
          seen[#seen + 1] = ticks:cancel()
          seen[#seen + 1] = ticks:cancel()
          clock.after(5, note("made"))
          seen[#seen + 1] = doomed:cancel()
        end
      end)
      doomed = clock.after(31, note("doomed"))
      clock.sleep(100)
      seen[#seen + 1] = doomed:cancel()`;
    expect(await run(source)).toEqual(['tick@10', 'tick@20', 'tick@30', true, false, true, 'made@35', false]);
  });

  it('go on every so often although a call takes longer', async () => {
    const source = 'clock.every(10, function() note("in")() clock.sleep(15) note("out")() end) clock.sleep(30)';
    expect(await run(source)).toEqual(['in@10', 'in@20', 'out@25', 'in@30']);
  });

  it('call anything that can be called', async () => {
    const source = 'clock.after(1, setmetatable({}, { __call = function() note("x")() end })) clock.sleep(1)';
    expect(await run(source)).toEqual(['x@1']);
  });

  it('take moments with an offset, days, and moments in UTC', async () => {
    const source = `
      clock.at("2025-01-01T01:00:00.020+01:00", note("offset"))
      clock.at("2025-01-02", note("day"))
      clock.at("2025-01-01T00:01", note("minute"))
      clock.sleep(24 * 3600 * 1000)`;
    expect(await run(source)).toEqual(['offset@20', 'minute@60000', 'day@86400000']);
  });

  it('show the time of the call to os.time, os.clock and clock.iso too', async () => {
    const source = `
      clock.after(1500, function() seen = { os.time() - t0 // 1000, os.clock(), clock.iso(), os.date("%S") } end)
      clock.sleep(5000)`;
    expect(await run(source)).toEqual([1, 1.5, '2025-01-01T00:00:01.500Z', '01']);
  });

  it('fork with the world and its VM', async () => {
    const vm = openTestVm();
    await vm.run('seen = {} clock.after(10, function() seen[#seen + 1] = "x" end) clock.sleep(5)');
    const [snapshot, world] = [vm.vm.snapshot(), vm.world.fork()];
    for (let time = 0; time < 2; time++) {
      vm.vm.restore(snapshot);
      vm.world = world.fork();
      expect(await vm.run('local before = #seen clock.sleep(5) return before, #seen')).toEqual([0, 1]);
    }
  });

  it.each([
    ['clock.after(-1, print)', 'clock.after: milliseconds from 0 up are expected'],
    ['clock.after(0/0, print)', 'clock.after: milliseconds from 0 up are expected'],
    ['clock.after(1)', 'clock.after: a function is expected as argument 2, got nil'],
    ['clock.every(0, print)', 'clock.every: milliseconds above 0 are expected'],
    [
      'clock.at({}, print)',
      /^clock.at: milliseconds since 1970 or a text such as "2025-01-01T09:30:00Z" are expected, got table$/,
    ],
    ['clock.at("soon", print)', /expected, got "soon"$/],
    ['clock.at("2025-13-01", print)', /expected, got "2025-13-01"$/],
    [
      'clock.at(os.time() + 60, print)',
      /^clock.at: 1970-01-21T02:08:09.660Z is past: it is 2025-01-01T00:00:00.000Z; clock.now\(\) gives milliseconds, os.time\(\) seconds$/,
    ],
    ['clock.sleep(1) clock.at("2025-01-01", print)', /is past/],
    ['local t = clock.after(1, print) t.cancel()', 'timer:cancel: this is no timer; call it with a colon'],
  ])('refuse %s', async (source, message) => {
    const told = (await fail(source)).replace(/^test\.lua:1: /, '');
    expect(told).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
  });

  it('leave nothing behind, however many there were', async () => {
    const vm = openTestVm();
    const source = (count: number) => `
      for i = 1, ${count} do clock.after(1, function() end):cancel() clock.after(i % 7, function() end) clock.sleep(10) end
      return collectgarbage("count")`;
    await vm.run(source(2000));
    const [before] = await vm.run(source(2000));
    const [after] = await vm.run(source(8000));
    expect(Number(after) - Number(before)).toBeLessThan(500);
  });
});

describe('an error in a function of a timer', () => {
  it('is raised where the scenario waits, and is remembered', async () => {
    const vm = openTestVm();
    expect(await vm.fail('clock.after(5, function()\n error("no") end) clock.sleep(10)')).toBe('test.lua:2: no');
    expect(await vm.run('return clock.now()')).toEqual([1_735_689_600_005]);
  });

  it('ends no eventually well', async () => {
    const source =
      'clock.after(5, function() error("no", 0) end) eventually(function() return clock.sleep(10) or true end)';
    expect(await fail(source)).toBe('no');
  });

  it('ends tasks that go on meanwhile', async () => {
    const source = `
      local closed
      local ok = pcall(clock.all, { function()
        local c <close> = setmetatable({}, { __close = function() closed = at() end })
        clock.after(5, function() error("no") end)
        clock.sleep(10)
      end })
      seen = { ok, closed }`;
    expect(await run(source)).toEqual([false, 5]);
  });
});

it('too many timers are an error, not the end of the host', async () => {
  const source = 'for i = 1, 1e7 do clock.after(1000, print) end';
  expect(await fail(source)).toBe('test.lua:1: clock.after: at most 100000 timers can be pending');
});

describe('timers that make each other without end', () => {
  it('end in an error of their own', async () => {
    const message = await fail('local function again() clock.after(0, again) end\nagain() clock.sleep(1)');
    expect(message).toBe(
      'test.lua:1: clock.after: 10000 callbacks ran at one moment of virtual time, and the next is due at once: ' +
        'do they make each other?',
    );
  });

  it('but many may be due at once', async () => {
    const source =
      'local n = 0 for i = 1, 9999 do clock.after(5, function() n = n + 1 end) end clock.sleep(5) seen[1] = n';
    expect(await run(source)).toEqual([9999]);
  });
});
