import type { Example, Span } from './example.js';

/** The example of the moment, and the way to a simpler one. */
export interface Shrinking {
  best(): Example;
  /** Tries these choices; true where they have become the best. */
  consider(choices: readonly number[]): Promise<boolean>;
}

type Pass = () => Promise<void>;

/** How far apart two numbers may be of which one is lowered and the other raised, and choices that go with a lower one. */
const NEAR = 8;
const MAX_DROPPED = 6;

/** Ways to make an example simpler, those that take away most first. Each goes over the whole example once. */
export function createPasses(shrinking: Shrinking): readonly Pass[] {
  return [
    () => dropItems(shrinking),
    () => hoistParts(shrinking),
    () => dropRuns(shrinking),
    () => clearParts(shrinking),
    () => lowerEach(shrinking),
    () => borrow(shrinking),
    () => lowerAndDrop(shrinking),
    () => lowerEqual(shrinking),
    () => moveAmounts(shrinking),
    () => swapItems(shrinking),
  ];
}

const cut = (choices: readonly number[], from: number, to: number) => [...choices.slice(0, from), ...choices.slice(to)];
const put = (choices: readonly number[], at: number, value: number) =>
  choices.map((choice, i) => (i === at ? value : choice));

/** Leaves out items of lists, the last first. */
async function dropItems({ best, consider }: Shrinking): Promise<void> {
  const itemsNow = () => best().spans.filter((span) => span.label === 0);
  for (let i = itemsNow().length - 1; i >= 0; i--) {
    const span = itemsNow()[i];
    if (span !== undefined) await consider(cut(best().choices, span.from, span.to));
  }
}

/** Puts a part of a recursive value in the place of one around it. */
async function hoistParts({ best, consider }: Shrinking): Promise<void> {
  for (let i = 0; i < best().spans.length; i++) {
    const outer = best().spans[i];
    if (outer === undefined || outer.label === 0) continue;
    for (const inner of best().spans.filter((span) => isInside(span, outer))) {
      const { choices } = best();
      const part = choices.slice(inner.from, inner.to);
      const hoisted = [...choices.slice(0, outer.from), ...part, ...choices.slice(outer.to)];
      if (await consider(hoisted)) break;
    }
  }
}

function isInside(span: Span, outer: Span): boolean {
  const isSmaller = span.to - span.from < outer.to - outer.from;
  return isSmaller && span.label === outer.label && span.from >= outer.from && span.to <= outer.to;
}

/** Leaves out runs of choices, long ones first. */
async function dropRuns({ best, consider }: Shrinking): Promise<void> {
  for (let size = best().choices.length >> 1; size > 0; size >>= 1) {
    for (let end = best().choices.length; end >= size; ) {
      const isDropped = await consider(cut(best().choices, end - size, end));
      end = isDropped ? Math.min(end - size, best().choices.length) : end - Math.max(1, size >> 1);
    }
  }
}

/** Makes whole parts as simple as they can be. */
async function clearParts({ best, consider }: Shrinking): Promise<void> {
  for (let i = 0; i < best().spans.length; i++) {
    const span = best().spans[i];
    if (span === undefined) continue;
    await consider(best().choices.map((choice, at) => (at >= span.from && at < span.to ? 0 : choice)));
  }
}

/** Lowers each number as far as it goes. */
async function lowerEach(shrinking: Shrinking): Promise<void> {
  const { best, consider } = shrinking;
  for (let at = 0; at < best().choices.length; at++) {
    await findLowest(best().choices[at] ?? 0, (value) => consider(put(best().choices, at, value)));
  }
}

/** Zero, then by halves between what holds and what fails, then by small strides, for what a filter lets through. */
async function findLowest(from: number, tryValue: (value: number) => Promise<boolean>): Promise<void> {
  if (from === 0 || (await tryValue(0))) return;
  let [tooLow, low] = [0, from];
  while (low - tooLow > 1) {
    const middle = tooLow + Math.floor((low - tooLow) / 2);
    if (await tryValue(middle)) low = middle;
    else tooLow = middle;
  }
  for (let stride = 1; stride <= NEAR; ) {
    const taken = await stepDown(low, stride, tryValue);
    if (taken === 0) stride += 1;
    low -= taken;
  }
}

/** How far a number goes down by a stride, then two, four, … more. */
async function stepDown(from: number, stride: number, tryValue: (value: number) => Promise<boolean>): Promise<number> {
  let taken = 0;
  for (let next = stride; from - taken - next > 0; next *= 2) {
    if (!(await tryValue(from - taken - next))) break;
    taken += next;
  }
  return taken;
}

/** Lowers a number by one and makes the next as large as it may be: together they may stand for one large number. */
async function borrow({ best, consider }: Shrinking): Promise<void> {
  for (let at = 0; at + 1 < best().choices.length; at++) {
    const { choices } = best();
    const choice = choices[at] ?? 0;
    if (choice > 0) await consider(put(put(choices, at, choice - 1), at + 1, Number.MAX_SAFE_INTEGER));
  }
}

/** Lowers a number on which it depends how many follow, and leaves out some of those. */
async function lowerAndDrop({ best, consider }: Shrinking): Promise<void> {
  for (let at = 0; at < best().choices.length; at++) {
    for (let dropped = 1; dropped <= MAX_DROPPED; dropped++) {
      const { choices } = best();
      const choice = choices[at] ?? 0;
      if (choice === 0 || at + 1 + dropped > choices.length) break;
      const rest = cut(choices, at + 1, at + 1 + dropped);
      if (!(await consider(put(rest, at, 0)))) await consider(put(rest, at, choice - 1));
    }
  }
}

/** Lowers equal numbers together. */
async function lowerEqual({ best, consider }: Shrinking): Promise<void> {
  const counts = new Map<number, number>();
  for (const choice of best().choices) counts.set(choice, (counts.get(choice) ?? 0) + 1);
  for (const [value, count] of counts) {
    if (count < 2 || value === 0) continue;
    let current = value;
    await findLowest(value, async (lower) => {
      const isLowered = await consider(best().choices.map((choice) => (choice === current ? lower : choice)));
      if (isLowered) current = lower;
      return isLowered;
    });
  }
}

/** Lowers a number and raises one behind it by as much, for what depends on their sum. */
async function moveAmounts({ best, consider }: Shrinking): Promise<void> {
  for (let at = 0; at < best().choices.length; at++) {
    for (let to = at + 1; to <= at + NEAR && to < best().choices.length; to++) {
      const { choices } = best();
      const [giver, taker] = [choices[at] ?? 0, choices[to] ?? 0];
      if (giver === 0 || taker === 0 || !Number.isSafeInteger(giver + taker)) continue;
      await findLowest(giver, (left) => consider(put(put(choices, at, left), to, taker + giver - left)));
    }
  }
}

/** Puts items that stand side by side in order. */
async function swapItems({ best, consider }: Shrinking): Promise<void> {
  for (let i = 0; i < best().spans.length; i++) {
    const { choices, spans } = best();
    const first = spans[i];
    const second = spans.find((span) => span.label === 0 && span.from === first?.to);
    if (first === undefined || first.label !== 0 || second === undefined) continue;
    const [left, right] = [choices.slice(first.from, first.to), choices.slice(second.from, second.to)];
    await consider([...choices.slice(0, first.from), ...right, ...left, ...choices.slice(second.to)]);
  }
}
