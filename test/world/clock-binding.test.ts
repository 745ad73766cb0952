import { expect, it } from 'vitest';
import { openTestVm } from '../vm/harness.js';

it('clock.iso raises where so much time has passed that no date can tell it', async () => {
  const message = await openTestVm().fail('for _ = 1, 10000 do clock.sleep(9e11) end clock.iso()');
  expect(message).toBe('test.lua:1: clock.iso: the time is past what a date can tell');
});
