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

/** A file that brings in every part of the prelude. */
export function writeAllParts() {
  const words = [
    'local _ = { spy, stub, mock, match, property, gen, check, eventually, any, insulate }',
    'local _ = function() assert:register() assert.json_schema() assert.cost_below() assert.trajectory() end',
    'local _ = function() assert.tool_called() assert.prompt() assert.workspace.unchanged() assert.matches_snapshot() end',
    'it("adds", function() assert.equal(2, 1 + 1) end)',
  ];
  return `${words.join('\n')}\n`;
}
