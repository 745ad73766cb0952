import type { BindingDescription, FunctionDescription } from '../model/binding.js';

type Row = readonly [name: string, signature: string, summary: string, example: string];

const describe = (rows: readonly Row[]): FunctionDescription[] =>
  rows.map(([name, signature, summary, example]) => ({ name, signature, summary, example, half: 'control' }));

const spies = describe([
  [
    'spy.new',
    '(fn?: function) -> any',
    'A function that notes its calls by value, and calls fn.',
    'local saved = spy.new(function() end)',
  ],
  ['spy.on', '(target: table, key: any) -> any', 'Puts a spy in a function’s place.', 'spy.on(store, "save")'],
  ['spy.is_spy', '(value: any) -> boolean', 'Whether a value is a spy or a stub.', 'spy.is_spy(store.save)'],
]);

const stubs = describe([
  [
    'stub.new',
    '(target?: table, key?: any, ...: any) -> any',
    'Puts a function that returns the values given in another’s place; stub(…) is the same.',
    'stub(store, "save").on_call_with(1).returns(true)',
  ],
]);

const mocks = describe([
  [
    'mock.new',
    '(target: table, is_stub?: boolean) -> table',
    'Puts spies, or stubs, in the place of all functions of a table; mock(…) is the same.',
    'mock(store, true)',
  ],
  ['mock.revert', '(target: table) -> table', 'Puts the functions back.', 'mock.revert(store)'],
  ['mock.clear', '(target: table) -> table', 'Forgets the calls so far.', 'mock.clear(store)'],
]);

const matchers = describe([
  [
    'match.is_same',
    '(wanted: any) -> any',
    'Stands for an argument with this content; every check of a value’s kind is there too: match.is_string().',
    'assert.spy(saved).was.called_with(match._, match.is_same({ id = 1 }))',
  ],
  ['match.is_ref', '(wanted: any) -> any', 'Stands for this very table or function.', 'match.is_ref(store)'],
  ['match.has_match', '(pattern: string) -> any', 'Stands for a text that matches.', 'match.has_match("^epic")'],
  [
    'match.is_near',
    '(wanted: number, tolerance: number) -> any',
    'Stands for a number nearby.',
    'match.is_near(1, 0.1)',
  ],
  [
    'match.is_all_of',
    '(...: any) -> any',
    'Stands for what all of these accept; is_any_of and is_none_of are there too.',
    'match.is_all_of(match.is_number(), match.is_not_nil())',
  ],
]);

/** Stand-ins for functions and for arguments, in the words of luassert. */
export const doubleDescriptions: readonly BindingDescription[] = [
  { name: 'spy', summary: 'Functions that note how they are called; assert.spy(s) checks it.', functions: spies },
  { name: 'stub', summary: 'Functions that answer by rules, and note how they are called.', functions: stubs },
  { name: 'mock', summary: 'Tables whose functions are spies or stubs.', functions: mocks },
  {
    name: 'match',
    summary: 'Stand-ins for arguments that are not known exactly; match._ is any.',
    functions: matchers,
  },
];
