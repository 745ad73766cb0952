import { describe, expect, it } from 'vitest';
import { openTestVm } from '../vm/harness.js';

const test = openTestVm();

describe('in a scenario file a field that a binding does not have', () => {
  it.each([
    ['llm.onn{}', 'llm: there is no function called "onn"; did you mean "on"?'],
    ['LLM.cal("simple", "x")', 'LLM: there is no function called "cal"; did you mean "call"?'],
    ['llm.on{}:repyl("x")', 'llm mock: there is no function called "repyl"; did you mean "reply"?'],
    ['clock.advence(1)', 'clock: there is no function called "advence"; did you mean "advance"?'],
    ['Prompt.new():secton("x")', 'Prompt: there is no function called "secton"; did you mean "section"?'],
    [
      'random.zzzzzzzz()',
      'random: there is no function called "zzzzzzzz"; there are id, integer, number, pick, shuffle, uuid',
    ],
    ['Agent.new2("x")', 'Agent: there is no function called "new2"; did you mean "new"?'],
    ['json.nul()', 'json: there is no function called "nul"; did you mean "null"?'],
    [
      'local none = git.__index',
      'git: there is no function called "__index"; there are blame, branch, commits, diff, log, show, status, use',
    ],
  ])('%s is refused with what was meant', async (source, message) => {
    expect(await test.fail(source)).toBe(`test.lua:1: ${message}`);
  });

  it('may be set, and what is no name is nil', async () => {
    expect(await test.run('llm.mine = 5 return llm.mine, llm[1], clock[true]')).toEqual([5, undefined, undefined]);
  });
});

it('a script under test may ask what its host has', async () => {
  const source = `
    local env = script.load("test/sandbox/empty_script")
    return env.llm.on == nil, env.clock.advance == nil, env.Prompt.new().nothing == nil, getmetatable(env.llm) == nil`;
  expect(await test.run(source)).toEqual([true, true, true, true]);
});

it('cannot be taken away: the metatable of a binding is closed', async () => {
  expect(await test.run('return getmetatable(llm), pcall(setmetatable, llm, nil)')).toEqual([
    'llm',
    false,
    expect.stringContaining('cannot change a protected metatable'),
  ]);
});

it('is nil in specs that are written for busted', async () => {
  const busted = openTestVm();
  await busted.vm.call('load', [true, 'spec.lua', 'probed = { llm.nothing == nil, json.nothing == nil }']);
  expect(await busted.run('return probed')).toEqual([[true, true]]);
});
