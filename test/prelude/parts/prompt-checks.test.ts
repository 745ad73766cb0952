import { describe, expect, it } from 'vitest';
import { openTestVm } from '../../vm/harness.js';

const PROMPT = `
local prompt = Prompt.new():section("Task", "Write a login"):section("Budget", "5 cents")
  :instruction("Answer with code."):bullet("Be brief"):bullet("No tests")
`;
const AS_TEXT =
  'local prompt = [[## Task\nWrite a login\n\n## Budget\n5 cents\n\nAnswer with code.\n\n- Be brief\n- No tests]]\n';

async function failures(source: string, prompt = PROMPT) {
  const vm = openTestVm();
  await vm.run(`${prompt} pcall(function() ${source} end)`);
  expect(vm.world.checks.count).toBeGreaterThan(0);
  return vm.world.checks.failures;
}

describe.each([
  ['a Prompt', PROMPT],
  ['its text', AS_TEXT],
  ['its messages', `${PROMPT} prompt = prompt:messages()\n`],
])('the checks of %s', (_, prompt) => {
  it.each([
    'assert.prompt(prompt):has_section("Task"):has_section("Task", "login"):has_no_section("Tests")',
    'assert.prompt(prompt):sections{ "Task", "Budget" }',
    'assert.prompt(prompt):has_instruction("with code"):has_no_instruction("politely")',
    'assert.prompt(prompt):has_bullet("brief"):has_bullet("No tests"):has_no_bullet("Task")',
    'assert.prompt(prompt):tokens_below(30)',
  ])('hold: %s', async (source) => {
    expect(await failures(source, prompt)).toEqual([]);
  });

  it.each([
    [
      'assert.prompt(prompt):has_section("Tsak", nil, "what to do")',
      {
        check: 'prompt:has_section',
        message: 'what to do\nexpected a section "Tsak"',
        actual: '"Task"\n"Budget"',
      },
    ],
    [
      'assert.prompt(prompt):has_section("Budget", "9 cents")',
      { message: 'expected the section "Budget" to contain "9 cents"', actual: expect.stringContaining('5 cents') },
    ],
    [
      'assert.prompt(prompt):has_no_section("Task")',
      { check: 'prompt:has_no_section', message: 'expected no section "Task"' },
    ],
    [
      'assert.prompt(prompt):sections({ "Budget", "Task" })',
      { check: 'prompt:sections', expected: '"Budget"\n"Task"', actual: '"Task"\n"Budget"' },
    ],
    [
      'assert.prompt(prompt):has_bullet("Be kind", "tone")',
      { message: 'tone\nexpected a bullet with "Be kind"', actual: '"Be brief"\n"No tests"' },
    ],
    [
      'assert.prompt(prompt):has_no_bullet("brief")',
      { message: 'expected no bullet with "brief"', actual: '"Be brief"' },
    ],
    ['assert.prompt(prompt):has_instruction("politely")', { message: 'expected an instruction with "politely"' }],
    [
      'assert.prompt(prompt):tokens_below(10)',
      { message: expect.stringMatching(/^expected about fewer than 10 tokens, got about 2\d /) },
    ],
  ])('fail: %s', async (source, failure) => {
    expect(await failures(source, prompt)).toMatchObject([failure]);
  });
});

describe('assert.prompt', () => {
  it('can be negated and soft', async () => {
    expect(await failures('check.is_not.prompt(prompt):has_section("Task"):has_no_section("Task")')).toMatchObject([
      { check: 'check.prompt:has_no_section' },
    ]);
  });

  it.each([
    ['assert.prompt()', 'assert.prompt: a prompt is expected'],
    ['assert.prompt(5)', 'assert.prompt: a prompt is expected (a text, a Prompt, or messages), got 5'],
    ['assert.prompt("x"):has_section(5)', 'prompt:has_section: a string is expected, got number'],
    ['assert.prompt("x").has_section("a")', 'prompt:has_section: is called with a colon'],
    ['assert.prompt("x"):has_bullet()', '2 values are expected'],
  ])('is an error for %s', async (source, message) => {
    expect(await openTestVm().fail(source)).toContain(message);
  });
});
