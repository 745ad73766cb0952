import { KnownError } from '../../model/known-error.js';
import { compareText } from '../../model/run-record.js';
import { didYouMean } from '../../model/suggest.js';
import type { PlainData } from '../../script/script-errors.js';
import type { BenchDefinition, InputSource, VariantDefinition } from './bench-definition.js';

/** What the prelude tells of one `bench(…)`. */
export interface DescribedBench {
  readonly name: string;
  readonly line: number;
  readonly makes_inputs: boolean;
  readonly options: unknown;
}

const KEYS = ['inputs', 'variants', 'baseline', 'sizes', 'count'];
const DEFAULT_COUNT = 64;
const MAX_COUNT = 1000;
/** What stands in for a baseline where none is named. */
const USUAL_BASELINE = 'lua';

type Table = Readonly<Record<string, PlainData>>;

/** Reads one bench. Throws a KnownError with its line. */
export function checkBench(described: DescribedBench, file: string, number: number): BenchDefinition {
  const { name, line, makes_inputs: makesInputs } = described;
  const refuse = (why: string, hint?: string): never => {
    throw new KnownError('bad-source', `bench ${JSON.stringify(name)}: ${why}`, {
      at: { file, line },
      ...(hint === undefined ? {} : { hint }),
    });
  };
  const options = isTable(described.options) ? described.options : {};
  const unknown = Object.keys(options).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) return refuse(`there is no option ${unknown}${didYouMean(unknown, KEYS)}`);
  const variants = readVariants(options.variants, refuse);
  const baseline = readBaseline(options.baseline, variants, refuse);
  const sizes = readSizes(options.sizes, refuse);
  if (sizes.length > 0 && !makesInputs) return refuse('sizes: inputs must be a function(number, size) then');
  return {
    name,
    file,
    line,
    number,
    variants: [baseline, ...variants.filter((variant) => variant !== baseline)],
    hasOwnBaseline: options.baseline !== undefined,
    inputs: makesInputs
      ? { kind: 'made', count: readCount(options.count, refuse) }
      : readInputs(options.inputs, refuse),
    sizes,
  };
}

type Refuse = (why: string, hint?: string) => never;

function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}

function readVariants(given: PlainData, refuse: Refuse): VariantDefinition[] {
  if (!isTable(given) || Object.keys(given).length === 0)
    return refuse('variants: a table of names and rules is expected', 'variants = { lua = "rules/epic.lua" }');
  return Object.keys(given)
    .sort(compareText)
    .map((name) => {
      const value = given[name];
      if (typeof value === 'string') return { name, path: value };
      if (!isTable(value) || typeof value.path !== 'string')
        return refuse(`variants.${name}: a path is expected, or { path = …, entry = … }`);
      const { path, entry } = value;
      if (entry !== undefined && typeof entry !== 'string') return refuse(`variants.${name}.entry: a name is expected`);
      return { name, path, ...(entry === undefined ? {} : { entry }) };
    });
}

function readBaseline(given: PlainData, variants: readonly VariantDefinition[], refuse: Refuse): VariantDefinition {
  const names = variants.map(({ name }) => name);
  const wanted = given ?? USUAL_BASELINE;
  const found = variants.find(({ name }) => name === wanted) ?? (given === undefined ? variants[0] : undefined);
  return found ?? refuse(`baseline: there is no variant ${JSON.stringify(given)}; there are ${names.join(', ')}`);
}

function readSizes(given: PlainData, refuse: Refuse): readonly number[] {
  if (given === undefined) return [];
  const sizes: readonly PlainData[] = Array.isArray(given) ? given : [];
  const good = sizes.filter((size) => typeof size === 'number' && Number.isInteger(size) && size > 0);
  if (good.length < 2 || good.length !== sizes.length)
    return refuse('sizes: a list of two or more whole numbers is expected');
  const sorted = good.map(Number).sort((a, b) => a - b);
  return new Set(sorted).size === sorted.length ? sorted : refuse('sizes: one stands twice');
}

function readCount(given: PlainData, refuse: Refuse): number {
  if (given === undefined) return DEFAULT_COUNT;
  const isGood = typeof given === 'number' && Number.isInteger(given) && given >= 1 && given <= MAX_COUNT;
  return isGood ? given : refuse(`count: a whole number from 1 to ${MAX_COUNT} is expected`);
}

function readInputs(given: PlainData, refuse: Refuse): InputSource {
  if (typeof given === 'string') return { kind: 'file', path: given };
  if (Array.isArray(given) && given.length > 0) return { kind: 'list', list: checkInputs(given, refuse) };
  return refuse('inputs: a list, a function(number, size), or the path of a JSON file is expected');
}

/** Inputs as they may be: some, not too many, each of them something. */
export function checkInputs(list: readonly PlainData[], refuse: Refuse): readonly PlainData[] {
  if (list.length === 0) return refuse('inputs: the list is empty');
  if (list.length > MAX_COUNT) return refuse(`inputs: ${list.length} are too many; up to ${MAX_COUNT} are taken`);
  const hole = list.findIndex((input) => input === undefined || input === null);
  return hole < 0 ? list : refuse(`inputs: input ${hole + 1} is nothing`);
}
