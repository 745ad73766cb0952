import { expect, it } from 'vitest';
import { openTestVm } from '../vm/harness.js';

it.each([
  ['script.load(("x"):rep(100000))', /^test\.lua:1: script x+ was not found/],
  ['require(("x"):rep(100000))', /^test\.lua:1: require: module x+ was not found/],
  ['Agent.new(("x"):rep(100000))', /^test\.lua:1: Agent\.new: there is no agent called x+…;/],
  ['workspace.use(("x"):rep(100000))', /^test\.lua:1: workspace\.use: there is no folder mocks\/workspaces\/x+/],
])('a name longer than any file may have is not found: %s', async (call, message) => {
  expect(await openTestVm().fail(call)).toMatch(message);
});

it('detect_language loads its list when it is first called, whatever the source that calls it looked like', async () => {
  const { run } = openTestVm();
  expect(await run('return _G["detect_" .. "language"]("lib/cart.ex")')).toEqual(['elixir']);
  expect(await run('return detect_language("mix.exs"), detect_language("notes.of-no-known-kind")')).toEqual([
    'elixir',
    'unknown',
  ]);
});
