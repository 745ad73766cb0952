import { expect, it } from 'vitest';
import { openTestVm } from '../vm/harness.js';

it('detect_language loads its list when it is first called, whatever the source that calls it looked like', async () => {
  const { run } = openTestVm();
  expect(await run('return _G["detect_" .. "language"]("lib/cart.ex")')).toEqual(['elixir']);
  expect(await run('return detect_language("mix.exs"), detect_language("notes.of-no-known-kind")')).toEqual([
    'elixir',
    'unknown',
  ]);
});
