import { describe, expect, it } from 'vitest';
import type { ScenarioResult } from '../../src/model/run-event.js';
import { outcomes, runAll, useProjects } from './harness.js';

const { project, run } = useProjects();

describe('the cases of a property', () => {
  const SOURCE = `
    for i = 1, 300 do
      property("p" .. i, { cases = 5 }, gen.integer(), gen.string(), function(n, text)
        print(n, text, math.random(), random.integer(1, 99))
        assert.is_true(n < 10 or i % 10 > 0)
        if i % 29 == 0 and n > 5 then error({ n }) end
      end)
    end`;
  const bare = (results: readonly ScenarioResult[]) =>
    results.map(({ durationMs, startedMs, worker, ...rest }) => JSON.stringify(rest));

  it('are the same under the same seed, on any number of workers, and others under another', async () => {
    const root = project({ 'a.scenario.lua': SOURCE });
    const runWith = (changes: object) => runAll(root, ['a.scenario.lua'], changes);
    const first = await runWith({ workerCount: 1 });
    expect(first).toHaveLength(300);
    expect(first.filter(({ outcome }) => outcome === 'failed').length).toBeGreaterThan(20);
    for (const workerCount of [2, 4]) expect(bare(await runWith({ workerCount }))).toEqual(bare(first));
    const other = await runWith({ seed: 'other' });
    const seeds = (results: readonly ScenarioResult[]) =>
      results.flatMap((r) => r.property?.counterexample?.seed ?? []);
    expect(seeds(other).filter((seed) => seeds(first).includes(seed))).toEqual([]);
  });

  it('come with the seed of the property’s own whatever the run’s is', async () => {
    const source = 'property("p", { seed = "mine", cases = 30 }, gen.integer(), function(n) return n % 17 ~= 3 end)';
    const [first] = await run(source, { seed: 'a' });
    const [second] = await run(source, { seed: 'b' });
    expect(first?.outcome).toBe('failed');
    expect(second?.property).toEqual(first?.property);
    expect(first?.failures[0]?.notes?.[1]).toContain('come with its own seed mine');
  });

  it('are not exchanged for luckier ones by a retry', async () => {
    const [result] = await run(
      'property("rare", { retries = 3, cases = 40 }, gen.integer(0, 1000), function(n) return n < 900 end)',
    );
    expect([result?.outcome, result?.earlierAttempts.length]).toEqual(['failed', 3]);
    expect(result?.failures[0]?.notes?.[0]).toMatch(/^known from before, and tried first; no simpler one found/);
  });
});

describe('a stuck case', () => {
  it('is stopped, and told with its number and seed; the others go on', async () => {
    const results = await run(`
      property("stuck", { timeout_ms = 200 }, gen.integer(0, 9), function(n) while n > 4 do end end)
      it("next", function() assert(true) end)`);
    expect(outcomes(results)).toEqual(['stuck: timed-out', 'next: passed']);
    expect(results[0]?.error?.message).toMatch(
      /^the scenario was stopped after 200 ms of real time, in case \d+ of the property \(its seed is [0-9a-f]{16}\)$/,
    );
  });

  it('on the way to a simpler one does not hide the one that was found', async () => {
    const [result] = await run(
      'property("p", { timeout_ms = 1500, cases = 500 }, gen.integer(0, 1000), function(n) while n > 0 and n < 500 do if n > 400 or n < 4 then return end end return n < 500 end)',
    );
    expect([result?.outcome, result?.property?.counterexample?.steps]).toEqual(['failed', 0]);
    expect(result?.failures[0]?.notes?.[0]).toMatch(/; no simpler one found \(0 tried\), then the time was over$/);
  });

  it('that cannot be looked at without getting stuck ends the property all the same', async () => {
    const results = await run(`
      local ran
      describe("d", function()
        after_each(function() while not ran do end end)
        property("p", { timeout_ms = 200 }, gen.integer(), function(n) ran = true return false end)
      end)
      it("next", function() assert(true) end)`);
    expect(outcomes(results)).toEqual(['d › p: timed-out', 'next: passed']);
    expect(results[0]?.error?.message).toBe(
      'the scenario was stopped after 200 ms of real time, while a case that failed was looked at',
    );
  });
});
