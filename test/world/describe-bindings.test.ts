import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseSignature, parseType } from '../../src/model/signature.js';
import { describeBindings } from '../../src/world/describe-bindings.js';
import { openTestVm } from '../vm/harness.js';

const bindings = describeBindings();
const functions = bindings.flatMap((binding) => binding.functions);
const types = bindings.flatMap((binding) => binding.types ?? []);
const test = openTestVm();

describe('every description', () => {
  it.each(functions.map(({ name, signature, overloads = [] }) => [name, [signature, ...overloads]] as const))(
    '%s has signatures that can be read',
    (_, signatures) => {
      for (const signature of signatures) expect(() => parseSignature(signature)).not.toThrow();
    },
  );

  it.each(types.map((type) => [type.name, type] as const))('%s has types that can be read', (_, type) => {
    const texts = 'fields' in type ? type.fields.map((field) => field.type) : [type.type];
    for (const text of texts) expect(() => parseType(text)).not.toThrow();
  });

  it.each(functions.map((fn) => [fn.name, fn] as const))('%s has an example that is Lua', async (_, { example }) => {
    const code = example.replaceAll('…', ' ');
    const source = `local source = [==[${code}]==] return load(source) ~= nil or load("return " .. source) ~= nil`;
    expect(await test.run(source)).toEqual([true]);
  });

  it('of a method has a shape to be called on', () => {
    const tables = bindings.map(({ name }) => name);
    const receivers = types.flatMap((type) => ('fields' in type && type.receiver ? [type.receiver] : []));
    const methods = functions.filter(({ name }) => name.includes(':'));
    expect(methods.filter(({ name }) => ![...tables, ...receivers].includes(name.split(':')[0] ?? ''))).toEqual([]);
  });

  it('stands alone under its names', () => {
    const names = functions.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
    expect(names.length).toBe(new Set(names).size);
  });
});

it('every global of a scenario file that Lua does not have itself is described', async () => {
  const own = new Set(bindings.flatMap(({ name, aliases = [] }) => [name, ...aliases]));
  const words = new Set(functions.flatMap(({ name, aliases = [] }) => [name, ...aliases]));
  const [names] = await test.run(`
    local names = {}
    for name in pairs(_G) do names[#names + 1] = name end
    table.sort(names)
    return names`);
  const lua =
    /^(?:_G|_VERSION|assert|collectgarbage|coroutine|debug|error|getmetatable|ipairs|load|math|next|os|pairs|pcall|print|raw\w+|require|select|setmetatable|string|table|tonumber|tostring|type|utf8|xpcall)$/;
  const harness = /^(?:probe|keep|inspect|rig_same)$/;
  const rest = (names as string[]).filter((name) => !lua.test(name) && !harness.test(name));
  expect(rest.length).toBeGreaterThan(20);
  expect(rest.filter((name) => !own.has(name) && !words.has(name))).toEqual([]);
});

it('every check of the prelude is described, by a function or a field', async () => {
  const parts = readdirSync('src/prelude/parts').map((file) => file.replace(/\.lua$/, ''));
  expect(parts.length).toBeGreaterThan(1);
  for (const part of parts) await test.run(`probe.load_part("${part}")`);
  const [names] = await test.run(`
    local names = {}
    for name in pairs(probe.assertions) do names[#names + 1] = name end
    table.sort(names)
    return names`);
  const fields = types.flatMap((type) => ('fields' in type ? type.fields.map(({ name }) => name) : []));
  const described = [...functions.flatMap(({ name, aliases = [] }) => [name, ...aliases]), ...fields];
  const known = new Set(described.map((name) => name.split(/[.:]/).at(-1)));
  const isKnown = (name: string) => ['', 'is_', 'has_', 'was_'].some((form) => known.has(`${form}${name}`));
  expect((names as string[]).filter((name) => !isKnown(name))).toEqual([]);
});

describe('the words of assert', () => {
  const words = types.find(({ name }) => name === 'AssertWords');
  const names = words !== undefined && 'fields' in words ? words.fields.map(({ name }) => name) : [];

  it('follow from its checks', () => {
    expect(names).toEqual(
      expect.arrayContaining(['are', 'has_no', 'is_not_true', 'error', 'has_no_error', 'not_same']),
    );
    expect(names).not.toContain('is_not_nil');
    expect(names).not.toContain('equal');
  });

  it.each(names)('%s leads on', async (name) => {
    expect(await test.run(`return assert.${name} ~= nil and assert.are.same ~= nil`)).toEqual([true]);
  });
});
