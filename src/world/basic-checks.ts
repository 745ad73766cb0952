import type { BindingDescription } from '../model/binding.js';

const example = (code: string) => `assert.${code}`;
const check = (name: string, signature: string, summary: string, code: string) =>
  ({
    name: name === '' ? 'assert' : `assert.${name}`,
    signature,
    summary,
    example: example(code),
    half: 'control',
  }) as const;

/** `assert` with the first of its checks. */
export const basicChecks: BindingDescription = {
  name: 'assert',
  summary: 'Checks. A failed one fails the scenario, whether or not a pcall catches the error it raises.',
  functions: [
    {
      ...check('', '(value, message?) -> ...', 'The value is neither nil nor false.', ''),
      example: 'assert(reply.text ~= "", "no text")',
    },
    check('is_true', '(value, note?)', 'The value is true, not only truthy.', 'is_true(result.success)'),
    check('is_false', '(value, note?)', 'The value is false, not nil.', 'is_false(result.success)'),
    check('is_nil', '(value, note?)', 'The value is nil.', 'is_nil(result.error)'),
    check('is_not_nil', '(value, note?)', 'The value is anything but nil.', 'is_not_nil(result.code)'),
    {
      ...check(
        'equal',
        '(expected, actual, note?)',
        "Equal as Lua's == has it; tables by identity.",
        'equal("autonomous", result.decision)',
      ),
      aliases: ['assert.equals'],
    },
    check('not_equal', '(unwanted, actual, note?)', 'Not equal.', 'not_equal(first.id, second.id)'),
    check(
      'same',
      '(expected, actual, note?)',
      'The same content through and through.',
      'same({ decision = "escalated" }, result)',
    ),
    {
      ...check(
        'has_error',
        '(fn, expected?, note?) -> any',
        'The function raises, and raises what is expected.',
        'has_error(function() rule(nil) end)',
      ),
      aliases: ['assert.errors'],
    },
    {
      ...check(
        'matches',
        '(pattern, text, note?)',
        'The text matches the Lua pattern.',
        'matches("^defmodule", result.code)',
      ),
      aliases: ['assert.match'],
    },
    check(
      'near',
      '(expected, actual, tolerance, note?)',
      'Two numbers differ by at most the tolerance.',
      'near(0.95, result.confidence, 0.001)',
    ),
    {
      ...check(
        'contains',
        '(container, item, note?)',
        'A text holds a text, or a table a value.',
        'contains(prompt:render(), "Budget")',
      ),
      aliases: ['assert.contain'],
    },
    check(
      'matches_snapshot',
      '(value: any, name?: string, note?: string)',
      'The value is the one kept in __snapshots__; run --update takes a changed one.',
      'matches_snapshot(prompt:render(), "prompt")',
    ),
    check(
      'matches_inline_snapshot',
      '(value: any, text?: string, note?: string)',
      'The value is the one in the text, which the run writes into this call.',
      'matches_inline_snapshot(result)',
    ),
  ],
};
