import { toNumber, type Value } from '../model/value.js';
import { STEP } from './deadline.js';
import type { Example, Span } from './example.js';
import type { FoundCase, SearchOptions } from './property-search.js';
import { type Case, type CaseEnd, type CaseSetting, runCase } from './run-case.js';
import { type Shrunk, shrink } from './shrink.js';

const MAX_TRIES = 2000;

/** Makes a failing case simpler as long as it fails in the same way. */
export async function simplify(
  options: SearchOptions,
  found: FoundCase,
  isOver: () => boolean,
): Promise<SimpleCase | undefined> {
  const { seed } = found.one;
  options.step(STEP.shrinking);
  const first = await makeExample(options, found.one);
  if (first === undefined) return undefined;
  const attempt = async (choices: readonly number[]) => {
    const end = await runCase(options, { seed, choices });
    if (end.kind !== 'failed' || end.origin !== found.end.origin) return undefined;
    const made = await makeExample(options, { seed, choices });
    return made && { ...made, end };
  };
  return await shrink({ ...first, end: found.end }, { attempt, maxTries: MAX_TRIES, isOver });
}

/** A case that was made as simple as it goes, with how it fails. */
export type SimpleCase = Shrunk<Example & { readonly end: CaseEnd & { kind: 'failed' } }>;

/** What the values of a case are made from; undefined where they could not be made. */
async function makeExample(options: CaseSetting, one: Case): Promise<Example | undefined> {
  const [choices, spans] = await callExample(options, one, false);
  return choices === undefined ? undefined : { choices: numbersIn(choices), spans: readSpans(numbersIn(spans)) };
}

/** The values of a case as text. */
export async function showCase(options: CaseSetting, one: Case): Promise<string> {
  const shown = (await callExample(options, one, true))[2];
  return typeof shown === 'string' ? shown : '';
}

async function callExample({ forks, point, scenario }: CaseSetting, one: Case, isShown: boolean) {
  forks.goTo(point);
  forks.world.seedWith(one.seed.text);
  const choices = one.choices === undefined ? undefined : [...one.choices];
  const result = await forks.call('example', [scenario.index + 1, one.seed.high, one.seed.low, choices, isShown]);
  return result.kind === 'returned' ? result.values : [];
}

function readSpans(numbers: readonly number[]): Span[] {
  const spans: Span[] = [];
  for (let i = 0; i + 2 < numbers.length; i += 3) {
    const [from = 1, to = 0, label = 0] = numbers.slice(i, i + 3);
    spans.push({ from: from - 1, to, label });
  }
  return spans;
}

/** An empty list comes as an empty map. */
function numbersIn(value: Value): number[] {
  return Array.isArray(value) ? value.map((item) => toNumber(item) ?? 0) : [];
}
