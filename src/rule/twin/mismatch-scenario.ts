import type { Mismatch } from './compare-twins.js';
import { writeLua } from './write-lua.js';

export interface ScenarioParts {
  /** What the two rules are called, in the order in which they were compared: `lua:rules/epic.lua`. */
  readonly names: readonly [string, string];
  /** The rule that the scenarios call: its path without ending, and whose outcomes they expect. */
  readonly script: string;
  readonly entry?: string;
  readonly expected: 0 | 1;
  readonly mismatches: readonly Mismatch[];
}

/** Mismatches as a scenario file: a scenario each, which fails until the two rules agree. */
export function writeMismatchScenario({ names, script, entry, expected, mismatches }: ScenarioParts): string {
  const [called, other] = expected === 1 ? names : [names[1], names[0]];
  const lines = mismatches.flatMap(({ input, outcomes }, i) => {
    const { result, error } = outcomes[expected];
    const call = `rule(${writeLua(input)})`;
    const check =
      error === undefined ? `assert.same(${writeLua(result)}, ${call})` : `assert.has_error(function() ${call} end)`;
    return [`  it("agrees on mismatch ${i + 1}", function()`, `    ${check}`, '  end)', ''];
  });
  return [
    `-- Where ${called} and ${other} differ, found by \`moonrig rules diff\`. What is expected here is what`,
    `-- ${other} gives: turn it round where the other one is right.`,
    `local rule = script.entry(${writeLua(script)}${entry === undefined ? '' : `, ${writeLua(entry)}`})`,
    '',
    `describe(${writeLua(`${called} and ${other}`)}, function()`,
    ...lines.slice(0, -1),
    'end)',
    '',
  ].join('\n');
}
