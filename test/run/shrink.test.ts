import { describe, expect, it } from 'vitest';
import type { Example, Span } from '../../src/run/example.js';
import { isSimpler, shrink } from '../../src/run/shrink.js';

const NEVER = () => false;

/** Shrinks bare choices: `fails` decides, `spansOf` says which parts they have. */
async function shrinkChoices(
  choices: readonly number[],
  fails: (choices: readonly number[]) => boolean,
  more: { spansOf?: (choices: readonly number[]) => readonly Span[]; maxTries?: number; isOver?: () => boolean } = {},
) {
  const { spansOf = () => [], maxTries = 1000, isOver = NEVER } = more;
  const toExample = (from: readonly number[]): Example => ({ choices: from, spans: spansOf(from) });
  const asked: (readonly number[])[] = [];
  const attempt = async (candidate: readonly number[]) => {
    asked.push(candidate);
    return fails(candidate) ? toExample(candidate) : undefined;
  };
  return { ...(await shrink(toExample(choices), { attempt, maxTries, isOver })), asked };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

describe('shrinking', () => {
  it.each([
    ['one number to its bound', [8731], (c: readonly number[]) => (c[0] ?? 0) >= 1000, [1000]],
    ['a large number in few tries', [2 ** 52 + 77], (c: readonly number[]) => (c[0] ?? 0) > 12345, [12346]],
    ['leaves out what does not matter', [5, 9, 3, 77, 2, 8], (c: readonly number[]) => c.includes(77), [77]],
    ['zeroes what cannot be left out', [5, 9, 3, 77], (c: readonly number[]) => c.length > 3, [0, 0, 0, 0]],
    ['two numbers by their sum', [60, 70], (c: readonly number[]) => c.length === 2 && sum(c) >= 100, [0, 100]],
    [
      'equal numbers together',
      [62, 9, 62],
      (c: readonly number[]) => c.length === 3 && c[0] === c[2] && (c[0] ?? 0) > 20,
      [21, 0, 21],
    ],
    [
      'a number of which only some will do',
      [2046],
      (c: readonly number[]) => (c[0] ?? 0) >= 500 && (c[0] ?? 0) % 6 === 0,
      [504],
    ],
    [
      'a large number that is kept as two',
      [7, 123],
      (c: readonly number[]) => c.length === 2 && (c[0] ?? 0) * 1000 + Math.min(c[1] ?? 0, 999) >= 500,
      [0, 500],
    ],
    [
      'a choice on which the length depends',
      [2, 40, 41, 42, 9],
      (c: readonly number[]) => c.length === 2 + (c[0] ?? 0) && c.at(-1) === 9,
      [0, 9],
    ],
  ])('finds the simplest: %s', async (_, choices, fails, simplest) => {
    const { example, tries, steps } = await shrinkChoices(choices, fails);
    expect(example.choices).toEqual(simplest);
    expect(steps).toBeGreaterThan(0);
    expect(tries).toBeLessThan(300);
  });

  it('leaves out items of a list, whatever their length', async () => {
    // Items are a one, their length and so many numbers; a zero ends the list.
    const spansOf = (choices: readonly number[]) => {
      const spans: Span[] = [];
      for (let at = 0; choices[at] === 1; ) {
        const to = at + 2 + (choices[at + 1] ?? 0);
        spans.push({ from: at, to, label: 0 });
        at = to;
      }
      return spans;
    };
    const choices = [1, 3, 7, 7, 7, 1, 1, 50, 1, 5, 2, 2, 2, 2, 2, 0];
    const isWhole = (c: readonly number[]) => (spansOf(c).at(-1)?.to ?? 0) === c.length - 1 && c.at(-1) === 0;
    const fails = (c: readonly number[]) => isWhole(c) && spansOf(c).some(({ from }) => (c[from + 2] ?? 0) >= 40);
    const { example } = await shrinkChoices(choices, fails, { spansOf });
    expect(example.choices).toEqual([1, 1, 40, 0]);
  });

  it('puts a part in the place of the whole around it', async () => {
    // A tree is a zero and a number, or a one and two trees.
    const readTree = (choices: readonly number[], from: number, spans: Span[]): number => {
      const to =
        choices[from] === 1 ? readTree(choices, readTree(choices, from + 1, spans), spans) : Math.min(from + 2, 99);
      spans.push({ from, to, label: 1 });
      return to;
    };
    const spansOf = (choices: readonly number[]) => {
      const spans: Span[] = [];
      readTree(choices, 0, spans);
      return spans;
    };
    const isTree = (c: readonly number[]) => spansOf(c).at(-1)?.to === c.length;
    const choices = [1, 1, 0, 4, 1, 0, 9, 0, 3, 0, 5];
    const fails = (c: readonly number[]) => isTree(c) && spansOf(c).some(({ from, to }) => to - from > 2);
    const { example } = await shrinkChoices(choices, fails, { spansOf });
    expect(example.choices).toEqual([1, 0, 0, 0, 0]);
  });

  it('tries no choices twice, and none that are not simpler than the best', async () => {
    const { asked } = await shrinkChoices([9, 9, 9, 9], (c) => sum(c) > 20);
    const keys = asked.map((choices) => choices.join());
    expect(new Set(keys).size).toBe(keys.length);
    expect(asked.every((choices) => isSimpler(choices, [9, 9, 9, 9]))).toBe(true);
  });

  it('stops when its tries are used up or its time is over, with the best so far', async () => {
    const fails = (c: readonly number[]) => sum(c) >= 1000;
    const short = await shrinkChoices([900, 900, 900], fails, { maxTries: 5 });
    expect([short.tries, short.isCut]).toEqual([5, false]);
    expect(fails(short.example.choices)).toBe(true);
    expect(await shrinkChoices([900, 900, 900], fails, { isOver: () => true })).toMatchObject({
      tries: 0,
      steps: 0,
      isCut: true,
    });
  });

  it('does not take what was made of the choices for simpler when it is not', async () => {
    const attempt = async () => ({ choices: [7, 7], spans: [] });
    const { example } = await shrink({ choices: [7, 7], spans: [] }, { attempt, maxTries: 50, isOver: NEVER });
    expect(example.choices).toEqual([7, 7]);
  });
});

describe('the order of simplicity', () => {
  it('is the length, then the first number that differs', () => {
    expect(isSimpler([9], [0, 0])).toBe(true);
    expect(isSimpler([0, 0], [9])).toBe(false);
    expect(isSimpler([1, 9, 9], [2, 0, 0])).toBe(true);
    expect(isSimpler([1, 2], [1, 2])).toBe(false);
    expect(isSimpler([], [0])).toBe(true);
  });
});
