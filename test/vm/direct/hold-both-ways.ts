import { deepStrictEqual } from 'node:assert';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/model/random-numbers.js';
import type { PlainData } from '../../../src/vm/direct/plain-data.js';
import { openRule, outcomeOf } from './harness.js';

/** Rows of one batch. */
const BATCH = 100;

const KEYS = ['a', 'b', 'wsjf_score', '__proto__', 'constructor', 'toString', 'x y', 'é', '1', '', 'k\n', 'a\0b'];

/** Makes up contexts: shapes come again, and so do strings, because that is what the raw way remembers. */
function createGenerator(seed: number) {
  const random = createRandom(seed);
  const below = (count: number) => Math.floor(random() * count);
  const leaves: readonly (() => PlainData)[] = [
    () => below(100),
    () => -below(1e9),
    () => random() * 1e6,
    () => -0,
    () => Number.NaN,
    () => Number.NEGATIVE_INFINITY,
    () => Number.MAX_SAFE_INTEGER,
    () => Number.MIN_SAFE_INTEGER,
    () => 2 ** 53,
    () => 2 ** 31,
    () => -(2 ** 31) - 1,
    () => 2n ** 60n,
    () => -(2n ** 63n),
    () => 2n ** 63n,
    () => random() < 0.5,
    () => null,
    () => undefined,
    () => '',
    () => `é${below(2000)}`,
    () => 'x'.repeat(below(100)),
    () => 'long'.repeat(below(2000)),
    () => `s${below(5)}`,
    () => '\0z',
    () => new Uint8Array([255, below(256)]),
  ];
  const make = (depth: number): PlainData => {
    const kind = random();
    if (depth > 3 || kind < 0.5) return leaves[below(leaves.length)]?.();
    if (kind < 0.65) return Array.from({ length: below(5) }, () => make(depth + 1));
    const made = {};
    for (let i = below(5); i > 0; i--) {
      const [key, value] = [KEYS[below(KEYS.length)] ?? '', make(depth + 1)];
      Object.defineProperty(made, key, { value, enumerable: true, writable: true, configurable: true });
    }
    return made;
  };
  const pool: PlainData[] = [];
  return (): PlainData => {
    if (pool.length > 20 && random() < 0.5) return pool[below(pool.length)];
    const made = make(0);
    if (pool.length < 50) pool.push(made);
    else if (random() < 0.05) pool[below(50)] = made;
    return made;
  };
}

const RULES: Readonly<Record<string, string>> = {
  'gives its context back': 'return function(context) return context end',
  'puts it into tables of its own':
    'return function(context) return { a = context, b = { context, context }, c = "k" } end',
  'reads fields, and raises where there are none':
    'return function(context) return { score = context.a + 1, tag = context.b } end',
  'builds its result step by step': `return function(context)
    local list, map = {}, {}
    for i = 1, 5 do list[#list + 1] = context end
    map.gone, map.list = 1, list
    map.gone = nil
    map["n" .. tostring(type(context))] = #list
    return map
  end`,
  'gives what cannot be told': `return function(context)
    local kinds = { function() end, { 1, nil, 3 }, { [1.5] = 1 }, { 1, x = 2 }, setmetatable({ y = 1 }, { __index = { z = 1 } }) }
    return kinds[type(context) == "number" and math.type(context) == "integer" and context % 5 + 1 or 5]
  end`,
};

/** Tests that hold both ways of calling a rule against each other on contexts that are made up, about `count` of them. */
export function holdBothWays(count: number): void {
  const perTest = Math.ceil(count / Object.keys(RULES).length / 2);
  describe('a rule that is called through memory', () => {
    it.each(Object.entries(RULES))('%s as one that is called value by value', (_, source) => {
      const [raw, plain] = [openRule(source), openRule(source, true)];
      const next = createGenerator(7);
      for (let i = 0; i < perTest; i++) {
        const context = next();
        // Vitest's own comparison takes an own `__proto__` for the prototype.
        deepStrictEqual(
          outcomeOf(() => raw.call(context)),
          outcomeOf(() => plain.call(context)),
        );
      }
    });

    it.each(Object.entries(RULES))('%s in batches too', (_, source) => {
      const [raw, plain] = [openRule(source), openRule(source, true)];
      const next = createGenerator(11);
      for (let i = 0; i < perTest / BATCH; i++) {
        const contexts = Array.from({ length: BATCH }, next);
        const [one, other] = [raw.callMany(contexts), plain.callMany(contexts)];
        deepStrictEqual(one.values, other.values);
        const told = ({ problems }: typeof one) =>
          Array.from(problems, ([row, { name, message }]) => [row, name, message]);
        expect(told(one)).toEqual(told(other));
      }
    });
  });
}
