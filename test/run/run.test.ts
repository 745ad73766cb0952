import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/model/run-event.js';
import { outcomes, runAll, runEvents, useProjects } from './harness.js';

const { project, run } = useProjects();

describe('what is stuck', () => {
  it('is timed out alone; the others get their outcomes', async () => {
    const stuck = [
      'while true do end',
      'while true do pcall(function() while true do end end) end',
      'return (("a"):rep(40)):find(("a*"):rep(20) .. "b")',
      'coroutine.wrap(function() while true do end end)()',
    ];
    const source = stuck.flatMap((body, i) => [
      `it("good ${i}", function() assert(true) end)`,
      `it("stuck ${i}", { timeout_ms = 100 }, function() ${body} end)`,
    ]);
    const results = await run([...source, 'it("last", function() assert(true) end)'].join('\n'));
    expect(results.map((result) => result.outcome)).toEqual([
      ...stuck.flatMap(() => ['passed', 'timed-out']),
      'passed',
    ]);
    expect(results[1]?.error).toMatchObject({
      at: { line: 2 },
      message: 'the scenario was stopped after 100 ms of real time',
    });
  });

  it('at the top level is the file’s error, once', async () => {
    const root = project({
      'a.scenario.lua': 'while true do end',
      'b.scenario.lua': 'it("x", function() assert(true) end)',
    });
    const results = await runAll(root, ['a.scenario.lua', 'b.scenario.lua'], { timeoutMs: 1000 });
    expect(outcomes(results)).toEqual(['<load>: timed-out', 'x: passed']);
  });

  it('in a hook blames the hook', async () => {
    const results = await run(
      `describe("s", function()
         setup(function() while true do end end)
         it("one", function() assert(true) end)
         it("two", function() assert(true) end)
       end)
       describe("t", function()
         teardown(function() while true do end end)
         it("three", function() assert(true) end)
       end)
       describe("b", function()
         before_each(function() while true do end end)
         it("four", function() assert(true) end)
       end)
       it("five", function() assert(true) end)`,
      { timeoutMs: 150 },
    );
    expect(outcomes(results)).toEqual([
      's › one: errored',
      's › two: errored',
      't › three: passed',
      '<teardown> t: timed-out',
      'b › four: timed-out',
      'five: passed',
    ]);
    expect(results[0]?.error).toMatchObject({ cause: 'setup', message: 'setup was stopped after 150 ms of real time' });
  });
});

describe('retries', () => {
  it('have other random numbers, and a pass among them is flaky', async () => {
    const [flaky, failed] = await run(
      `it("by chance", { retries = 20 }, function() assert(math.random(4) == 1, "not this time") end)
       it("never", { retries = 2 }, function() assert(false, "no") end)`,
    );
    expect(flaky?.outcome).toBe('flaky');
    expect(flaky?.earlierAttempts.every((attempt) => attempt.outcome === 'failed')).toBe(true);
    expect(failed?.outcome).toBe('failed');
    expect(failed?.earlierAttempts).toHaveLength(2);
  });

  it('follow a kill as well', async () => {
    const [result] = await run(
      'it("stuck by chance", { retries = 30, timeout_ms = 100 }, function() if math.random(3) > 1 then while true do end end assert(true) end)',
      { seed: 'b' },
    );
    expect(result?.outcome).toBe('flaky');
    expect(result?.earlierAttempts.length).toBeGreaterThan(0);
    expect(result?.earlierAttempts.every((attempt) => attempt.outcome === 'timed-out')).toBe(true);
  });
});

describe('a run', () => {
  it('tells each scenario of a long file once, in the same words whatever the number of workers', async () => {
    const body = Array.from(
      { length: 1000 },
      (_, i) => `it("n ${i}", function() print(${i}, math.random(1 << 30)) assert(true) end)`,
    );
    const source = `describe("all", function() local t = 0 setup(function() t = 5 end)\n${body.join('\n')}\nend)`;
    const one = await run(source, { workerCount: 1 });
    const four = await run(source, { workerCount: 4 });
    expect(four.map((result) => result.scenario.index)).toEqual(body.map((_, i) => i));
    expect(four.map((result) => [result.outcome, result.output, result.journal])).toEqual(
      one.map((result) => [result.outcome, result.output, result.journal]),
    );
  });

  it('stops after so many bad outcomes', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [`f${i}.scenario.lua`, 'it("x", function() assert(false) end)']),
    );
    const events = await runEvents(project(files), Object.keys(files), { bail: 1, workerCount: 1 });
    expect(events.at(-1)).toMatchObject({ kind: 'run.finished', stopped: 'bailed' });
    expect(events.filter((event) => event.kind === 'scenario.finished').length).toBeLessThan(40);
  });

  it('that is interrupted tells what was done, and ends', async () => {
    const source = `it("quick", function() assert(true) end)\nit("long", { timeout_ms = 60000 }, function() while true do end end)`;
    const controller = new AbortController();
    const root = project({ 'a.scenario.lua': source, 'b.scenario.lua': source });
    const seen: RunEvent[] = [];
    setTimeout(() => controller.abort(), 800);
    const events = await runEvents(root, ['a.scenario.lua', 'b.scenario.lua'], {
      signal: controller.signal,
      onEvent: (event) => seen.push(event),
    });
    expect(events.at(-1)).toMatchObject({ kind: 'run.finished', stopped: 'interrupted' });
  });

  it('keeps to the selection', async () => {
    const source =
      'it("one #a", function() assert(true) end)\nit("two #b", function() assert(true) end)\nit("three #a", function() assert(true) end)';
    expect(outcomes(await run(source, { selection: { tags: ['a'] } }))).toEqual(['one #a: passed', 'three #a: passed']);
    expect(outcomes(await run(source, { selection: { lines: { 'a.scenario.lua': [2] } } }))).toEqual([
      'two #b: passed',
    ]);
    expect(outcomes(await run(source, { selection: { filter: 'THREE' } }))).toEqual(['three #a: passed']);
  });

  it('lets pcall hide checks where the config says so', async () => {
    const source = `
      it("hidden", function() pcall(function() assert(false) end) assert(true) end)
      it("shown", function() assert(false, "seen") end)
      it("unmatched", function() pcall(llm.call, "haiku", "hi") assert(true) end)`;
    expect(outcomes(await run(source, { checks: 'lua' }))).toEqual([
      'hidden: passed',
      'shown: failed',
      'unmatched: failed',
    ]);
  });

  it('calls a scenario that checked nothing passed, with a warning, where the config says so', async () => {
    const root = project({ 'a.scenario.lua': 'it("x", function() end)' });
    const events = await runEvents(root, ['a.scenario.lua'], { empty: 'warn' });
    expect(events).toContainEqual(
      expect.objectContaining({ kind: 'warning', message: 'the scenario checked nothing' }),
    );
  });
});
