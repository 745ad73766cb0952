import { describe, expect, it } from 'vitest';
import { renderDefinitions } from '../../../src/cli/types/definition-file.js';
import { createDefinitions } from '../../../src/cli/types/definitions.js';
import { describeShape } from '../../../src/model/binding.js';
import { describeBindings } from '../../../src/world/describe-bindings.js';
import { openTestVm } from '../../vm/harness.js';
import { readDefinitions } from './luacats.js';

/** Types that the language server knows by itself. */
const BUILTIN = ['any', 'nil', 'boolean', 'string', 'number', 'integer', 'table', 'function', 'thread', 'userdata']; // prettier-ignore

const files = Object.entries(createDefinitions());
const all = files.map(([name, text]) => ({ name, text, ...readDefinitions(text) }));

describe('the definitions', () => {
  it('are valid Lua', async () => {
    const test = openTestVm();
    for (const [name, text] of files) {
      const [loaded, problem] = await test.run(
        `local fn, why = load([==[${text}]==], "@${name}") return fn ~= nil, why`,
      );
      expect([loaded, problem]).toEqual([true, undefined]);
    }
  });

  it('define every type that they speak of, once', () => {
    const defined = all.flatMap(({ classes }) => classes);
    expect(defined.length).toBe(new Set(defined).size);
    const unknown = all.flatMap(({ name, uses }) =>
      uses
        .filter((use) => !BUILTIN.includes(use.name) && !defined.includes(use.name))
        .map((use) => `${name}:${use.line}: ${use.name}`),
    );
    expect(unknown).toEqual([]);
  });

  it('have every function that is described, and every other name of one', () => {
    const defined = all.flatMap(({ values }) => values);
    const described = describeBindings().flatMap(({ functions, aliases = [] }) => [
      ...aliases,
      ...functions
        .filter(({ signature }) => !signature.startsWith(':'))
        .flatMap((fn) => [fn.name, ...(fn.aliases ?? [])]),
    ]);
    expect(described.length).toBeGreaterThan(60);
    expect(described.filter((name) => !defined.includes(name))).toEqual([]);
  });

  it('are the same every time', () => {
    expect(createDefinitions()).toEqual(Object.fromEntries(files));
  });
});

it('writes one binding with all that a description may have', () => {
  const text = renderDefinitions({
    name: 'lamp',
    summary: 'A lamp.',
    aliases: ['LAMP'],
    base: 'LampWords',
    types: [
      { ...describeShape('Lamp', 'One lamp.', [['watts?', 'integer | string', 'Its power.']]), receiver: 'lit' },
      { name: 'Color', summary: 'A color.', type: '"red" | "green"' },
    ],
    functions: [
      {
        name: 'lamp',
        signature: '(value, ...) -> ...',
        summary: 'Calls it.',
        example: 'lamp(1)',
        half: 'use',
      },
      { name: 'lamp.off', signature: ': Color', summary: 'No light.', example: 'lamp.off', half: 'use' },
      {
        name: 'lamp.find',
        signature: '<T>(list: T[], at?: integer) -> T, ...',
        overloads: ['(at: integer)'],
        aliases: ['lamp.get'],
        summary: 'Finds one.',
        example: 'lamp.find{}',
        half: 'use',
      },
      { name: 'lit:dim', signature: '() -> Lamp', summary: 'Less light.', example: 'lit:dim()', half: 'control' },
    ],
  });
  expect(text).toBe(`---@meta _
-- Written by \`moonrig types\`; changes are lost when it runs again.

---One lamp.
---@class Lamp
---@field watts? integer|string Its power.
local lit = {}

---Less light.
---
---\`\`\`lua
---lit:dim()
---\`\`\`
---
---In scenarios only; scripts under test do not have it.
---@return Lamp
function lit:dim() end

---A color.
---@alias Color "red"|"green"

---A lamp.
---@class moonrig.lamp: LampWords
---@field off Color No light.
---@overload fun(value: any, ...: any): ...: any
lamp = {}

---The same as lamp.
---@type moonrig.lamp
LAMP = {}

---Finds one.
---
---\`\`\`lua
---lamp.find{}
---\`\`\`
---@generic T
---@param list T[]
---@param at? integer
---@return T
---@return any ...
---@overload fun(at: integer)
function lamp.find(list, at) end

---Finds one.
---The same as lamp.find.
---
---\`\`\`lua
---lamp.find{}
---\`\`\`
---@generic T
---@param list T[]
---@param at? integer
---@return T
---@return any ...
---@overload fun(at: integer)
function lamp.get(list, at) end
`);
});

describe('the parser of these tests', () => {
  it.each([
    ['---@class', 'line 2'],
    ['---@field a string', 'a field needs a class'],
    ['---@param a string?!', 'nothing is expected'],
    ['---@param a string\nfunction f(b) end', '@param tells of a'],
    ['---@return table<string>', ',  is expected'],
    ['---@overload fun(a string)', ':  is expected'],
    ['---@overload fun(a: string', 'is expected'],
    ['---@alias A', 'is expected'],
    ['---@retrun string', 'unknown annotation @retrun'],
    ['--- @return string', 'neither'],
    ['local x = 5', 'neither'],
    ['function a:b.c() end', 'neither'],
  ])('refuses %j', (line, why) => {
    expect(() => readDefinitions(`---@meta _\n${line}\n`)).toThrow(why);
  });

  it('finds the types that are used, but for those a call brings', () => {
    const text =
      '---@meta _\n\n---@generic T\n---@param a T[]|table<K, fun(x: V): (W|"lit")?>\nfunction f(a) end\n\n---@type T\nx = {}\n';
    expect(readDefinitions(text).uses.map(({ name }) => name)).toEqual(['K', 'V', 'W', 'T']);
  });
});
