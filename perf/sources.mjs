// @ts-check

/**
 * The same little scenarios in three forms. Each block has scenarios that add two numbers and check the sum.
 * @typedef {object} Form
 * @property {string} folder Below the form's project.
 * @property {string} ending Of its files' names.
 * @property {(block: number, count: number) => string} write
 */

/** @satisfies {Record<string, Form>} */
export const FORMS = {
  moonrig: { folder: 'scenarios', ending: '.scenario.lua', write: writeLua },
  busted: { folder: 'spec', ending: '_spec.lua', write: writeLua },
  vitest: { folder: 'test', ending: '.test.ts', write: writeTypeScript },
};

/**
 * @param {number} block
 * @param {number} count
 */
function writeLua(block, count) {
  const scenarios = numbers(count).map(
    (i) => `  it("adds ${i}", function()\n    local a = ${block}\n    assert.equal(${block + i}, a + ${i})\n  end)\n`,
  );
  return `describe("block ${block}", function()\n${scenarios.join('')}end)\n`;
}

/**
 * @param {number} block
 * @param {number} count
 */
function writeTypeScript(block, count) {
  const scenarios = numbers(count).map(
    (i) =>
      `  it('adds ${i}', () => {\n    const a: number = ${block};\n    assert.equal(a + ${i}, ${block + i});\n  });\n`,
  );
  const head = `import { assert, describe, it } from 'vitest';\n\n`;
  return `${head}describe('block ${block}', () => {\n${scenarios.join('')}});\n`;
}

/** How a scenario of the stuck set is meant to end, with its body. Its name begins with the outcome. */
const BODIES = {
  passed: ['assert.equal(3, 1 + 2)'],
  failed: ['assert.equal(4, 1 + 2)'],
  errored: ['error("raised on purpose")'],
  'timed-out': [
    'while true do end',
    'while true do pcall(function() while true do end end) end',
    'string.find(string.rep("a", 60), string.rep("a-", 30) .. "b")',
    'coroutine.wrap(function() while true do end end)()',
  ],
};

/**
 * A file of the stuck set: one scenario in twenty never ends, in four ways; of the others one in ten fails or raises.
 * @param {number} first The number of its first scenario among all.
 * @param {number} count
 */
export function writeStuck(first, count) {
  const scenarios = numbers(count).map((i) => {
    const n = first + i - 1;
    const outcome = n % 20 === 7 ? 'timed-out' : n % 20 === 3 ? 'failed' : n % 20 === 13 ? 'errored' : 'passed';
    const bodies = BODIES[outcome];
    return `  it("${outcome} ${n}", function() ${bodies[Math.floor(n / 20) % bodies.length]} end)\n`;
  });
  return `describe("from ${first}", function()\n${scenarios.join('')}end)\n`;
}

/**
 * 1 to `count`.
 * @param {number} count
 */
function numbers(count) {
  return Array.from({ length: count }, (_, i) => i + 1);
}

/**
 * A property that is as trivial as the scenarios.
 * @param {number} caseCount
 */
export function writeProperty(caseCount) {
  const body = 'function(a, b)\n  assert.equal(b + a, a + b)\nend';
  const generators = 'gen.integer(0, 1000), gen.integer(0, 1000)';
  return `property("adds", { cases = ${caseCount} }, ${generators}, ${body})\n`;
}

const TREE = `local function tree(seed)
  local root = {}
  for i = 1, 10 do
    root[i] = { id = i, name = "node " .. i, list = {} }
    for j = 1, 32 do root[i].list[j] = { seed + j, "leaf " .. j, deep = j % 2 == 0 } end
  end
  return root
end
local a, b = tree(1), tree(1)
`;

const BY_HAND = `local function same(x, y)
  if x == y then return true end
  if type(x) ~= "table" or type(y) ~= "table" then return false end
  for key, value in pairs(x) do
    if not same(value, y[key]) then return false end
  end
  for key in pairs(y) do
    if x[key] == nil then return false end
  end
  return true
end
`;

/**
 * Two equal tables of some 1,000 values, compared so often by `assert.same`, or by what a user would write instead.
 * @param {'assert.same' | 'by hand'} way
 * @param {number} times
 */
export function writeComparison(way, times) {
  const compare = way === 'by hand' ? 'assert.is_true(same(a, b))' : 'assert.same(a, b)';
  return `${TREE}${BY_HAND}it("compares", function()\n  for _ = 1, ${times} do ${compare} end\nend)\n`;
}

/**
 * A scenario that asks a mocked model so often, and gets 1 KiB each time.
 * @param {number} times
 */
export function writeModelCalls(times) {
  const mock = 'llm.on{ model = "haiku", contains = "question" }:reply(string.rep("sixteen letters ", 64))';
  const calls = `for i = 1, ${times} do llm.call("haiku", "question " .. i) end`;
  return `it("asks", function()\n  ${mock}\n  ${calls}\nend)\n`;
}

/** Ways to spend virtual time; each is the body of a function of `hours`. */
export const SPENDINGS = {
  'waits of 100 ms': 'for _ = 1, hours * 36000 do clock.sleep(100) end',
  'streams of 500 chunks, 100 ms apart, each behind three answers 429': `
    local busy, chunks = { fault = { kind = "rate_limit", retry_after_ms = 2000 } }, {}
    for i = 1, 500 do chunks[i] = "word " end
    llm.on{}:reply_with(function(request)
      return request.stream and { chunks = chunks, chunk_ms = 100 } or busy
    end)
    local over = clock.now() + hours * 3600000
    while clock.now() < over do
      for _ = 1, 3 do
        local _, failure = llm.try_call("haiku", "go on")
        clock.sleep(failure.retry_after_ms)
      end
      for _ in llm.stream("haiku", "go on") do end
    end`,
  'calls of a timer every 100 ms': `
    local calls = 0
    clock.every(100, function() calls = calls + 1 end)
    clock.sleep(hours * 3600000)
    assert.equal(hours * 36000, calls)`,
  'two tasks that wait for 1 s in turns': `
    local function wait() for _ = 1, hours * 1800 do clock.sleep(2000) end end
    clock.all{ wait, function() clock.sleep(1000) wait() end }`,
};

/**
 * One scenario that spends so many hours of virtual time.
 * @param {string} spending
 * @param {number} hours
 */
export function writeSpending(spending, hours) {
  return `it("spends", function()\n  local hours = ${hours}\n${spending}\n  assert.is_true(true)\nend)\n`;
}

/** A file that brings in every part of the prelude. */
export function writeAllParts() {
  const words = [
    'local _ = { spy, stub, mock, match, property, gen, check, eventually, any, insulate }',
    'local _ = function() assert:register() assert.json_schema() assert.cost_below() assert.trajectory() end',
    'local _ = function() assert.tool_called() assert.prompt() assert.workspace.unchanged() assert.matches_snapshot() end',
    'local _ = function() workspace.on() workspace.snapshot() workspace.grep() end',
    'local _ = function() clock.all() clock.after() end',
    'it("adds", function() assert.equal(2, 1 + 1) end)',
  ];
  return `${words.join('\n')}\n`;
}

/**
 * A file whose scenario forks from a world with so many files of 1 KiB.
 * @param {number} count
 */
export function writeManyFiles(count) {
  const write = `for i = 1, ${count} do workspace.write_file("lib/m" .. i % 97 .. "/f" .. i .. ".ex", ("x"):rep(1024)) end`;
  return `${write}\nit("adds", function() assert.equal(2, 1 + 1) end)\n`;
}

/**
 * A file of scenarios in which chance rules: three tasks at once ask a busy model until it answers, read streams that break off, and
 * write to a disk that is full at times. Some of them fail, by chance too.
 * @param {number} file
 * @param {number} count
 */
export function writeChaos(file, count) {
  return `local function ask(prompt)
  for try = 1, 6 do
    local reply, failure = llm.try_call("haiku", prompt)
    if reply then return reply.text end
    clock.sleep(failure.retry_after_ms or (2 ^ try * 100 + random.integer(0, 50)))
  end
  return "gave up"
end

local function read(prompt)
  local text = ""
  local chunks, failure = llm.try_stream("sonnet", prompt)
  if not chunks then return failure.kind end
  for chunk in chunks do text = text .. (chunk.text or "") .. (chunk.fault and chunk.fault.kind or "") end
  return text
end

describe("file ${file}", function()
  before_each(function()
    llm.on{ contains = "plan" }:reply{ text = "plan", latency_ms = 40 }:sometimes(0.3, { kind = "rate_limit", retry_after_ms = 500 })
    llm.on{ contains = "code" }:reply("code"):sometimes(0.2, "overloaded"):sometimes(0.1, "timeout")
    llm.on{ contains = "tell" }:reply{ chunks = { "a", "b", "c" }, chunk_ms = 30 }:sometimes(0.3, "truncated")
    workspace.on("out/**"):disk_full(4000):optional()
  end)
  for i = 1, ${count} do
    it("chaos " .. i, function()
      local function task(name)
        return function()
          local text = ask("plan") .. ask("code " .. name) .. read("tell " .. i)
          pcall(workspace.append, "out/" .. name .. ".md", text .. random.uuid() .. tostring({}))
          clock.sleep(math.random(90))
          return clock.now()
        end
      end
      local ends = clock.all{ a = task("a"), b = task("b"), c = task("c") }
      print(ends.a, ends.b, ends.c, #llm.calls(), random.id("run"))
      assert.is_true(random.integer(1, 40) > 1, "by chance")
    end)
  end
end)
`;
}
