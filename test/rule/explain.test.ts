import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { luaRule, nativeRule, openEngine } from './engine-harness.js';

const EPIC = readFileSync(
  join(import.meta.dirname, '../../scenarios/source-document/rules/epic_validation.lua'),
  'utf8',
);

async function explain(body: string, context: unknown) {
  const text = `return function(c)\n${body}\nend`;
  const engine = await openEngine([luaRule(text)]);
  const explained = engine.execute('r', context, { explain: true });
  // The same as without.
  expect({ ...explained, explanation: undefined }).toEqual({ ...engine.execute('r', context), explanation: undefined });
  return { ...explained.explanation, result: explained.result };
}

const GIVE = 'return { decision = "escalated", confidence = 1, reasoning = "", got = got }';

describe('an explained decision', () => {
  it('tells which lines ran and which values were read', async () => {
    const engine = await openEngine([luaRule(EPIC)]);
    const lines = EPIC.split('\n');
    const { decision, explanation } = engine.execute(
      'r',
      { wsjf_score: 40, business_value: 90, unused: { x: 1 } },
      { explain: true },
    );
    expect(decision).toBe('collaborative');
    expect(explanation.reads).toEqual([
      { path: '.wsjf_score', value: 40 },
      { path: '.business_value', value: 90 },
    ]);
    const ran = explanation.lines.map(({ line }) => lines[line - 1]?.trim());
    expect(ran).toContain('local wsjf = epic.wsjf_score or 0');
    expect(ran.filter((line) => line?.startsWith('return'))).toEqual(['return {']);
    expect(explanation.lines.every(({ file, count }) => file === 'rules/r.lua' && count === 1)).toBe(true);
  });

  it('counts each call anew', async () => {
    const engine = await openEngine([luaRule(`return function(c)\nfor i = 1, c.n do\nlocal x = i\nend\n${GIVE}\nend`)]);
    const loop = (n: number) =>
      engine.execute('r', { n }, { explain: true }).explanation.lines.find(({ line }) => line === 3)?.count;
    expect([loop(5), loop(2), loop(0)]).toEqual([5, 2, undefined]);
  });

  it.each([
    [
      'fields in fields',
      'local got = c.team.lead.name',
      { team: { lead: { name: 'Ada' } } },
      [{ path: '.team.lead.name', value: 'Ada' }],
    ],
    [
      'what is not there',
      'local got = c.a == nil and c["odd key"] == nil',
      {},
      [{ path: '.a' }, { path: '["odd key"]' }],
    ],
    ['false', 'local got = c.a', { a: false }, [{ path: '.a', value: false }]],
    [
      'items',
      'local got = 0 for _, each in ipairs(c.list) do got = got + each.n end',
      { list: [{ n: 1 }, { n: 2 }] },
      [{ path: '.list[0].n', value: 1 }, { path: '.list[1].n', value: 2 }, { path: '.list[2]' }],
    ],
    [
      'how much there is',
      'local got = #c.list + #c.none',
      { list: [1, 2, 3], none: [] },
      [
        { path: '.list', size: 3 },
        { path: '.none', size: 0 },
      ],
    ],
    [
      'all that pairs and next walk through',
      'local got = 0 for _, v in pairs(c) do got = got + v end for _, v in next, c do got = got + v end',
      { a: 1, b: 2 },
      [
        { path: '', size: 2 },
        { path: '.a', value: 1 },
        { path: '.b', value: 2 },
      ],
    ],
    [
      'raw reads',
      'local got = rawget(c, "a") + rawlen(c.l)',
      { a: 1, l: [1] },
      [
        { path: '.a', value: 1 },
        { path: '.l', size: 1 },
      ],
    ],
    ['a table as such', 'local got = c.t and 1', { t: {} }, [{ path: '.t' }]],
  ])('tells of %s', async (_, body, context, reads) => {
    const explained = await explain(`${body}\n${GIVE}`, context);
    // The order of `pairs` is Lua's.
    const byPath = [...explained.reads].sort((a, b) => (a.path < b.path ? -1 : 1));
    expect(byPath).toEqual(reads);
  });

  it('gives what the rule gives, whatever it does to its context', async () => {
    for (const body of [
      'local got = c',
      'local got = { c.list, c.map, [3] = c.list }',
      'c.list[#c.list + 1] = 9 c.self = { c.map } local got = c.self',
      'table.sort(c.list, function(a, b) return a > b end) local got = table.concat(c.list, ",") .. #c.list',
      'table.insert(c.list, 1, 7) local got = { table.unpack(c.list) }',
      'local got = c.list == c.list and c.map ~= c.list and type(c) .. tostring(getmetatable(c))',
      'local got = table.remove(c.list) + select("#", table.unpack(c.list))',
      'c.map.y, c.map.x = c.map.x, nil local got = c.map',
    ])
      await explain(`${body}\n${GIVE}`, { list: [3, 1, 2], map: { x: 1 } });
  });

  it('tells what a native rule read', async () => {
    const engine = await openEngine([
      nativeRule(({ more, tags, team }: { team: { size: number }; tags: string[]; more?: number }) => ({
        decision: 'escalated',
        confidence: 1,
        reasoning: tags.map((tag) => tag).join() + (more ?? ''),
        team,
        big: team.size > 3,
      })),
    ]);
    const context = { team: { size: 5 }, tags: ['a', 'b'] };
    const explained = engine.execute('r', context, { explain: true });
    expect(explained.explanation).toEqual({
      lines: [],
      reads: [
        { path: '.more' },
        { path: '.tags', size: 2 },
        { path: '.tags[0]', value: 'a' },
        { path: '.tags[1]', value: 'b' },
        { path: '.team.size', value: 5 },
      ],
    });
    expect(explained.result).toEqual(engine.execute('r', context).result);
  });

  it('refuses what is refused without', async () => {
    const engine = await openEngine([luaRule('return function(c)\n return c.a.b end')]);
    expect(() => engine.execute('r', {}, { explain: true })).toThrow(
      "rules/r.lua:2: attempt to index a nil value (field 'a')",
    );
    expect(() => engine.execute('r', { a: new Date(0) }, { explain: true })).toThrow('.a: an object of class Date');
    const odd = await openEngine([luaRule('return function(c) return { decision = print } end')]);
    expect(() => odd.execute('r', {}, { explain: true })).toThrow('its result cannot be read: .decision: ');
  });
});
