import { describe, expect, it } from 'vitest';
import { outcomes, useProjects } from './harness.js';

const { run } = useProjects();

/** Fails in some orders: each task writes what it has read, plus one. */
const RACE = `
local function increment()
  local n = tonumber(workspace.read_file("count.txt"))
  workspace.write_file("count.txt", tostring(n + 1))
end
it("counts", function()
  workspace.write_file("count.txt", "0")
  clock.all{ a = increment, b = increment }
  assert.equal("2", workspace.read_file("count.txt"))
end)
`;

/** Never fails; there are four orders: who begins, and who goes on first. */
const SAFE = `
it("is safe", function()
  local n = 0
  local function step() clock.sleep(1) n = n + 1 end
  clock.all{ step, step }
  assert.equal(2, n)
end)
`;

describe('with --schedules', () => {
  it('a scenario that fails in one order of its tasks fails, and says in which', async () => {
    expect(outcomes(await run(RACE))).toEqual(['counts: passed']);
    const [failed] = await run(RACE, { schedules: 50 });
    expect(failed?.outcome).toBe('failed');
    expect(failed?.schedule).toEqual({ number: expect.any(Number), triedCount: expect.any(Number), isAll: false });
    expect(failed?.schedule?.number).toBeGreaterThan(0);
    const tasks = failed?.journal.filter(({ kind }) => kind.startsWith('workspace')).map(({ task }) => task);
    expect(tasks?.slice(1, 3).sort()).toEqual(['a', 'b']);
  });

  it('that order comes again by its number, with the same journal', async () => {
    const [failed] = await run(RACE, { schedules: 50, seed: 'other' });
    const number = failed?.schedule?.number;
    const [again] = await run(RACE, { schedule: number, schedules: 50, seed: 'other' });
    expect(again?.schedule).toEqual({ number, triedCount: 1, isAll: false });
    expect([again?.failures, again?.journal]).toEqual([failed?.failures, failed?.journal]);
  });

  it('a scenario whose orders are few is run in each of them once', async () => {
    const [result] = await run(SAFE, { schedules: 1000 });
    expect([result?.outcome, result?.schedule]).toEqual(['passed', { number: 0, triedCount: 4, isAll: true }]);
  });

  it('it stops after so many orders', async () => {
    const [result] = await run(SAFE, { schedules: 2 });
    expect(result?.schedule).toEqual({ number: 0, triedCount: 2, isAll: false });
  });

  it('scenarios without choices run once', async () => {
    const source = `
      it("plain", function() print("ran") assert.is_true(true) end)
      it("one task", function() clock.all{ function() clock.sleep(1) end } assert.is_true(true) end)
      it("only timers", function() clock.every(1, function() end) clock.sleep(50) assert.is_true(true) end)`;
    const results = await run(source, { schedules: 50 });
    expect(results.map(({ outcome, schedule }) => [outcome, schedule])).toEqual(Array(3).fill(['passed', undefined]));
  });

  it('the option of a scenario or a block asks for as many at least', async () => {
    const source = SAFE.replace('"is safe",', '"is safe", { schedules = 2 },');
    expect((await run(source))[0]?.schedule?.triedCount).toBe(2);
    expect((await run(`describe("b", { schedules = 3 }, function() ${SAFE} end)`))[0]?.schedule?.triedCount).toBe(3);
    expect((await run(source, { schedules: 3 }))[0]?.schedule?.triedCount).toBe(3);
  });

  it('each order has the whole deadline, and one that gets stuck is told by its number', async () => {
    const source = `
      it("stuck", function()
        local first
        local function be(name) return function() clock.sleep(1) first = first or name end end
        clock.all{ be("a"), be("b") }
        if first == "b" then while true do end end
        assert.is_true(true)
      end)
      it("goes on", function() assert.is_true(true) end)`;
    const [stuck, next] = await run(source, { schedules: 20, timeoutMs: 400 });
    const number = stuck?.schedule?.number;
    expect(number).toBeGreaterThan(0);
    expect([stuck?.outcome, stuck?.error?.message, next?.outcome]).toEqual([
      'timed-out',
      `the scenario was stopped after 400 ms of real time, in schedule ${number}`,
      'passed',
    ]);
  });

  it('a retry tries the same orders again', async () => {
    const [result] = await run(RACE, { schedules: 50, retries: 2 });
    expect(result?.outcome).toBe('failed');
    const numbers = [...(result?.earlierAttempts ?? []), result].map((attempt) => attempt?.schedule?.number);
    expect(new Set(numbers).size).toBe(1);
    expect(numbers).toHaveLength(3);
  });

  it('a scenario that failed before is run first in the order in which it did', async () => {
    const id = 'a.scenario.lua::counts';
    const [failed] = await run(RACE, { schedules: 50 });
    const number = failed?.schedule?.number ?? 0;
    const [again] = await run(RACE, { selection: { schedules: { [id]: number } } });
    expect([again?.outcome, again?.schedule]).toEqual(['failed', { number, triedCount: 1, isAll: false }]);
    const [fixed] = await run(RACE.replace('b = increment', ''), { selection: { schedules: { [id]: number } } });
    expect(fixed?.outcome).toBe('failed');
  });

  it('a property runs its cases in the order that is asked for', async () => {
    const source = RACE.replace('it("counts", function()', 'property("counts", gen.integer(0, 9), function()');
    expect((await run(source, { schedules: 50 }))[0]?.outcome).toBe('passed');
    const some = await Promise.all([1, 2, 3, 4].map((schedule) => run(source, { schedule })));
    expect(some.map(([result]) => result?.outcome)).toContain('failed');
  });

  it('workers make no difference', async () => {
    const source = Array.from({ length: 12 }, (_, i) => RACE.replace('"counts"', `"counts ${i}"`)).join('\n');
    const tell = async (workerCount: number) =>
      (await run(source, { schedules: 10, workerCount })).map(({ outcome, schedule, journal }) => [
        outcome,
        schedule,
        journal,
      ]);
    expect(await tell(2)).toEqual(await tell(1));
  });
});
