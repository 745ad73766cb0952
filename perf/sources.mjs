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
