import { describeShape, type FunctionDescription, type TypeDescription } from '../model/binding.js';

type Row = readonly [name: string, signature: string, summary: string, example: string, ...aliases: string[]];

const ROWS: readonly Row[] = [
  ['truthy', '(value, note?)', 'The value is neither nil nor false.', 'truthy(reply.text)', 'is_truthy'],
  ['falsy', '(value, note?)', 'The value is nil or false.', 'falsy(result.error)', 'falsey', 'is_falsy'],
  ...(['boolean', 'number', 'string', 'table', 'function', 'thread', 'userdata'] as const).map(
    (kind): Row => [`is_${kind}`, '(value, note?)', `The value is a ${kind}.`, `is_${kind}(result.value)`],
  ),
  [
    'is_callable',
    '(value, note?)',
    'The value is a function, or a table that can be called.',
    'is_callable(hooks.before)',
  ],
  [
    'has_error_matches',
    '(fn: fun(), pattern: string, init?: integer | string, plain?: boolean, note?: string) -> ...',
    'The function raises a text that matches the Lua pattern; gives its captures.',
    'has_error_matches(function() rule(nil) end, "epic is missing")',
    'error_matches',
    'errors_match',
    'error_match',
    'matches_error',
    'match_error',
  ],
  [
    'is_unique',
    '(list: any[], deep?: boolean | string, note?: string)',
    'No two values of the list are equal; with deep, by content.',
    'is_unique({ 1, 2, 3 })',
  ],
  [
    'has_property',
    '(key, value: table, ...)',
    'The table has something under the key; given a third value, just that.',
    'has_property("decision", result)',
  ],
  ['returned_arguments', '(count: integer, ...)', 'So many values follow.', 'returned_arguments(2, pcall(print))'],
];

const checks = ROWS.map(
  ([name, signature, summary, example, ...aliases]): FunctionDescription => ({
    name: `assert.${name}`,
    signature,
    summary,
    example: `assert.${example}`,
    half: 'control',
    ...(aliases.length > 0 && { aliases: aliases.map((alias) => `assert.${alias}`) }),
  }),
);

const tools: readonly Omit<FunctionDescription, 'half'>[] = [
  {
    name: 'assert.message',
    signature: '(text) -> moonrig.assert',
    summary: 'A note for the check that follows.',
    example: 'assert.message("after the retry").equal(2, #llm.calls())',
  },
  {
    name: 'assert.spy',
    signature: '(double: Spy | Stub) -> SpyChecks',
    aliases: ['assert.stub'],
    summary: 'What was done with a spy or a stub.',
    example: 'assert.spy(notify).was.called_with("done")',
  },
  {
    name: 'assert.array',
    signature: '(list: table) -> ArrayChecks',
    summary: 'Whether a list is one.',
    example: 'assert.array({ 1, 2 }).has_no_holes()',
  },
  {
    name: 'assert:register',
    signature:
      '(kind: "assertion" | "modifier" | "matcher", name: string, fn: fun(state: table, arguments: table, level: integer): any, positive?: string, negative?: string)',
    summary: 'Adds a check, a word or a matcher of your own, as in luassert.',
    example: 'assert:register("assertion", "even", function(_, args) return args[1] % 2 == 0 end)',
  },
  {
    name: 'assert:unregister',
    signature: '(kind: "assertion" | "modifier" | "matcher", name: string)',
    summary: 'Takes it away again.',
    example: 'assert:unregister("assertion", "even")',
  },
  {
    name: 'assert:add_formatter',
    signature: '(fn: fun(value: any): string?)',
    summary: 'Shows values in failures, where it gives a text.',
    example: 'assert:add_formatter(function(value) return value == json.null and "null" or nil end)',
  },
  {
    name: 'assert:remove_formatter',
    signature: '(fn: fun(value: any): string?)',
    summary: 'Takes a formatter away again.',
    example: 'assert:remove_formatter(show_money)',
  },
  {
    name: 'assert:set_parameter',
    signature: '(name: string, value)',
    summary: 'Keeps a value for checks of your own.',
    example: 'assert:set_parameter("currency", "EUR")',
  },
  {
    name: 'assert:get_parameter',
    signature: '(name: string) -> any',
    summary: 'The value that was kept.',
    example: 'local currency = assert:get_parameter("currency")',
  },
  {
    name: 'assert:snapshot',
    signature: '() -> AssertSnapshot',
    summary: 'The doubles, formatters and parameters of now, to come back to.',
    example: 'local before = assert:snapshot()',
  },
];

/** Checks of `assert` that need no host function of their own, and what hangs off it besides. */
export const moreChecks: readonly FunctionDescription[] = [
  ...checks,
  ...tools.map((tool): FunctionDescription => ({ ...tool, half: 'control' })),
];

const counted = (summary: string) => ['fun(times: integer, note?: string)', summary] as const;

/** What they take and give. */
export const checkTypes: readonly TypeDescription[] = [
  describeShape('SpyChecks', 'What can be checked of a spy.', [
    ['was', 'SpyChecks', 'A check follows.'],
    ['was_not', 'SpyChecks', 'The opposite of a check follows.'],
    ['called', 'fun(times?: integer, note?: string)', 'It was called, or called so often.'],
    ['was_called', 'fun(times?: integer, note?: string)', 'The same as called.'],
    ['was_not_called', 'fun(note?: string)', 'It was never called.'],
    ['called_at_least', ...counted('It was called so often or more.')],
    ['called_at_most', ...counted('It was called so often or less.')],
    ['called_more_than', ...counted('It was called more often.')],
    ['called_less_than', ...counted('It was called less often.')],
    ['called_with', 'fun(...: any)', 'One of its calls had these values, or matchers for them.'],
    ['was_called_with', 'fun(...: any)', 'The same as called_with.'],
    ['was_not_called_with', 'fun(...: any)', 'No call had these values.'],
    ['returned_with', 'fun(...: any)', 'One of its calls returned these values.'],
  ]),
  describeShape('ArrayChecks', 'What can be checked of a list.', [
    [
      'has_holes',
      'fun(length?: integer, note?: string)',
      'Some position up to its last, or to the length, holds nothing.',
    ],
    ['has_no_holes', 'fun(length?: integer, note?: string)', 'Every position holds something.'],
  ]),
  describeShape('AssertSnapshot', 'A moment to come back to.', [
    ['revert', 'fun()', 'Puts back all that changed since.'],
  ]),
];
