import { describe, expect, it } from 'vitest';
import { openTestVm, type TestVm } from '../../vm/harness.js';

const failures = ({ world }: TestVm) => world.checks.failures;

describe('eventually', () => {
  it('tries until the checks hold, in virtual time, and takes back what failed before', async () => {
    const vm = openTestVm();
    const source = `
      local from, tries = clock.now(), 0
      eventually(function()
        tries = tries + 1
        assert.is_true(clock.now() - from >= 120)
      end)
      return tries, clock.now() - from`;
    expect(await vm.run(source)).toEqual([4, 150]);
    expect(failures(vm)).toEqual([]);
  });

  it('holds at once, without waiting, where there is nothing to wait for', async () => {
    const vm = openTestVm();
    expect(await vm.run('local t = clock.now() eventually(function() return 1 end) return clock.now() - t')).toEqual([
      0,
    ]);
    expect([vm.world.checks.count, failures(vm)]).toEqual([1, []]);
  });

  it('tells the last failure, where it was made, when time is up', async () => {
    const vm = openTestVm();
    const source = `local n = 0
      eventually(function()
        n = n + 1
        assert.equal("done", "try " .. n)
      end, { timeout_ms = 250, every_ms = 100 }, "the job ends")`;
    const raised = await vm.fail(source);
    expect(failures(vm)).toEqual([
      expect.objectContaining({
        check: 'eventually',
        message:
          'the job ends\ndid not hold within 250 ms of virtual time (4 tries); at last: test.lua:4: expected the two to be equal',
        expected: '"done"',
        actual: '"try 4"',
        at: { file: 'test.lua', line: 2 },
      }),
    ]);
    expect(raised).toMatch(/^test\.lua:2: the job ends\n/);
    expect(vm.world.elapsedMs).toBe(250);
  });

  it.each([
    ['the function returned false', 'return false'],
    ['it raised test.lua:1: not yet', 'error("not yet")'],
    ['test.lua:1: expected true', 'pcall(assert.is_true, nil)'],
    ['test.lua:1: expected false', 'check.is_false(nil)'],
  ])('takes a try for unsuccessful where %s', async (told, body) => {
    const vm = openTestVm();
    await vm.fail(`eventually(function() ${body} end)`);
    expect(failures(vm)).toMatchObject([{ check: 'eventually' }]);
    expect(failures(vm)[0]?.message).toContain(`(21 tries); at last: ${told}`);
  });

  it('does not go on after a call that no mock answers, whose failure stays', async () => {
    const vm = openTestVm();
    const message = await vm.fail('eventually(function() llm.call("haiku", "hi") end)');
    expect(message).toContain('no mock answers');
    expect(failures(vm).map((failure) => failure.check)).toEqual(['mock']);
    expect(vm.world.elapsedMs).toBe(0);
  });

  it('is soft as check.eventually', async () => {
    const vm = openTestVm();
    expect(await vm.run('return check.eventually(function() return false end, { timeout_ms = 1 })')).toEqual([false]);
    expect(failures(vm)).toMatchObject([{ check: 'check.eventually' }]);
  });

  it.each([
    ['eventually(1)', 'eventually: a function is expected, got number'],
    ['eventually(function() end)', 'the function made no check and returned nothing'],
    ['eventually(print, { timeout = 5 })', 'unknown option "timeout"; there are timeout_ms and every_ms'],
    ['eventually(print, { every_ms = 0 })', 'option every_ms: milliseconds above 0 are expected, got 0'],
    ['eventually(print, { timeout_ms = 1e9, every_ms = 1 })', 'every_ms = 1 makes more than 10000 tries'],
  ])('refuses %s', async (source, message) => {
    const vm = openTestVm();
    expect(await vm.fail(source)).toContain(message);
    expect(failures(vm)).toMatchObject([{ check: 'assert' }]);
  });
});
