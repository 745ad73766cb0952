import { describe, expect, it } from 'vitest';
import { outcomes, useProjects } from './harness.js';

const { project, run } = useProjects();

describe('waiting works in', () => {
  it('each hook and at the top level of a file, and what is due is called there', async () => {
    const source = `
      local seen = {}
      local t0 = clock.now()
      local function note(name) return function() seen[#seen + 1] = name .. "@" .. clock.now() - t0 end end
      clock.after(5, note("top"))
      clock.after(15, note("setup"))
      clock.after(25, note("before"))
      clock.after(35, note("body"))
      clock.after(45, note("finally"))
      clock.after(55, note("after"))
      clock.sleep(10)
      describe("b", function()
        setup(function() clock.sleep(10) end)
        before_each(function() clock.sleep(10) end)
        after_each(function() clock.sleep(10) print(table.concat(seen, " ")) end)
        for i = 1, 2 do
          it("waits " .. i, function()
            finally(function() clock.sleep(10) end)
            clock.sleep(10)
            assert.is_true(true)
          end)
        end
      end)`;
    const results = await run(source);
    expect(results.map(({ output }) => output)).toEqual(
      Array(2).fill('top@5 setup@15 before@25 body@35 finally@45 after@55\n'),
    );
    expect(outcomes(results)).toEqual(['b › waits 1: passed', 'b › waits 2: passed']);
  });

  it('a script under test, which gets tasks but cannot move the clock or make timers', async () => {
    const root = project({
      'rules/poll.lua': `
        function poll()
          local ok, reply = clock.timeout(1000, function()
            return clock.all{ function() clock.sleep(10) return "a" end, function() clock.sleep(20) return "b" end }
          end)
          return ok, reply[1] .. reply[2], clock.advance, clock.at, clock.after, clock.every
        end`,
      'a.scenario.lua': `
        local poll = script.entry("rules/poll")
        it("polls", function() assert.same({ true, "ab" }, { poll() }) end)`,
    });
    const { runAll } = await import('./harness.js');
    expect(outcomes(await runAll(root, ['a.scenario.lua']))).toEqual(['polls: passed']);
  });
});

describe('an error in a function of a timer', () => {
  it('makes the scenario errored at its own line, even where a pcall hides it', async () => {
    const [result] = await run(`
it("hides", function()
  clock.after(10, function()
    local nothing = nil
    nothing.x = 1
  end)
  pcall(clock.sleep, 20)
  assert.is_true(true)
end)`);
    expect([result?.outcome, result?.error?.message, result?.error?.at?.line]).toEqual([
      'errored',
      "in a callback of clock.after: attempt to index a nil value (local 'nothing')",
      5,
    ]);
    expect(result?.error?.locals?.values).toEqual([{ name: 'nothing', value: 'nil' }]);
  });

  it('in setup or at the top level keeps the scenarios from running', async () => {
    const bad = 'clock.after(1, function() error("no") end) pcall(clock.sleep, 2)';
    const [top] = await run(`${bad} it("a", function() end)`);
    expect([top?.scenario.path, top?.outcome, top?.error?.message]).toEqual([
      ['<load>'],
      'errored',
      'in a callback of clock.after: no',
    ]);
    const [setup] = await run(`describe("b", function() setup(function() ${bad} end) it("a", function() end) end)`);
    expect([setup?.outcome, setup?.error?.cause]).toEqual(['errored', 'setup']);
  });

  it('is a failure where it is a failed check, and a skip where it is pending', async () => {
    const [failed, skipped] = await run(`
      it("fails", function() clock.after(1, function() assert.equal(1, 2) end) clock.sleep(1) assert.is_true(true) end)
      it("skips", function() clock.after(1, function() pending("later") end) clock.sleep(1) assert.is_true(true) end)`);
    expect([failed?.outcome, failed?.failures[0]?.expected, failed?.error]).toEqual(['failed', '1', undefined]);
    expect([skipped?.outcome, skipped?.reason]).toEqual(['skipped', 'later']);
  });
});

describe('an error in a task', () => {
  it('is told with the lines of the task and of what waited for it', async () => {
    const [result] = await run(`
local function deep()
  clock.sleep(5)
  error("deep down")
end
it("raises", function()
  clock.all{ function() deep() end }
end)`);
    expect(result?.error?.message).toBe('deep down');
    expect(result?.error?.traceback).toEqual([
      'a.scenario.lua:4: in upvalue deep',
      'a.scenario.lua:7: in the function at line 7',
      'a.scenario.lua:7: in the function at line 6',
    ]);
  });

  it('is out of memory where it was that', async () => {
    const bomb = 'local t = {} for i = 1, 1e9 do t[i] = ("x"):rep(1 << 20) .. i end';
    const [result] = await run(`it("greedy", function() clock.all{ function() clock.sleep(1) ${bomb} end } end)`);
    expect([result?.outcome, result?.error?.cause]).toEqual(['errored', 'out-of-memory']);
  });

  it('is no longer told where a pcall has caught it', async () => {
    const [result] = await run(`
it("catches", function()
  pcall(clock.all, { function() error("the same", 0) end })
  error("the same", 0)
end)`);
    expect([result?.error?.message, result?.error?.at?.line]).toEqual(['the same', 4]);
  });
});

describe('what is pending when a scenario ends', () => {
  it('is not called', async () => {
    const results = await run(`
      it("one", function()
        clock.after(10, function() print("called") end)
        assert.is_true(true)
      end)
      it("two", function() clock.sleep(100) assert.is_true(true) end)`);
    expect(results.map(({ outcome, output }) => [outcome, output])).toEqual([
      ['passed', ''],
      ['passed', ''],
    ]);
  });

  it('fails for a check in it that was never reached', async () => {
    const results = await run(`
it("never called", function()
  clock.after(10, function()
    assert.equal(1, 1)
  end)
  assert.is_true(true)
end)
it("left waiting", function()
  clock.after(10, function()
    clock.sleep(10)
    assert.equal(1, 1)
  end)
  clock.sleep(15)
  assert.is_true(true)
end)
it("cancelled", function()
  clock.after(10, function() assert.equal(1, 1) end):cancel()
  assert.is_true(true)
end)
it("called before", function()
  clock.every(10, function() assert.equal(1, 1) end)
  clock.after(1, function() while true do clock.sleep(10) assert.is_true(true) end end)
  clock.sleep(15)
end)
it("without a check", function()
  clock.after(10, function() end)
  assert.is_true(true)
end)`);
    expect(results.map(({ outcome, failures }) => [outcome, failures[0]?.message])).toEqual([
      [
        'failed',
        'the function of clock.after at a.scenario.lua:3 was not called, so the check at a.scenario.lua:4 was never reached',
      ],
      [
        'failed',
        'a callback of clock.after still waited when the scenario ended, so the check at a.scenario.lua:11 was never reached',
      ],
      ['passed', undefined],
      ['passed', undefined],
      ['passed', undefined],
    ]);
  });

  it('fails for a check that a timeout has cut off', async () => {
    const [result] = await run(`
      it("cut off", function()
        clock.timeout(10, function() eventually(function() return false end) end)
        assert.is_true(true)
      end)`);
    expect([result?.outcome, result?.failures[0]?.message]).toEqual([
      'failed',
      'a check was begun and never came to an answer: what it looked at raised or yielded',
    ]);
  });

  it('is an error where scenarios would have to take it along', async () => {
    const waiting = 'clock.after(1, function() clock.sleep(10) end) clock.sleep(5)';
    const [top] = await run(`${waiting} it("a", function() end)`);
    expect([top?.error?.message, top?.error?.at]).toEqual([
      "a callback of clock.after still waits when the file's top level ends",
      { file: 'a.scenario.lua', line: 1 },
    ]);
    const [setup] = await run(
      `describe("b", function()\nsetup(function() ${waiting} end) it("a", function() end) end)`,
    );
    expect([setup?.error?.message, setup?.error?.at]).toEqual([
      'a callback of clock.after still waits when setup ends',
      { file: 'a.scenario.lua', line: 2 },
    ]);
  });

  it('goes on in each scenario that forks from it', async () => {
    const results = await run(`
      describe("b", function()
        local ticks = 0
        setup(function() clock.every(10, function() ticks = ticks + 1 end) clock.sleep(25) end)
        it("one", function() clock.sleep(10) assert.equal(3, ticks) end)
        it("two", function() clock.sleep(20) assert.equal(4, ticks) end)
      end)`);
    expect(outcomes(results)).toEqual(['b › one: passed', 'b › two: passed']);
  });
});

it('random ids and orders come again with the seed', async () => {
  const source = `
    it("ids", function() print(random.uuid(), random.id("x"), math.random(1000)) assert.is_true(true) end)`;
  const output = async (seed: string) => (await run(source, { seed }))[0]?.output;
  expect(await output('a')).toBe(await output('a'));
  expect(await output('a')).not.toBe(await output('b'));
});
