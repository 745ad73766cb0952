import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScenarioResult } from '../../src/model/run-event.js';
import { runAll } from '../run/harness.js';
import { createProject } from '../support/project.js';

/** What a script under test tries, to get at the half that scripts its world; each gives what it got. */
const ATTACKS: Readonly<Record<string, string>> = {
  'names it':
    'return llm.on, llm.calls, llm.spent, llm.budget, clock.advance, clock.at, workspace.on, workspace.effects, git.use',
  'names what a scenario file has':
    'return describe, it, before_each, script, Agent, assert == nil or type(assert) == "table"',
  'names what parts of the prelude bring':
    'return spy, stub, mock, check, gen, property, match, eventually, insulate, finally',
  'looks past metatables': 'return rawget(llm, "on"), rawget(_G, "rig"), next(getmetatable(llm) or {}), llm.__index',
  'loads code without an environment':
    'return load("return rig, describe, llm.on", "x", "t", nil) and load("return rig, describe, llm.on")()',
  'loads code in the name of the scenario file':
    'return load("return describe, llm.on, ...", "@scenarios/a.scenario.lua")()',
  'loads code in the name of moonrig': 'return load("local rig = ... return rig", "=[moonrig core]")()',
  'requires busted': 'return select(2, pcall(require, "busted")):find("not found") and nil',
  'requires a module of the scenario’s': 'return require("shared.helper").describe, require("shared.helper").on',
  'takes what an answer hides':
    'local reply = llm.call("simple", "hi") return getmetatable(reply), getmetatable(reply.tokens), reply.mock',
  'takes what a stream hides': 'local _, state, key = llm.stream("simple", "hi") return state, key',
  'puts another method on every string':
    'return pcall(setmetatable, "", { __index = {} }) or nil, getmetatable("") or nil',
  'closes what runs it':
    'local thread = coroutine.running() return pcall(coroutine.close, thread) or nil, (coroutine.resume(thread)) or nil',
  'looks for the runner’s threads':
    'local found for key, value in pairs(_G) do if type(value) == "thread" then found = key end end return found',
  'reads frames':
    'return debug.getinfo, debug.getlocal, debug.getupvalue, debug.sethook, debug.traceback("x"):find("moonrig")',
  'lets time run backwards':
    'return pcall(clock.sleep, -1000) or nil, pcall(clock.sleep, 0 / 0) or nil, pcall(clock.sleep, -math.huge) or nil',
  'claims tokens and a price':
    'return pcall(llm.call, "simple", "hi", { tokens = { input = 0 } }) or nil, pcall(llm.call, "simple", "hi", { cost_cents = 0 }) or nil',
  'raises its own budget':
    'return pcall(function() return budget.limit, budget.raise end) and (budget.limit or budget.raise)',
  'leaves its workspace':
    'return pcall(workspace.read_file, "../secret.txt") or nil, pcall(workspace.read_file, "/etc/passwd") or nil, pcall(workspace.write_file, "a/../../x", "") or nil',
};

/** A scenario that runs one attack and tells what came of it, and of the world. */
const SCENARIO = `local attacks = script.load("attacks")
local helper = require "shared.helper"
for name, attack in pairs(attacks) do
  it(name, function()
    llm.on{}:reply("real"):optional()
    local got = table.pack(attack())
    for i = 1, got.n do got[i] = tostring(got[i]) end
    print(table.concat(got, " ", 1, got.n))
    local again = llm.call("simple", "hi")
    print(again.text, clock.now() - 1735689600000, ("x"):rep(2), pcall(string.rep, "y", 2))
    assert.equal("real", again.text)
  end)
end
`;

let root: string;
let results: readonly ScenarioResult[];
beforeAll(async () => {
  const functions = Object.entries(ATTACKS).map(([name, body]) => `attacks["${name}"] = function() ${body} end`);
  root = createProject({
    'attacks.lua': `local attacks = {}\n${functions.join('\n')}\nreturn attacks\n`,
    'shared/helper.lua': 'return { describe = describe, on = llm.on }\n',
    'secret.txt': 'secret',
    'scenarios/a.scenario.lua': SCENARIO,
  });
  results = await runAll(root, ['scenarios/a.scenario.lua']);
});
afterAll(() => rmSync(root, { recursive: true }));

describe('a script under test gets nothing of the control half when it', () => {
  it.each(Object.keys(ATTACKS))('%s', (name) => {
    const result = results.find(({ scenario }) => scenario.path.join() === name);
    expect([result?.outcome, result?.error?.message]).toEqual(['passed', undefined]);
    const [got = '', world] = result?.output.split('\n') ?? [];
    expect(got.split(' ').filter((value) => value !== 'nil' && value !== 'false')).toEqual([]);
    expect(world).toBe('real\t0\txx\ttrue\tyy');
  });
});
