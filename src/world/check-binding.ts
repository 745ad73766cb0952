import type { Address } from '../model/address.js';
import { answerValue } from '../model/dispatch.js';
import type { Failure } from '../model/outcome.js';
import { isValueMap, type Value } from '../model/value.js';
import type { Binding, HostCall } from './host-function.js';
import type { World } from './world.js';

/** Adds a failed check to the verdict and to the journal. */
export function failCheck(world: World, call: HostCall, failure: Failure): void {
  const at: Address | undefined = call.site.address();
  const excerpt = at === undefined ? undefined : world.base.book.excerpt(at);
  world.checks.fail({ ...failure, ...(at && { at }), ...(excerpt && { excerpt }) });
  world.note(call.site, 'check.failed', `${failure.check}: ${failure.message.split('\n', 1)[0]}`);
}

function readFailure(value: Value): Failure {
  const map = isValueMap(value) ? value : {};
  const text = (key: string) => (typeof map[key] === 'string' ? map[key] : undefined);
  const [expected, actual, differsAt] = [text('expected'), text('actual'), text('differs_at')];
  return {
    check: text('check') ?? 'check',
    message: text('message') ?? 'failed',
    ...(expected !== undefined && { expected }),
    ...(actual !== undefined && { actual }),
    ...(differsAt && { differsAt }),
  };
}

const example = (code: string) => `assert.${code}`;
const check = (name: string, signature: string, summary: string, code: string) =>
  ({
    name: name === '' ? 'assert' : `assert.${name}`,
    signature,
    summary,
    example: example(code),
    half: 'control',
  }) as const;

/** `assert`: the verdict is made of what these tell. */
export const checkBinding: Binding = {
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
    check(
      'equal',
      '(expected, actual, note?)',
      "Equal as Lua's == has it; tables by identity.",
      'equal("autonomous", result.decision)',
    ),
    check('not_equal', '(unwanted, actual, note?)', 'Not equal.', 'not_equal(first.id, second.id)'),
    check(
      'same',
      '(expected, actual, note?)',
      'The same content through and through.',
      'same({ decision = "escalated" }, result)',
    ),
    check(
      'has_error',
      '(fn, expected?, note?) -> error',
      'The function raises, and raises what is expected.',
      'has_error(function() rule(nil) end)',
    ),
    check(
      'matches',
      '(pattern, text, note?)',
      'The text matches the Lua pattern.',
      'matches("^defmodule", result.code)',
    ),
    check(
      'near',
      '(expected, actual, tolerance, note?)',
      'Two numbers differ by at most the tolerance.',
      'near(0.95, result.confidence, 0.001)',
    ),
    check(
      'contains',
      '(container, item, note?)',
      'A text holds a text, or a table a value.',
      'contains(prompt:render(), "Budget")',
    ),
  ],
  internal: {
    'check.passed': (call) => {
      call.world.checks.pass();
      call.world.note(call.site, 'check', `${String(call.args[0])} held`);
      return answerValue();
    },
    'check.failed': (call) => {
      failCheck(call.world, call, readFailure(call.args[0]));
      return answerValue();
    },
    'check.consume': ({ world }) => {
      world.checks.consume();
      return answerValue();
    },
  },
};
