import type { FunctionDescription } from '../model/binding.js';
import { answerValue, LuaRaise } from '../model/dispatch.js';
import type { Value } from '../model/value.js';
import { type Binding, luaTypeName } from './host-function.js';
import type { World } from './world.js';

type Row = readonly [name: string, signature: string, summary: string, example: string];

const ROWS: readonly Row[] = [
  ['random.number', '() -> number', 'From 0 up to, not including, 1.', 'if random.number() < 0.5 then … end'],
  [
    'random.integer',
    '(low: integer, high: integer) -> integer',
    'A whole number between two bounds, both included.',
    'random.integer(1, 6)',
  ],
  ['random.pick', '<T>(list: T[]) -> T', 'One item of a list.', 'random.pick{ "a", "b" }'],
  ['random.shuffle', '<T>(list: T[]) -> T[]', 'A shuffled copy.', 'random.shuffle(tasks)'],
  [
    'random.uuid',
    '() -> string',
    'A UUID of version 4. Ids are drawn apart from all other random numbers.',
    'local request_id = random.uuid()',
  ],
  [
    'random.id',
    '(prefix?: string) -> string',
    '16 hexadecimal digits, behind the prefix and a _ where there is one.',
    'local message = { id = random.id("msg") }',
  ],
];

/** `random`: chance that the run's seed decides. What draws from `math.random` is made by the prelude. */
export const randomBinding: Binding = {
  name: 'random',
  summary: 'Chance, seeded for each scenario; math.random draws from the same stream.',
  functions: ROWS.map(
    ([name, signature, summary, example]): FunctionDescription => ({ name, signature, summary, example, half: 'use' }),
  ),
  internal: {
    'random.uuid': ({ world }) => answerValue(drawUuid(world)),
    'random.id': ({ world, args }) => answerValue(drawId(world, args[0])),
  },
};

export function drawUuid(world: World): string {
  return toUuid(world.random('ids').hex(16));
}

/** Raises where the prefix is neither a text nor left out. */
export function drawId(world: World, prefix: Value): string {
  if (prefix !== undefined && typeof prefix !== 'string') {
    throw new LuaRaise(`random.id: a text is expected as argument 1, got ${luaTypeName(prefix)}`);
  }
  return `${prefix === undefined ? '' : `${prefix}_`}${world.random('ids').hex(8)}`;
}

/** RFC 9562: version 4, variant 10. */
function toUuid(digits: string): string {
  const variant = ((Number.parseInt(digits[16] ?? '0', 16) & 3) | 8).toString(16);
  const whole = `${digits.slice(0, 12)}4${digits.slice(13, 16)}${variant}${digits.slice(17)}`;
  return whole.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
