import { describe, expect, it } from 'vitest';
import { openTestVm } from '../../vm/harness.js';

/** Places in which a script may want to wait, as Lua in which `wait()` lets 10 ms pass; and whether Lua can pause there. */
const PLACES: readonly (readonly [place: string, canPause: boolean, source: string])[] = [
  ['a plain call', true, 'wait()'],
  ['pcall', true, 'assert(pcall(wait))'],
  ['xpcall', true, 'assert(xpcall(wait, print))'],
  ['a coroutine', true, 'coroutine.resume(coroutine.create(wait))'],
  ['coroutine.wrap in pcall in a coroutine', true, 'coroutine.wrap(function() pcall(coroutine.wrap(wait)) end)()'],
  ['the step of a for loop', true, 'for _ in function(_, n) if not n then wait() return 1 end end do end'],
  ['__pairs', true, 'for _ in pairs(setmetatable({}, { __pairs = function() wait() return next, {} end })) do end'],
  ['__index', true, 'local _ = setmetatable({}, { __index = function() wait() end }).x'],
  ['__newindex', true, 'setmetatable({}, { __newindex = function() wait() end }).x = 1'],
  ['__call', true, 'setmetatable({}, { __call = function() wait() end })()'],
  [
    '__eq',
    true,
    'local m = { __eq = function() wait() return true end } local _ = setmetatable({}, m) == setmetatable({}, m)',
  ],
  ['__lt', true, 'local _ = setmetatable({}, { __lt = function() wait() return true end }) < 1'],
  ['__add', true, 'local _ = setmetatable({}, { __add = function() wait() return 1 end }) + 1'],
  ['__concat', true, 'local _ = setmetatable({}, { __concat = function() wait() return "" end }) .. "x"'],
  ['__len', true, 'local _ = #setmetatable({}, { __len = function() wait() return 1 end })'],
  [
    '__close at the end of a block',
    true,
    'do local c <close> = setmetatable({}, { __close = function() wait() end }) end',
  ],
  [
    '__close when an error passes',
    true,
    'pcall(function() local c <close> = setmetatable({}, { __close = function() wait() end }) error("x") end)',
  ],
  ['__tostring', true, 'tostring(setmetatable({}, { __tostring = function() wait() return "" end }))'],
  [
    'a reader of load',
    true,
    'local done load(function() if not done then done = true wait() return "return 1" end end)()',
  ],
  ['a predicate that the host calls', true, 'probe.ask(keep(function() wait() return true end))'],
  ['eventually', true, 'local ok = false eventually(function() wait() ok = not ok return not ok end)'],
  ['a comparator of table.sort', false, 'table.sort({ 2, 1 }, function(a, b) wait() return a < b end)'],
  ['a callback of gsub', false, 'local _ = ("x"):gsub("x", function() wait() end)'],
  ['__index behind gsub', false, 'local _ = ("x"):gsub("x", setmetatable({}, { __index = function() wait() end }))'],
  [
    '__tostring behind string.format',
    true,
    'string.format("%s", setmetatable({}, { __tostring = function() wait() return "" end }))',
  ],
  [
    '__index behind table.concat',
    false,
    'table.concat(setmetatable({}, { __index = function() wait() return "" end, __len = function() return 1 end }))',
  ],
  ['a handler of xpcall', false, 'xpcall(error, function() wait() end)'],
  [
    'a coroutine in a comparator',
    false,
    'table.sort({ 2, 1 }, function() return coroutine.wrap(function() wait() return true end)() end)',
  ],
  [
    'a coroutine that coroutine.close ends',
    false,
    'local c = coroutine.create(function() local c <close> = setmetatable({}, { __close = wait }) coroutine.yield() end) coroutine.resume(c) coroutine.close(c)',
  ],
];

const open = () =>
  openTestVm({
    ask: ([handler]) => ({
      kind: 'call',
      handler: Number(handler),
      args: [],
      resume: () => ({ kind: 'value', values: [] }),
    }),
  });

/** A timer is due in the middle of the first wait: it must be called then, not before and not after. */
const AS_SCENARIO = (place: string) => `
local started, called, over = clock.now(), nil, nil
local function wait() clock.sleep(10) over = over or clock.now() - started end
clock.after(4, function() called = clock.now() - started clock.sleep(1) end)
${place}
return called, over`;

/** Another task goes on in the middle of the wait. */
const AS_TASK = (place: string) => `
local started, other, over = clock.now(), nil, nil
local function wait() clock.sleep(10) over = over or clock.now() - started end
clock.all{
  waits = function() ${place} end,
  other = function() clock.sleep(4) other = clock.now() - started clock.sleep(1) end,
}
return other, over`;

const CANNOT = /cannot wait here: other tasks would go on meanwhile, but Lua cannot pause inside table\.sort/;

describe('the scenario’s own code can wait in', () => {
  it.each(PLACES)('%s', async (_, __, place) => {
    const vm = open();
    expect(await vm.run(AS_SCENARIO(place))).toEqual([4, 10]);
    expect(vm.world.checks.failures).toEqual([]);
  });
});

describe('a task, while others go on, can wait in', () => {
  it.each(PLACES.filter(([, canPause]) => canPause))('%s', async (_, __, place) => {
    const vm = open();
    expect(await vm.run(AS_TASK(place))).toEqual([4, 10]);
    expect(vm.world.checks.failures).toEqual([]);
  });
});

describe('a task, while others go on, is told that it cannot wait in', () => {
  it.each(PLACES.filter(([, canPause]) => !canPause))('%s', async (_, __, place) => {
    const vm = open();
    // Some of these places hide the error; the failure is told all the same, and no time has passed out of order.
    await vm.run(`pcall(function() ${AS_TASK(place)} end)`);
    expect(vm.world.checks.failures.map(({ message }) => message)).toEqual([expect.stringMatching(CANNOT)]);
    expect(vm.world.checks.failures[0]?.at).toEqual({ file: 'test.lua', line: 3 });
  });

  it('but not where no other would go on before', async () => {
    const vm = open();
    const sort = 'table.sort({ 2, 1 }, function(a, b) clock.sleep(10) return a < b end)';
    const source = `local t = clock.now() clock.all{ function() end, function() ${sort} end } return clock.now() - t`;
    expect(await vm.run(source)).toEqual([10]);
    expect(vm.world.checks.failures).toEqual([]);
  });
});
