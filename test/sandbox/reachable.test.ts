import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openTestVm } from '../vm/harness.js';

/** Everything that a script can name or get at through metatables, as sorted paths with the kind of value. */
const WALK = `
local seen, lines = {}, {}
local function walk(value, path)
  lines[#lines + 1] = path .. ": " .. type(value)
  if type(value) == "string" then return end
  local meta = getmetatable(value)
  if meta ~= nil then walk(meta, path .. "<meta>") end
  if type(value) ~= "table" or seen[value] then return end
  seen[value] = true
  local keys = {}
  for key in next, value do keys[#keys + 1] = key end
  table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
  for _, key in ipairs(keys) do walk(rawget(value, key), path .. "." .. tostring(key)) end
end
local env = ...
walk(env, "_ENV")
walk(getmetatable(""), "string<meta>")
table.sort(lines)
return lines
`;

const test = openTestVm();

async function reachable(environment: string): Promise<string[]> {
  const [lines] = await test.run(`local walk = load([==[${WALK}]==]) return walk(${environment})`);
  return (lines as string[]).map((line) => line.replace(/#\d+/g, '#'));
}

function checkedIn(name: string): string[] {
  return readFileSync(new URL(`${name}.txt`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
}

describe('what can be reached', () => {
  it('from a scenario file is what the checked-in list says', async () => {
    const own = (await reachable('_G')).filter((line) => !/^_ENV\.(probe|keep|inspect|rig_same)\b/.test(line));
    await expect(`${own.join('\n')}\n`).toMatchFileSnapshot('scenario-environment.txt');
  });

  it('from a script under test is what the checked-in list says, without any control', async () => {
    const lines = await reachable('script.load("test/sandbox/empty_script")');
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('script-environment.txt');
    for (const word of [
      'assert.',
      'describe',
      'llm.on',
      'llm.calls',
      'llm.ledger',
      'llm.spent',
      'llm.budget',
      'clock.advance',
      'workspace.use',
      'workspace.on',
      'workspace.effects',
      'workspace.changes',
      'workspace.diff',
      'workspace.snapshot',
      'git.use',
      'Agent',
      'script',
    ]) {
      expect(lines.filter((line) => line.startsWith(`_ENV.${word}`))).toEqual([]);
    }
  });

  it.each([
    'io',
    'debug.getinfo',
    'debug.getlocal',
    'debug.getregistry',
    'debug.getupvalue',
    'debug.sethook',
    'debug.setmetatable',
    'package',
    'dofile',
    'loadfile',
    'warn',
    'os.execute',
    'os.exit',
    'os.getenv',
    'string.dump',
  ])('is never %s', async (name) => {
    for (const environment of ['scenario-environment', 'script-environment']) {
      expect(checkedIn(environment).some((line) => line.startsWith(`_ENV.${name}`))).toBe(false);
    }
  });
});

describe('environments', () => {
  it('do not share their libraries: a script cannot change another’s, nor the checks', async () => {
    const source = `
      local one, two = script.load("test/sandbox/empty_script"), script.load("test/sandbox/empty_script")
      one.string.rep, one.table.insert, one.math.floor, one.json.decode = nil, nil, nil, nil
      one.Prompt.new = error
      one._G.pcall = nil
      return two.string.rep ~= nil, two.table.insert ~= nil, two.json.decode ~= nil, string.rep ~= nil,
        pcall(two.Prompt.new), ("x"):rep(2)`;
    const results = await test.run(source);
    expect(results.slice(0, 5)).toEqual([true, true, true, true, true]);
    expect(results.at(-1)).toBe('xx');
  });

  it('give added string methods to their own environment only', async () => {
    const source = `
      function string.shout(s) return s:upper() .. "!" end
      string.rep = function() return "patched" end
      local other = load('return ("x").shout', "other", "t", script.load("test/sandbox/empty_script"))
      return ("a"):shout(), ("a"):rep(2), other()`;
    expect(await test.run(source)).toEqual(['A!', 'aa', undefined]);
  });

  it('keep modules of scenarios and of scripts apart', async () => {
    const source = `
      local mine = require "test.sandbox.counter_module"
      mine.count = 41
      local theirs = script.load("test/sandbox/requiring_script").counter
      return mine.count, theirs.count, require "test.sandbox.counter_module" == mine`;
    expect(await test.run(source)).toEqual([41, 0, true]);
  });
});

describe('what scripts see', () => {
  it.each([
    ['no address in tostring', 'return tostring({}):find("0x") == nil and tostring(print):find("0x") == nil'],
    ['no address in string.format', 'return ("%s %s"):format({}, print):find("0x") == nil'],
    ['a literal %%p', 'return ("100%%p"):format() == "100%p"'],
    [
      'their own __tostring and __name',
      'return tostring(setmetatable({}, { __tostring = function() return "me" end })) == "me" and tostring(setmetatable({}, { __name = "N" })):find("^N: #") ~= nil',
    ],
    [
      'virtual time',
      'return os.time() == 1735689600 and os.clock() == 0.0 and os.date("!%Y-%m-%d %H:%M:%S") == "2025-01-01 00:00:00"',
    ],
    [
      'time that moves when told',
      'clock.advance(90000) return os.time() == 1735689690 and os.clock() == 90.0 and os.date("%j %A") == "001 Wednesday"',
    ],
    [
      'dates both ways',
      'return os.time{ year = 2024, month = 2, day = 30 } == os.time{ year = 2024, month = 3, day = 1 } and os.date("*t", 0).year == 1970',
    ],
    [
      'a working utf8 library',
      'return utf8.char(8364, 128512) == "€😀" and utf8.len("€😀") == 2 and #utf8.charpattern > 0',
    ],
    [
      'the count of memory only',
      'return collectgarbage("count") > 0 and not pcall(collectgarbage) and not pcall(collectgarbage, "stop")',
    ],
    [
      'load of text, with their environment',
      'x = 5 return load("return x")() == 5 and load("\\27Lua") == nil and load("return 1", "c", "b")() == 1',
    ],
    ['no finalizers', 'return not pcall(setmetatable, {}, { __gc = print })'],
  ])('%s', async (_, source) => {
    expect(await test.run(source)).toEqual([true]);
  });
});
