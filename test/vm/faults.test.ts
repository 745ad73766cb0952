import { describe, expect, it } from 'vitest';
import { openTestVm } from './harness.js';

describe('a host function that breaks', () => {
  it('is told as a bug of moonrig, through every pcall, and the VM is good again after a restore', async () => {
    const test = openTestVm({
      broken: () => {
        throw new TypeError('x is not a function');
      },
    });
    const point = test.vm.snapshot();
    const result = await test.vm.call('eval', ['return pcall(probe.broken)']);
    expect(result).toMatchObject({
      kind: 'broken',
      cause: 'bug',
      message: expect.stringContaining('TypeError: x is not'),
    });
    test.vm.restore(point);
    expect(await test.run('return 1 + 1')).toEqual([2]);
  });

  it('is told so after a wait, too', async () => {
    const test = openTestVm({ broken: () => ({ kind: 'wait', answer: Promise.reject(new TypeError('late')) }) });
    expect(await test.vm.call('eval', ['return probe.broken()'])).toMatchObject({ kind: 'broken', cause: 'bug' });
  });
});
