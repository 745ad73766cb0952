import { describe, expect, it } from 'vitest';
import { judge } from '../../../src/run/judge.js';
import { openTestVm } from '../../vm/harness.js';

describe('a soft check', () => {
  it('tells each failure with its own line, goes on, and gives whether it held', async () => {
    const vm = openTestVm();
    const source =
      'local a = check.equal(1, 2, "first")\nlocal b = check.is_true(false)\nreturn a, b, check.are.same({}, {})';
    expect(await vm.run(source)).toEqual([false, false, true]);
    expect(vm.world.checks.count).toBe(3);
    expect(vm.world.checks.failures).toMatchObject([
      {
        check: 'check.equal',
        message: 'first\nexpected the two to be equal',
        expected: '1',
        actual: '2',
        at: { line: 1 },
      },
      { check: 'check.is_true', message: 'expected true', actual: 'false', at: { line: 2 } },
    ]);
  });

  it('can be bare, negated, and have a message', async () => {
    const vm = openTestVm();
    const source = 'return check(1 == 2, "odd"), check(7), check.is_not_nil(nil), check.message("why").is.truthy(nil)';
    expect(await vm.run(source)).toEqual([false, true, false, false]);
    expect(vm.world.checks.failures.map((failure) => failure.message)).toEqual([
      'odd\nexpected a true value',
      'expected a value, got nil',
      'why\nexpected a true value',
    ]);
  });

  it('takes back the failure of a check that has_error expects, as the hard one does', async () => {
    const vm = openTestVm();
    expect(await vm.run('return check.has_error(function() assert.equal(1, 2) end)')).toEqual([true]);
    expect(vm.world.checks.failures).toEqual([]);
  });

  it('counts with checks = "lua" too, where a caught one does not', async () => {
    const vm = openTestVm();
    await vm.run('pcall(assert.equal, 1, 2) check.equal(3, 4) assert(true)');
    const { count, numbered } = vm.world.checks;
    const evidence = { checkCount: count, failures: numbered, keptPromises: 0, unkept: [] };
    const verdict = judge({ kind: 'finished', claim: {} }, evidence, { checks: 'lua', empty: 'fail' });
    expect(verdict).toMatchObject({ outcome: 'failed', failures: [{ check: 'check.equal', actual: '4' }] });
  });

  it('that is misspelt is an error', async () => {
    expect(await openTestVm().fail('check.equl(1, 1)')).toContain(
      'there is no check called "equl"; did you mean "equal"?',
    );
    expect(await openTestVm().fail('check.equal(1)')).toContain('2 values are expected, got 1');
  });
});
