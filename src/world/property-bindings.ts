import { type BindingDescription, describeShape } from '../model/binding.js';
import { rows } from './prelude-bindings.js';

/** `property` and `gen`, which a part of the prelude makes when a file names them. */
export const propertyBindings: readonly BindingDescription[] = [
  {
    name: 'property',
    summary: 'Scenarios that hold for all values of some generators.',
    functions: rows('control', [
      [
        'property',
        '(name: string, ...)',
        'Behind the name stand options (or none), generators, and a function of their values. Each case runs in a fork; one that fails is made as simple as it goes. Options as for it, and cases (100) and seed.',
        'property("never decides a low epic", gen.record{ wsjf = gen.integer(0, 30) }, function(epic) … end)',
      ],
    ]),
  },
  {
    name: 'gen',
    types: [
      describeShape('Generator', 'What makes values.', [
        ['map', 'fun(self: Generator, fn: fun(value: any): any): Generator', 'What the function makes of a value.'],
        ['filter', 'fun(self: Generator, accepts: fun(value: any): any): Generator', 'Only what is accepted.'],
      ]),
    ],
    summary: 'Generators of values for properties. Other values stand for themselves, tables for records.',
    functions: rows('control', [
      [
        'gen.integer',
        '(low?: number, high?: number) -> Generator',
        'A whole number; simpler toward 0.',
        'gen.integer(0, 100)',
      ],
      [
        'gen.float',
        '(low?: number, high?: number) -> Generator',
        'A float; whole ones are simpler.',
        'gen.float(0, 1)',
      ],
      ['gen.number', '() -> Generator', 'Any number: huge ones, infinities and NaN too.', 'gen.number()'],
      ['gen.boolean', '() -> Generator', 'false or true.', 'gen.boolean()'],
      [
        'gen.string',
        '(min?: integer, max?: integer, alphabet?: string) -> Generator',
        'A text of so many characters.',
        'gen.string(1, 8, "abc")',
      ],
      ['gen.bytes', '(min?: integer, max?: integer) -> Generator', 'A text of any bytes.', 'gen.bytes(0, 64)'],
      ['gen.constant', '(value) -> Generator', 'This value.', 'gen.constant("epic")'],
      [
        'gen.elements',
        '(list: any[]) -> Generator',
        'One of these values; earlier are simpler.',
        'gen.elements{ "low", "high" }',
      ],
      [
        'gen.one_of',
        '(...: Generator) -> Generator',
        'What one of them makes; earlier are simpler.',
        'gen.one_of(gen.integer(), gen.string())',
      ],
      [
        'gen.frequency',
        '(rows: any[]) -> Generator',
        'The same with weights.',
        'gen.frequency{ { 9, gen.integer(0, 100) }, { 1, gen.number() } }',
      ],
      ['gen.maybe', '(generator: Generator) -> Generator', 'nil, or what it makes.', 'gen.maybe(gen.string())'],
      [
        'gen.list',
        '(generator: Generator, min?: integer, max?: integer) -> Generator',
        'A list of so many items.',
        'gen.list(gen.string(1, 5), 0, 10)',
      ],
      [
        'gen.tuple',
        '(...: Generator) -> Generator',
        'A list of one of each.',
        'gen.tuple(gen.string(), gen.integer())',
      ],
      [
        'gen.record',
        '(fields: table) -> Generator',
        'A table with these fields.',
        'gen.record{ wsjf = gen.integer(0, 100), owner = { name = gen.string() } }',
      ],
      [
        'gen.map_of',
        '(keys, values, min?: integer, max?: integer) -> Generator',
        'A table with so many keys.',
        'gen.map_of(gen.string(1, 3), gen.boolean())',
      ],
      [
        'gen.recursive',
        '(leaf, extend: fun(generator: Generator): Generator, depth?: integer) -> Generator',
        'Values that hold values of the same kind.',
        'gen.recursive(gen.integer(), function(value) return gen.list(value) end)',
      ],
      [
        'gen.map',
        '(generator: Generator, fn: fun(value: any): any) -> Generator',
        'What the function makes of a value; generator:map(fn) too.',
        'gen.map(gen.integer(0, 50), function(n) return n * 2 end)',
      ],
      [
        'gen.filter',
        '(generator: Generator, accepts: fun(value: any): any) -> Generator',
        'Only what is accepted; after 20 refusals the case is discarded. generator:filter(accepts) too.',
        'gen.filter(gen.string(), function(text) return text ~= "" end)',
      ],
      [
        'gen.such_that',
        '(generator: Generator, accepts: fun(value: any): any) -> Generator',
        'The same as gen.filter.',
        'gen.such_that(gen.integer(), function(n) return n % 2 == 1 end)',
      ],
      [
        'gen.build',
        '(fn: fun(draw: (fun(generator: Generator): any)): any) -> Generator',
        'What a function makes that draws as it needs.',
        'gen.build(function(draw) return draw(gen.integer(0, draw(gen.integer(1, 9)))) end)',
      ],
      [
        'gen.assume',
        '<T>(condition: T) -> T',
        'In a property: discards the case where the condition does not hold.',
        'gen.assume(epic.wsjf > 0)',
      ],
    ]),
  },
];
