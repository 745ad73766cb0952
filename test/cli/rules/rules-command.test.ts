import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../../../src/cli/run-cli.js';
import { createIo } from '../../support/io.js';
import { createProject } from '../../support/project.js';

const rule = (limit: number) => `return {
  version = "1.2", description = "by score",
  decide = function(c)
    if c.score > ${limit} then
      return { decision = "autonomous", confidence = 1, reasoning = "over ${limit}" }
    end
    return { decision = "escalated", confidence = 0.5, reasoning = "up to ${limit}" }
  end,
}`;

const TWIN = `export default ({ score }: { score: number }) => ({
  decision: score > 50 ? 'autonomous' : 'escalated', confidence: 1, reasoning: 'twin',
});`;

const line = (score: unknown, decision: string, rule = 'gate') =>
  JSON.stringify({
    format: 1,
    time: '2026-01-01T00:00:00Z',
    rule,
    version: 'v',
    context: { score },
    decision,
    confidence: 1,
  });

const FILES = {
  'rules/gate.lua': rule(50),
  'rules/gate.ts': TWIN,
  'rules/team/own.lua': rule(10),
  'drafts/gate.lua': rule(30),
  'log.ndjson': `${[line(20, 'escalated'), line(40, 'escalated'), line(45, 'escalated'), line(60, 'autonomous'), line('x', 'autonomous'), line(1, 'escalated', 'other')].join('\n')}\n`,
};

async function cli(argv: readonly string[], more: { files?: Record<string, string>; stdin?: string } = {}) {
  const io = createIo(createProject(more.files ?? FILES), { lines: (more.stdin ?? '').split('\n') });
  return { code: await runCli(['rules', ...argv], io), ...io.printed };
}

const VERSION = /\b[\da-f]{16}\b/g;

describe('rules list', () => {
  it('shows what there is', async () => {
    const { code, out } = await cli(['list']);
    expect(out.replaceAll(VERSION, 'v')).toBe(
      'gate      lua + native  v  1.2  rules/gate.lua\nteam/own  lua           v  1.2  rules/team/own.lua\n',
    );
    expect(code).toBe(0);
    expect(JSON.parse((await cli(['list', '--json'])).out)[0]).toMatchObject({
      id: 'gate',
      description: 'by score',
      label: '1.2',
      twin: 'rules/gate.ts',
    });
  });

  it('says which are broken, and why', async () => {
    const { code, out, err } = await cli(['list'], {
      files: { 'rules/a.lua': 'return function( end', 'rules/b.lua': rule(1), 'rules/b.ts': '' },
    });
    expect([
      code,
      out
        .replaceAll(VERSION, 'v')
        .split('\n')
        .map((each) => each.split(/\s+/)[1]),
    ]).toEqual([2, ['broken', 'broken', undefined]]);
    expect(err).toContain('rules/a.lua:1: ');
    expect(err).toContain('rules/b.ts: it exports no function, so it is no rule');
  });

  it('says where it looked', async () => {
    expect(await cli(['list'], { files: { 'a.txt': '' } })).toMatchObject({
      code: 3,
      err: expect.stringContaining('there are no rules in rules, scenarios/rules'),
    });
  });
});

describe('rules run', () => {
  it('decides on what stdin says', async () => {
    const { code, out } = await cli(['run', 'gate'], { stdin: '{\n "score": 60 }' });
    expect([code, out.replace(VERSION, 'v')]).toEqual([0, 'autonomous  1  over 50\nrule gate 1.2 (v), lua\n']);
    expect((await cli(['run', 'drafts/gate.lua'], { stdin: '{ "score": 31 }' })).out).toContain('over 30');
    expect((await cli(['run', 'gate', '--native'], { stdin: '{ "score": 31 }' })).out).toContain('twin');
  });

  it('explains', async () => {
    const { out } = await cli(['run', 'gate', '--explain'], { stdin: '{ "score": 60 }' });
    expect(out).toContain('read:\n  .score = 60\nran:\n  rules/gate.lua:4\n  rules/gate.lua:5\n');
    expect(
      JSON.parse((await cli(['run', 'gate', '--explain', '--json'], { stdin: '{ "score": 60 }' })).out),
    ).toMatchObject({
      decision: 'autonomous',
      explanation: { reads: [{ path: '.score', value: 60 }] },
    });
  });

  it.each([
    [['run', 'gte'], '{}', 3, 'there is no rule gte in rules, scenarios/rules; did you mean gate?'],
    [['run', 'team/own', '--native'], '{}', 3, 'the rule team/own has no native twin'],
    [['run', 'gate'], '', 3, '(stdin): the file is empty'],
    [['run', 'gate'], '{', 3, '(stdin):1: not JSON'],
    [['run', 'gate'], '{}', 2, 'rules/gate.lua:4: attempt to compare number with nil'],
    [['run', '../x.lua'], '{}', 3, 'outside the project'],
    [['run', 'drafts/none.lua'], '{}', 3, 'drafts/none.lua: there is no such file'],
    [['run'], '', 3, "missing required argument 'rule'"],
    [['rn'], '', 3, 'there is no command rules rn; did you mean run?'],
  ])('%j with %j says what is wrong', async (argv, stdin, code, why) => {
    const told = await cli(argv, { stdin });
    expect(told.err).toContain(why);
    expect(told).toMatchObject({ code, out: '' });
    expect(told.err).not.toContain('    at ');
  });
});

describe('rules replay', () => {
  it('shows the matrix of flipped decisions, with examples', async () => {
    const { code, out } = await cli(['replay', 'log.ndjson', '--with', 'drafts/gate.lua', '--examples', '1']);
    expect([code, out.replaceAll(VERSION, 'v')]).toEqual([
      0,
      `5 decisions of gate replayed with drafts/gate (v): 3 flipped
1 decided alike with another confidence

logged \\ candidate  autonomous  error  escalated
autonomous                   1      1          ·
escalated                    2      ·          1

autonomous → error: 1
  2026-01-01T00:00:00Z  {"score":"x"}  rule drafts/gate 1.2 (v): drafts/gate.lua:4: attempt to compare number with string

escalated → autonomous: 2
  2026-01-01T00:00:00Z  {"score":40}  over 30
  and 1 more
`,
    ]);
  });

  it('gives all as JSON, and ends with 1 past the flips that are allowed', async () => {
    const told = await cli(['replay', 'log.ndjson', '--with', 'drafts/gate.lua', '--json', '--max-flips', '2']);
    expect(told.code).toBe(1);
    expect(JSON.parse(told.out)).toMatchObject({ rule: 'gate', decided: 5, flipped: 3, unsure: 1 });
    expect((await cli(['replay', 'log.ndjson', '--with', 'drafts/gate.lua', '--max-flips', '3'])).code).toBe(0);
    expect((await cli(['replay', 'log.ndjson', '--with', 'gate', '--rule', 'other'])).out).toContain(
      '1 decisions of other',
    );
  });

  it.each([
    [['replay', 'log.ndjson'], 'there is no candidate'],
    [['replay', 'none.ndjson', '--with', 'gate'], 'none.ndjson: the decision log cannot be read: it does not exist'],
    [['replay', 'rules/gate.lua', '--with', 'gate'], 'rules/gate.lua:1: not a line of a decision log'],
    [['replay', 'log.ndjson', '--with', 'gate', '--rule', 'gone'], 'it has decisions of gate, other'],
    [['replay', 'log.ndjson', '--with', 'gate', '--max-flips', 'x'], '--max-flips: expected a whole number'],
  ])('%j says what is wrong', async (argv, why) => {
    const told = await cli(argv);
    expect(told.err).toContain(why);
    expect(told.code).toBe(3);
  });
});

it('explains its commands', async () => {
  const io = createIo(createProject({}));
  await runCli(['help', 'rules'], io);
  await runCli(['help', 'rules', 'replay'], io);
  expect(io.printed.out).toContain('moonrig help rules <command>');
  expect(io.printed.out).toContain('Usage: moonrig rules replay [options] <log>');
  expect(await runCli(['help', 'rules', 'rply'], io)).toBe(3);
});

it('finds nothing wrong with the worked rules', async () => {
  const io = createIo(join(import.meta.dirname, '../../..'));
  expect(await runCli(['rules', 'list'], io)).toBe(0);
  expect([io.printed.err, io.printed.out]).toEqual(['', expect.stringContaining('epic_validation')]);
});
