import type { Random } from '../../model/random-numbers.js';
import type { PlainData } from '../../script/script-errors.js';
import type { HeldLeaf, InputShape } from './input-shape.js';
import type { SourceWords } from './source-words.js';

/** Makes inputs at random, most of them at the edges of what a rule tells apart. */
export interface InputMaker {
  /** So many inputs whose tables are the same ones, so that they cross to Lua together. */
  make(count: number): PlainData[];
}

/** What is tried in place of any value. */
const ODD: readonly PlainData[] = [
  undefined,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  0,
  -0,
  1,
  -1,
  0.5,
  100,
  2 ** 31,
  2 ** 53,
  2n ** 62n,
  -(2n ** 63n),
  1e300,
  '',
  ' ',
  '0',
  'nil',
  true,
  false,
  null,
];
/** Of a leaf's values: what is like its examples, what stands at an edge of the source, what is odd. */
const LIKELY = 0.5;
const AT_EDGE = 0.35;
/** How often a table is something else, or not there. */
const NO_TABLE = 0.06;
/** How often a number is one that nobody has named. */
const FRESH = 0.3;

/** A maker of inputs of a shape, with the edges of a source. */
export function createInputMaker(shape: InputShape, words: SourceWords, random: Random): InputMaker {
  const edges = listEdges(words);
  return {
    make(count) {
      const draw = plan(shape, edges, random);
      return Array.from({ length: count }, () => draw());
    },
  };
}

/** The constants of a source, what lies just beside them, and its texts. */
function listEdges({ numbers, texts }: SourceWords): readonly PlainData[] {
  const near = numbers.flatMap((number) => [number, number + 1, number - 1, number + 0.1, number - 0.1, -number]);
  return [...new Set<PlainData>([...near, ...texts])];
}

/** Decides which tables there are; what it gives draws the leaves, again and again. */
function plan(shape: InputShape, edges: readonly PlainData[], random: Random): () => PlainData {
  if (shape.kind === 'leaf') {
    const { examples, held } = shape;
    return held === undefined ? planLeaf(examples, edges, random) : planHeld({ examples, held, edges, random });
  }
  if (random() < NO_TABLE) return planLeaf([], edges, random);
  if (shape.kind === 'list') {
    const items = Array.from({ length: Math.floor(random() * (shape.most + 1)) }, () =>
      plan(shape.item, edges, random),
    );
    // Nothing in a list is null: Lua has no other word for it.
    return () => items.map((item) => item() ?? null);
  }
  const keys = Object.keys(shape.fields);
  const draws = Object.values(shape.fields).map((field) => plan(field, edges, random));
  return compileMap(keys, draws);
}

/** All maps of one plan have one hidden class: code that names the keys makes them in one go. */
function compileMap(keys: readonly string[], draws: readonly (() => PlainData)[]): () => PlainData {
  const fields = keys.map((key, i) => `[${JSON.stringify(key)}]:d${i}()`);
  const names = draws.map((_, i) => `d${i}`);
  // What `Function` makes is untyped; of what comes from outside the code holds keys alone, as JSON strings.
  return new Function(...names, `return()=>({${fields.join(',')}})`)(...draws) as () => PlainData;
}

function planLeaf(examples: readonly PlainData[], edges: readonly PlainData[], random: Random): () => PlainData {
  const likely = [...examples, ...edges];
  const numbers = likely.filter((each) => typeof each === 'number' && Number.isFinite(each)).map(Number);
  const [least, most] = [Math.min(0, ...numbers), Math.max(100, ...numbers)];
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  return () => {
    const chance = random();
    if (chance >= LIKELY + AT_EDGE) return pick(ODD);
    if (chance >= LIKELY) return pick(edges);
    if (random() >= FRESH) return pick(examples.length > 0 ? examples : edges);
    const number = least + random() * (most - least);
    return random() < 0.5 ? Math.round(number) : number;
  };
}

/** How often a leaf does not keep to its schema. */
const BREACH = 0.03;

interface HeldParts {
  readonly examples: readonly PlainData[];
  readonly held: HeldLeaf;
  readonly edges: readonly PlainData[];
  readonly random: Random;
}

/** Draws what a schema lets through, but for a few. */
function planHeld({ examples, held, edges, random }: HeldParts): () => PlainData {
  const { type, least = -1000, most = 1000, isClosed } = held;
  const fits = (value: PlainData): boolean => {
    if (type === 'boolean') return typeof value === 'boolean';
    if (type === 'string') return typeof value === 'string';
    if (typeof value !== 'number') return type === undefined;
    return value >= least && value <= most && (type === 'number' || (type === 'integer' && Number.isInteger(value)));
  };
  const pool = isClosed ? examples : [...examples, ...edges, ...ODD].filter(fits);
  const isNumeric = !isClosed && (type === 'number' || type === 'integer');
  return () => {
    if (pool.length === 0 || random() < BREACH) return ODD[Math.floor(random() * ODD.length)];
    if (!isNumeric || random() >= FRESH) return pool[Math.floor(random() * pool.length)];
    const number = least + random() * (most - least);
    return type === 'integer' ? Math.round(number) : number;
  };
}
