import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../src/world/random-stream.js';
import { Schedule } from '../../src/world/schedule.js';
import { openTestVm, type TestVm } from '../vm/harness.js';

const TASKS = [1, 2, 3];
const draw = (schedule: Schedule, count: number) => Array.from({ length: count }, () => schedule.choose(TASKS));
const create = (number: number, seed = 'seed') => new Schedule(() => seed, number);

describe('a schedule', () => {
  it('of number 0 lets whoever could first go on first', () => {
    expect(draw(create(0), 5)).toEqual([0, 0, 0, 0, 0]);
  });

  it.each([1, 2, 3, 4])('of number %d is the same for the same seed, and another for another', (number) => {
    expect(draw(create(number), 40)).toEqual(draw(create(number), 40));
    expect(draw(create(number), 40)).not.toEqual(draw(create(number, 'other'), 40));
    expect(draw(create(number), 40)).not.toEqual(draw(create(number + 2), 40));
  });

  it('keeps its choices, up to a bound, and counts them', () => {
    const schedule = create(1);
    const drawn = draw(schedule, 1500);
    expect(schedule.count).toBe(1500);
    expect(schedule.choices.map(({ chosen }) => chosen)).toEqual(drawn.slice(0, 1000));
  });

  it('of an even number lets one task get far ahead of the others', () => {
    const longest = (drawn: readonly number[]) =>
      Math.max(...drawn.map((_, i) => drawn.slice(i).findIndex((place) => place !== drawn[i])));
    const runs = (from: number) => Array.from({ length: 50 }, (_, i) => longest(draw(create(from + i * 2), 60)));
    const mean = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0) / numbers.length;
    expect(mean(runs(2))).toBeGreaterThan(mean(runs(1)) * 2);
  });
});

/**
 * Tasks that by chance sleep, begin others, race, are timed out and make timers. Counts waits that were over at another time
 * than their own; one that was cut off is none.
 */
const PROGRAM = `
local numbers, at, late, count = NUMBERS, 0, 0, 0
local function draw(n) at = at + 1 return (numbers[at % #numbers + 1] or 0) % n end
local function nap()
  local due, ms = clock.now(), draw(4)
  clock.sleep(ms)
  count = count + 1
  if clock.now() ~= due + ms then late = late + 1 end
end
local act
local function body(depth) return function() for _ = 1, 1 + draw(3) do act(depth) end end end
function act(depth)
  local choice = depth > 3 and 0 or draw(9)
  if choice == 1 then clock.all{ body(depth + 1), body(depth + 1), body(depth + 1) }
  elseif choice == 2 then clock.race{ body(depth + 1), body(depth + 1) }
  elseif choice == 3 then clock.timeout(draw(6), body(depth + 1))
  elseif choice == 4 then pcall(function() coroutine.wrap(body(depth + 1))() end)
  elseif choice == 5 then
    local due, ms = clock.now(), draw(5)
    clock.after(ms, function() if clock.now() ~= due + ms then late = late + 1 end nap() end)
  elseif choice == 6 then workspace.write_file("x", "")
  else nap() end
end
clock.all{ body(0), body(0), body(0), body(0) }
clock.sleep(100)
return late, count`;

const vm = openTestVm();
const start = { memory: vm.vm.snapshot(), world: vm.world.fork() };

/** A VM and a world as they were at first, under a schedule. */
function beginAnew(number: number): TestVm {
  vm.vm.restore(start.memory);
  vm.world = start.world.fork();
  vm.world.schedule = create(number);
  return vm;
}

describe('under a schedule tasks', () => {
  const order = async (number: number, body: string) => {
    const source = `
      local order = {}
      local function task(name) return function() for i = 1, 3 do ${body} order[#order + 1] = name end end end
      clock.all{ task("a"), task("b") }
      return table.concat(order)`;
    return String((await beginAnew(number).run(source))[0]);
  };
  const orders = async (body: string) => {
    const seen = new Set<string>();
    for (let number = 0; number < 60; number++) seen.add(await order(number, body));
    return seen;
  };

  it('take turns where they wait, in the plain order one after the other', async () => {
    expect(await order(0, 'clock.sleep(1)')).toBe('ababab');
    expect((await orders('clock.sleep(1)')).size).toBe(8);
  });

  it('take turns before they read or write what they share', async () => {
    expect(await order(0, 'workspace.write_file("x", name)')).toBe('aaabbb');
    const all = await orders('workspace.write_file("x", name)');
    expect(all).toContain('bbbaaa');
    expect(all.size).toBeGreaterThan(12);
  });

  it('take turns before they ask the model', async () => {
    const seen = new Set<string>();
    for (let number = 0; number < 30; number++) {
      const source = `
        llm.on{}:reply_sequence{ "1", "2" }
        local function ask(name) return function() return name .. llm.call("haiku", name).text end end
        return table.concat(clock.all{ ask("a"), ask("b") })`;
      seen.add(String((await beginAnew(number).run(source))[0]));
    }
    expect([...seen].sort()).toEqual(['a1b2', 'a2b1']);
  });

  it('take no turns otherwise: nothing comes between two lines of Lua', async () => {
    expect(await orders('local x = clock.now()')).toEqual(new Set(['aaabbb', 'bbbaaa']));
  });

  it('are called by timers in the order of time, whatever the schedule', async () => {
    for (let number = 0; number < 20; number++) {
      beginAnew(number);
      const source = `
        local seen = {}
        for i = 1, 4 do clock.after(5, function() seen[#seen + 1] = i end) end
        clock.all{ function() clock.sleep(5) seen[#seen + 1] = "x" end, function() clock.sleep(5) seen[#seen + 1] = "x" end }
        return table.concat(seen)`;
      expect(await vm.run(source)).toEqual(['1234xx']);
    }
  });

  it('have each choice recorded only where more than one could go on', async () => {
    beginAnew(0);
    await vm.run(
      'clock.all{ function() for _ = 1, 9 do clock.sleep(1) end end } clock.sleep(5) workspace.write_file("x", "")',
    );
    expect(vm.world.schedule?.count).toBe(0);
  });

  it('go on at their own times, whatever they do and whatever the schedule', async () => {
    const chance = new RandomStream('programs');
    let total = 0;
    for (let number = 0; number < 100; number++) {
      beginAnew(number);
      const numbers = Array.from({ length: 200 }, () => chance.integer(0, 1000));
      const [late, count] = await vm.run(PROGRAM.replace('NUMBERS', `{ ${numbers.join(', ')} }`));
      expect([number, late]).toEqual([number, 0]);
      expect(vm.world.checks.failures).toEqual([]);
      total += Number(count);
    }
    expect(total).toBeGreaterThan(2000);
  });

  it('do not take turns where Lua cannot pause, and need not', async () => {
    for (let number = 0; number < 20; number++) {
      beginAnew(number);
      const source = `
        local function task() table.sort({ 2, 1 }, function(a, b) workspace.write_file("x", "") return a < b end) end
        clock.all{ task, task }`;
      await vm.run(source);
      expect(vm.world.checks.failures).toEqual([]);
    }
  });
});
