import {
  type BindingDescription,
  describeShape,
  type FunctionDescription,
  type TypeDescription,
} from '../model/binding.js';

type Row = readonly [name: string, signature: string, summary: string, example: string];

const rows = (list: readonly Row[]): FunctionDescription[] =>
  list.map(([name, signature, summary, example]) => ({ name, signature, summary, example, half: 'control' }));

const ANY_FUNCTION = 'fun(...: any): ...';

const SPY_FIELDS = [
  ['calls', 'table[]', 'The calls so far, each with its values by content (vals) and as they were (refs).'],
  ['returnvals', 'table[]', 'What they returned, in the same way.'],
] as const;

const SPY: TypeDescription = {
  ...describeShape('Spy', 'A function that notes how it is called.', SPY_FIELDS),
  receiver: 'double',
};

const STUB = describeShape('Stub', 'A spy that answers as it is told.', [
  ...SPY_FIELDS,
  ['returns', 'fun(...: any): Stub', 'Returns these values from now on.'],
  ['invokes', `fun(fn: ${ANY_FUNCTION}): Stub`, 'Calls this function from now on.'],
  ['by_default', 'StubAnswers', 'What it does where no other rule fits.'],
  ['on_call_with', 'fun(...: any): StubAnswers', 'What it does for these values, or matchers for them.'],
  ['clear', 'fun(self: Stub): Stub', 'Forgets the calls.'],
  ['revert', 'fun(self: Stub): any', 'Puts back what it stands in for.'],
]);

const STUB_ANSWERS = describeShape('StubAnswers', 'What a stub does for some calls.', [
  ['returns', 'fun(...: any): Stub', 'Returns these values.'],
  ['invokes', `fun(fn: ${ANY_FUNCTION}): Stub`, 'Calls this function.'],
]);

const KINDS = [
  'true',
  'false',
  'nil',
  'boolean',
  'number',
  'string',
  'table',
  'function',
  'thread',
  'userdata',
] as const;

/** Doubles of functions, and stand-ins for their arguments; the words are luassert's. */
export const doubleBindings: readonly BindingDescription[] = [
  {
    name: 'spy',
    summary: 'Functions that note how they are called.',
    types: [SPY],
    functions: rows([
      ['spy', `(fn?: ${ANY_FUNCTION}) -> Spy`, 'A spy around a function; the same as spy.new.', 'local notify = spy()'],
      ['spy.new', `(fn?: ${ANY_FUNCTION}) -> Spy`, 'A spy around a function.', 'local notify = spy.new(send)'],
      [
        'spy.on',
        '(target: table, key) -> Spy',
        'Puts a spy in the place of a table’s function.',
        'spy.on(mailer, "send")',
      ],
      ['spy.is_spy', '(value) -> boolean', 'Whether a value is a spy or a stub.', 'assert.is_true(spy.is_spy(notify))'],
      ['double:clear', '() -> Spy', 'Forgets the calls.', 'notify:clear()'],
      ['double:revert', '() -> any', 'Puts back what it stands in for.', 'mailer.send:revert()'],
      [
        'double:called',
        '(times?: integer) -> boolean, integer',
        'Whether it was called, and how often.',
        'notify:called(2)',
      ],
      [
        'double:called_with',
        '(values: table) -> boolean',
        'Whether a call had these values.',
        'notify:called_with({ "done", n = 1 })',
      ],
      [
        'double:returned_with',
        '(values: table) -> boolean',
        'Whether a call returned them.',
        'notify:returned_with({ true, n = 1 })',
      ],
    ]),
  },
  {
    name: 'stub',
    summary: 'Spies that do not call what they stand in for.',
    types: [STUB, STUB_ANSWERS],
    functions: rows([
      [
        'stub',
        '(target?: table, key?: any, ...) -> Stub',
        'Puts a stub in the place of a table’s function; it returns what follows. The same as stub.new.',
        'stub(mailer, "send").returns(true)',
      ],
      ['stub.new', '(target?: table, key?: any, ...) -> Stub', 'A stub.', 'local send = stub.new()'],
      [
        'stub.is_stub',
        '(value) -> boolean',
        'Whether a value is a stub or a spy.',
        'assert.is_true(stub.is_stub(send))',
      ],
    ]),
  },
  {
    name: 'mock',
    summary: 'All functions of a table as spies or stubs.',
    functions: rows([
      [
        'mock',
        '(target: table, is_stub?: boolean, answer?: any) -> table',
        'Makes spies of a table’s functions, or stubs. The same as mock.new.',
        'local mailer = mock({ send = function() end }, true)',
      ],
      ['mock.new', '<T>(target: T, is_stub?: boolean, answer?: any) -> T', 'The same.', 'mock.new(mailer)'],
      ['mock.clear', '<T>(target: T) -> T', 'Forgets the calls of all of them.', 'mock.clear(mailer)'],
      ['mock.revert', '<T>(target: T) -> T', 'Puts all of them back.', 'mock.revert(mailer)'],
    ]),
  },
  {
    name: 'match',
    summary: 'Stand-ins for values that are not known exactly, in called_with and on_call_with.',
    base: 'MatchWords',
    types: [
      describeShape('Matcher', 'A stand-in; some values are accepted.', []),
      describeShape(
        'MatchWords',
        'What may stand behind match. too: words before a matcher.',
        (['is', 'is_not', 'has', 'has_no', 'are', 'are_not'] as const).map((word) => [
          word,
          'moonrig.match',
          'Any matcher follows.',
        ]),
      ),
    ],
    functions: rows([
      ['match._', ': Matcher', 'Accepts anything.', 'assert.spy(send).was.called_with(match._, "done")'],
      ...[...KINDS, 'truthy', 'falsy', 'callable'].map(
        (kind): Row => [`match.is_${kind}`, '() -> Matcher', `Accepts what is ${kind}.`, `match.is_${kind}()`],
      ),
      ['match.equals', '(value) -> Matcher', 'Accepts what == the value.', 'match.equals(5)'],
      ['match.same', '(value) -> Matcher', 'Accepts the same content.', 'match.same({ id = 1 })'],
      ['match.is_ref', '(value) -> Matcher', 'Accepts this very table or function.', 'match.is_ref(task)'],
      [
        'match.matches',
        '(pattern: string, init?: integer, plain?: boolean) -> Matcher',
        'Accepts texts that match.',
        'match.matches("^def")',
      ],
      [
        'match.near',
        '(expected: number, tolerance: number) -> Matcher',
        'Accepts numbers that are near.',
        'match.near(0.9, 0.05)',
      ],
      ['match.is_unique', '(deep?: boolean) -> Matcher', 'Accepts lists whose values all differ.', 'match.is_unique()'],
      [
        'match.all_of',
        '(...) -> Matcher',
        'Accepts what all of these accept.',
        'match.all_of(match.is_string(), match.matches("x"))',
      ],
      ['match.any_of', '(...) -> Matcher', 'Accepts what one of these accepts.', 'match.any_of("low", "high")'],
      ['match.none_of', '(...) -> Matcher', 'Accepts what none of these accepts.', 'match.none_of(match.is_nil())'],
      ['match.is_matcher', '(value) -> boolean', 'Whether a value is a matcher.', 'match.is_matcher(match._)'],
    ]),
  },
];
