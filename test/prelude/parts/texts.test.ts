import { describe, expect, it } from 'vitest';
import { openTestVm } from '../../vm/harness.js';

/** The one failure that a check leaves. */
async function failure(source: string) {
  const vm = openTestVm();
  await vm.fail(source);
  expect(vm.world.checks.failures).toHaveLength(1);
  return vm.world.checks.failures[0];
}

async function holds(source: string) {
  const vm = openTestVm();
  const values = await vm.run(source);
  expect([vm.world.checks.count, vm.world.checks.failures]).toEqual([1, []]);
  return values;
}

describe('contains_text holds', () => {
  it.each([
    'assert.contains_text("one two", "two")',
    'assert.contains_text("a.b", { "a.", ".b" })',
    'assert.contains_text({ text = "a reply" }, "reply")',
    'assert.contains_text(Prompt.new():section("Task", "x"), "## Task")',
    'assert.not_contains_text("one", { "two", "three" })',
  ])('%s', async (source) => {
    await holds(source);
  });
});

describe('contains_text fails', () => {
  it('with what comes nearest', async () => {
    const text = 'Budget\\nbe  brief\\nOptimize for speed';
    expect(
      await failure(`assert.contains_text("${text}", { "BUDGET", "be brief", "Optimize for cost", "zzz", "Bud" })`),
    ).toMatchObject({
      check: 'contains_text',
      message: [
        'expected the text to contain what is not in it',
        '  "BUDGET": with other capitals it is in line 1',
        '  "be brief": with other white space it is there',
        '  "Optimize for cost": line 3 has its beginning, "Optimize for "',
        '  "zzz"',
      ].join('\n'),
      actual: '"Budget\\nbe  brief\\nOptimize for speed"',
    });
  });

  it('negated, for any of the texts', async () => {
    expect(await failure('assert.not_contains_text("a\\nb", { "x", "b" })')).toMatchObject({
      message: 'expected the text not to contain\n  "b": it is in line 2',
    });
  });

  it('is an error without texts', async () => {
    expect(await openTestVm().fail('assert.contains_text("a", {})')).toContain('at least one text is expected');
    expect(await openTestVm().fail('assert.contains_text(nil, "a")')).toContain('a reply is expected first, got nil');
  });
});

describe('in_order', () => {
  it.each([
    'assert.in_order("a b a c", { "a", "a", "c" })',
    'assert.in_order({ 1, { x = 2 }, 3 }, { { x = 2 }, 3 })',
    'assert.not_in_order("b a", { "a", "b" })',
  ])('holds: %s', async (source) => {
    await holds(source);
  });

  it('says of each part where it stands', async () => {
    expect(await failure('assert.in_order("a\\nc\\nb", { "a", "b", "c", "d" })')).toMatchObject({
      check: 'in_order',
      message: [
        'expected these in order; number 3 of 4 does not follow',
        '  ✓ "a" in line 1',
        '  ✓ "b" in line 3',
        '  ✗ "c": it stands before that, in line 2',
        '  ✗ "d": it is not there',
      ].join('\n'),
    });
    expect((await failure('assert.in_order({ 1, 2 }, { 2, 1 })'))?.message).toContain(
      '✗ 1: it stands before that, in item 1',
    );
    expect((await failure('assert.not_in_order("ab", { "a", "b" })'))?.message).toContain(
      'expected these not to be in this order',
    );
  });

  it('does not count one place twice', async () => {
    expect((await failure('assert.in_order("a", { "a", "a" })'))?.message).toContain('number 2 of 2');
  });
});

describe('valid_json', () => {
  it('gives the value', async () => {
    expect(await holds('return assert.valid_json("[1, 2.5, null]")')).toEqual([[1, 2.5, null]]);
    expect(await holds('return assert.valid_json({ text = "null" }) == json.null')).toEqual([true]);
    await holds('assert.not_valid_json("{")');
  });

  it('says what is wrong, and where', async () => {
    const told = await failure('assert.valid_json("{ a: 1 }")');
    expect(told?.message).toMatch(/^expected JSON text: .*position 2/);
    expect((await failure('assert.valid_json("```json\\n{}\\n```")'))?.message).toContain(
      '``` block has to be taken out',
    );
    expect((await failure('assert.not_valid_json("1")'))?.message).toBe('expected text that is not JSON');
  });
});

const SCHEMA = `{ type = "object", required = { "decision", "tags" }, additionalProperties = false, properties = {
  decision = { enum = { "autonomous", "escalated" } }, confidence = { type = "number", maximum = 1 },
  tags = { type = "array", items = { type = "string" } } } }`;

describe('json_schema holds', () => {
  it.each([
    `assert.json_schema({ decision = "autonomous", tags = { "a" } }, ${SCHEMA})`,
    `assert.json_schema({ decision = "autonomous", tags = {}, confidence = 1.0 }, ${SCHEMA})`,
    `assert.json_schema({}, { type = { "array", "null" } })`,
    `assert.json_schema('{ "decision": "autonomous", "tags": [] }', ${SCHEMA})`,
    `assert.json_schema({ 1, 2 }, '{ "$schema": "http://json-schema.org/draft-07/schema#", "items": [{ "const": 1 }] }')`,
    'assert.json_schema({ a = {} }, { required = {}, properties = { a = {} } })',
    'assert.json_schema({ { a = 1 }, { a = 2 } }, { uniqueItems = true })',
    'assert.json_schema({}, { properties = { toString = { type = "string" } } })',
    'assert.not_json_schema(5, { type = "string" })',
    'assert.not_json_schema({}, { required = { "toString" } })',
  ])('%s', async (source) => {
    await holds(source);
  });

  it.each([
    ['date', '2024-02-29', '2023-02-29'],
    ['date-time', '2024-12-31T23:59:60Z', '2024-12-31 25:00:00Z'],
    ['duration', 'P1DT2H', 'P'],
    ['email', 'a.b@example.org', 'a@b@c'],
    ['hostname', 'a-1.example', '-a.example'],
    ['ipv4', '127.0.0.1', '127.0.0.256'],
    ['json-pointer', '/a~0/b', 'a'],
    ['regex', '^a+$', '('],
    ['time', '09:30:00+01:00', '09:30'],
    ['uri', 'https://example.org/a', 'example.org'],
    ['uuid', '123e4567-e89b-12d3-a456-426614174000', '123e4567'],
  ])('of the format %s for %s and not for %s', async (format, good, bad) => {
    const schema = `{ type = "array", items = { format = "${format}" } }`;
    await holds(`assert.json_schema({ "${good}" }, ${schema})`);
    await holds(`assert.not_json_schema({ "${bad}" }, ${schema})`);
  });
});

describe('json_schema fails', () => {
  it('with each problem, its place, and what stands there', async () => {
    const value = '{ decision = "maybe", confidence = 1.5, tags = { "a", 2 }, note = 1 }';
    expect(await failure(`assert.json_schema(${value}, ${SCHEMA})`)).toMatchObject({
      check: 'json_schema',
      message: [
        'does not keep to the schema: 4 problems',
        '  (whole): must NOT have additional properties: note is not in the schema',
        '  .confidence: must be <= 1, got 1.5',
        '  .decision: must be one of "autonomous", "escalated", got "maybe"',
        '  .tags[2]: must be string, got 2',
      ].join('\n'),
    });
  });

  it('for a missing key, for an empty object in JSON text where a list is wanted, and for text that is no JSON', async () => {
    expect((await failure(`assert.json_schema({ tags = {} }, ${SCHEMA})`))?.message).toContain(
      "1 problem\n  (whole): must have required property 'decision'",
    );
    expect((await failure(`assert.json_schema('{}', { type = "array" })`))?.message).toContain(
      '(whole): must be array, got {}',
    );
    expect((await failure('assert.json_schema("nope", {})'))?.message).toContain('expected JSON text: ');
  });

  it('with at most 20 problems, and counts the others', async () => {
    const source = 'local t = {} for i = 1, 25 do t[i] = i end assert.json_schema(t, { items = { type = "string" } })';
    const told = (await failure(source))?.message.split('\n');
    expect(told).toHaveLength(22);
    expect(told?.at(-1)).toBe('  … 5 more');
  });

  it.each([
    ['{ type = "objct" }', 'the schema: .type: must be one of "array"'],
    ['{ requird = { "a" } }', 'the schema: strict mode: unknown keyword: "requird"'],
    ['{ format = "iri" }', 'the schema: unknown format "iri"'],
    ['{ pattern = "(" }', 'the schema: '],
    ['{ ["$ref"] = "https://example.org/x" }', "the schema: can't resolve reference https://example.org/x"],
    [
      '{ ["$schema"] = "https://json-schema.org/draft/2019-09/schema" }',
      'the schema: $schema: "https://json-schema.org/draft/2019-09/schema": drafts 2020-12 and draft-07 are taken',
    ],
    ['{ ["$async"] = true }', 'the schema: $async: schemas that wait are not taken'],
    ['5', 'the schema: a table is expected, or its JSON text'],
    ['"{"', 'the schema is not JSON'],
  ])('is refused, and has failed: the schema %s', async (schema, message) => {
    const vm = openTestVm();
    expect(await vm.fail(`assert.json_schema({}, ${schema})`)).toContain(`test.lua:1: assert.json_schema: ${message}`);
    expect(vm.world.checks.failures).toMatchObject([{ check: 'assert' }]);
  });

  it('keeps schemas with the same $id apart', async () => {
    await holds('assert.json_schema(1, { ["$id"] = "https://example.org/a", type = "integer" })');
    await holds('assert.json_schema("\\"x\\"", { ["$id"] = "https://example.org/a", type = "string" })');
  });
});
