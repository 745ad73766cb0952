import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScenarioResult } from '../../src/model/run-event.js';
import { runAll } from '../run/harness.js';

interface Attack {
  readonly id: string;
  readonly kind: string;
  readonly code: string;
  readonly answer: string;
}

/** What became of an attack: its outcome, and a part of its error or of what it printed. */
type Answer = readonly [outcome: string, part: string];

const attacks = JSON.parse(readFileSync(new URL('attacks.json', import.meta.url), 'utf8')) as Attack[];
const answers = JSON.parse(readFileSync(new URL('answers.json', import.meta.url), 'utf8')) as Record<string, Answer>;

const root = mkdtempSync(join(tmpdir(), 'moonrig-attacks-'));
const results = new Map<string, ScenarioResult>();

/** A scenario file with the attack between two neighbours that would notice damage. */
function write(attack: Attack): string {
  const file = `attacks/${attack.id}.scenario.lua`;
  const neighbour = `function()
  local t = {} table.insert(t, 1)
  assert.equal(1, t[1])
  assert.equal("xxxx", ("x"):rep(4))
  assert.equal("1", tostring(1))
  assert.is_nil(pwned)
  assert.equal(4, math.max(1, 4))
end`;
  writeFileSync(
    join(root, file),
    `it("before", ${neighbour})
it("attack", { timeout_ms = ${answers[attack.id]?.[0] === 'timed-out' ? 300 : 30_000} }, function()
  local function attack()
${attack.code}
  end
  print(tostring((attack())))
  assert(true)
end)
it("after", ${neighbour})
`,
  );
  return file;
}

beforeAll(async () => {
  mkdirSync(join(root, 'attacks'));
  for (const result of await runAll(root, attacks.map(write))) results.set(result.scenario.id, result);
}, 120_000);

afterAll(() => rmSync(root, { recursive: true }));

describe('an attack', () => {
  it.each(attacks)('$id ($kind) is answered as a safe host must, and its neighbours’ verdicts stand', ({ id }) => {
    const of = (name: string) => results.get(`attacks/${id}.scenario.lua::${name}`);
    const attack = of('attack') ?? of('<load>');
    const [outcome, part] = answers[id] ?? ['no answer is noted for this attack', ''];
    const told = `${attack?.error?.message ?? ''}${attack?.failures.map((failure) => failure.message).join() ?? ''}${attack?.output}`;
    expect([attack?.outcome, told]).toEqual([outcome, expect.stringContaining(part)]);
    expect([of('before')?.outcome, of('after')?.outcome]).toEqual(['passed', 'passed']);
  });
});
