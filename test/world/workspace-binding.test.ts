import { describe, expect, it } from 'vitest';
import { openTestVm } from '../vm/harness.js';

describe('workspace.glob', () => {
  it.each([
    ['an empty pattern', '""', 'got 0'],
    ['a pattern of absurd length', '("*"):rep(70000)', 'got 70000'],
  ])('raises at the line of the script for %s', async (_, pattern, got) => {
    const message = await openTestVm().fail(`workspace.glob(${pattern})`);
    expect(message).toBe(`test.lua:1: workspace.glob: a pattern of 1 to 4096 characters is expected, ${got}`);
  });

  it('takes a pattern that is no glob for one that matches nothing', async () => {
    expect(await openTestVm().run('return #workspace.glob("[("), #workspace.glob("{a")')).toEqual([0, 0]);
  });
});
