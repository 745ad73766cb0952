import { describe, expect, it } from 'vitest';
import { Schedule } from '../../src/world/schedule.js';
import { openTestVm } from '../vm/harness.js';

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

describe('under a schedule tasks', () => {
  const order = async (number: number, body: string) => {
    const vm = openTestVm();
    vm.world.schedule = create(number);
    const source = `
      local order = {}
      local function task(name) return function() for i = 1, 3 do ${body} order[#order + 1] = name end end end
      clock.all{ task("a"), task("b") }
      return table.concat(order)`;
    return String((await vm.run(source))[0]);
  };
  const orders = async (body: string) =>
    new Set(await Promise.all(Array.from({ length: 60 }, (_, number) => order(number, body))));

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
    const vm = openTestVm();
    const seen = new Set<string>();
    for (let number = 0; number < 30; number++) {
      vm.world = openTestVm().world;
      vm.world.schedule = create(number);
      const source = `
        llm.on{}:reply_sequence{ "1", "2" }
        local function ask(name) return function() return name .. llm.call("haiku", name).text end end
        return table.concat(clock.all{ ask("a"), ask("b") })`;
      seen.add(String((await vm.run(source))[0]));
    }
    expect([...seen].sort()).toEqual(['a1b2', 'a2b1']);
  });

  it('take no turns otherwise: nothing comes between two lines of Lua', async () => {
    expect(await orders('local x = clock.now()')).toEqual(new Set(['aaabbb', 'bbbaaa']));
  });

  it('are called by timers in the order of time, whatever the schedule', async () => {
    for (let number = 0; number < 20; number++) {
      const vm = openTestVm();
      vm.world.schedule = create(number);
      const source = `
        local seen = {}
        for i = 1, 4 do clock.after(5, function() seen[#seen + 1] = i end) end
        clock.all{ function() clock.sleep(5) seen[#seen + 1] = "x" end, function() clock.sleep(5) seen[#seen + 1] = "x" end }
        return table.concat(seen)`;
      expect(await vm.run(source)).toEqual(['1234xx']);
    }
  });

  it('have each choice recorded only where more than one could go on', async () => {
    const vm = openTestVm();
    vm.world.schedule = create(0);
    await vm.run(
      'clock.all{ function() for _ = 1, 9 do clock.sleep(1) end end } clock.sleep(5) workspace.write_file("x", "")',
    );
    expect(vm.world.schedule?.count).toBe(0);
  });

  it('do not take turns where Lua cannot pause, and need not', async () => {
    for (let number = 0; number < 20; number++) {
      const vm = openTestVm();
      vm.world.schedule = create(number);
      const source = `
        local function task() table.sort({ 2, 1 }, function(a, b) workspace.write_file("x", "") return a < b end) end
        clock.all{ task, task }`;
      await vm.run(source);
      expect(vm.world.checks.failures).toEqual([]);
    }
  });
});
