import { beforeAll, describe, expect, it } from 'vitest';
import type { ScenarioResult } from '../../src/model/run-event.js';
import { runAll } from '../run/harness.js';

const FILE = 'test/corpus/planted.scenario.lua';

/** How a failure names the step in which a mistake of a kind is made, in turn `turn` of `turns`. */
const STEPS: Readonly<Record<string, (turn: number, turns: number) => RegExp>> = {
  // What a wrong call gives is seen in the next request; a file in the wrong place at the end.
  argument: (turn, turns) => new RegExp(`"${turn === turns ? 'the end' : `turn ${turn + 1}`}"|out/${turn}\\.txt`),
  stale: (turn, turns) => new RegExp(`"${turn === turns ? 'the end' : `turn ${turn + 1}`}"`),
  lost: (turn) => new RegExp(`the conversation ends before the result of call_${turn} `),
  swapped: (turn) => new RegExp(`answers call_${turn}, which no message before it asks for`),
  early: (_, turns) => new RegExp(`^expected ${turns + 1}, got ${turns}$`, 'm'),
  extra: (_, turns) => new RegExp(`${turns + 2} of ${turns + 1} calls`),
};

interface Planted {
  readonly twin: string;
  readonly kind: string;
  readonly step: RegExp;
  readonly result: ScenarioResult;
}

let planted: readonly Planted[];
beforeAll(async () => {
  const results = await runAll(process.cwd(), [FILE], { timeoutMs: 60_000 });
  planted = results.flatMap((result): Planted[] => {
    const found = /^(good|bad) (\w+) (\d+) of (\d+)$/.exec(result.scenario.path.at(-1) ?? '');
    const [, twin = '', kind = '', turn, turns] = found ?? [];
    const step = STEPS[kind]?.(Number(turn), Number(turns));
    return found === null || step === undefined ? [] : [{ twin, kind, step, result }];
  });
}, 120_000);

const name = ({ result }: Planted) => result.scenario.path.at(-1);
const ofTwin = (twin: string) => planted.filter((each) => each.twin === twin);
const tell = ({ result }: Planted) =>
  result.failures
    .map(({ message, notes = [], expected, actual }) =>
      [message, ...notes, `expected ${expected}, got ${actual}`].join('\n'),
    )
    .join('\n');

describe('300 agents with one mistake each, and their good twins', () => {
  it('are of five kinds: a wrong argument, a swapped turn, a lost result, a limit missed by one, a stale file', () => {
    const counts = Object.keys(STEPS).map((kind) => [kind, ofTwin('bad').filter((each) => each.kind === kind).length]);
    expect(counts).toEqual([
      ['argument', 60],
      ['stale', 60],
      ['lost', 60],
      ['swapped', 60],
      ['early', 30],
      ['extra', 30],
    ]);
    expect(ofTwin('good')).toHaveLength(300);
  });

  it('are told apart: all that are bad fail, all that are good pass', () => {
    expect(
      ofTwin('bad')
        .filter(({ result }) => result.outcome !== 'failed')
        .map(name),
    ).toEqual([]);
    expect(
      ofTwin('good')
        .filter(({ result }) => result.outcome !== 'passed')
        .map(name),
    ).toEqual([]);
  });

  it('fail with the step in which the mistake is made', () => {
    const unclear = ofTwin('bad').filter((each) => !each.step.test(tell(each)));
    expect(unclear.map((each) => `${name(each)}: ${tell(each)}`)).toEqual([]);
  });
});
