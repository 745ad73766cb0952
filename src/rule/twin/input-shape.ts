import type { PlainData } from '../../script/script-errors.js';
import type { Schema } from '../rule-settings.js';

/** What inputs are drawn from: which tables there are, and what stood or may stand in their fields. */
export type InputShape =
  | { readonly kind: 'leaf'; readonly examples: readonly PlainData[]; readonly held?: HeldLeaf }
  | { readonly kind: 'map'; readonly fields: Readonly<Record<string, InputShape>> }
  | { readonly kind: 'list'; readonly item: InputShape; readonly most: number };

/** What a schema lets stand in a leaf: most inputs keep to it, or none would come to the rule. */
export interface HeldLeaf {
  readonly type?: string;
  readonly least?: number;
  readonly most?: number;
  /** Whether only the examples may stand there. */
  readonly isClosed: boolean;
}

const MOST_ITEMS = 4;
const MAX_DEPTH = 6;

/** The shape that inputs have which are like these. */
export function shapeOfExamples(examples: readonly PlainData[]): InputShape {
  const lists = examples.filter((each): each is readonly PlainData[] => Array.isArray(each));
  const maps = examples.filter(isMap);
  if (maps.length > 0) {
    const keys = new Set(maps.flatMap((map) => Object.keys(map)));
    const fields = [...keys].map((key) => [key, shapeOfExamples(maps.map((map) => map[key]))] as const);
    return { kind: 'map', fields: Object.fromEntries(fields) };
  }
  if (lists.length > 0) {
    const most = Math.max(MOST_ITEMS, ...lists.map((list) => list.length));
    return { kind: 'list', item: shapeOfExamples(lists.flat()), most: Math.min(most, 2 * MOST_ITEMS) };
  }
  return { kind: 'leaf', examples: examples.filter((each) => each !== undefined) };
}

/** The shape of inputs that a JSON schema asks for. What it says of values only adds to what is tried. */
export function shapeOfSchema(schema: Schema, depth = 0): InputShape {
  const { properties, items, enum: words } = schema;
  if (depth > MAX_DEPTH) return { kind: 'leaf', examples: [] };
  if (isTable(properties)) {
    const fields = Object.entries(properties).map(
      ([key, each]) => [key, shapeOfSchema(isTable(each) ? each : {}, depth + 1)] as const,
    );
    return { kind: 'map', fields: Object.fromEntries(fields) };
  }
  if (isTable(items)) return { kind: 'list', item: shapeOfSchema(items, depth + 1), most: MOST_ITEMS };
  return { kind: 'leaf', ...readLeaf(schema, Array.isArray(words) ? words : undefined) };
}

function readLeaf(schema: Schema, words: readonly unknown[] | undefined) {
  const { type, minimum, maximum, const: only, default: usual } = schema;
  const [least, most] = [readNumber(minimum), readNumber(maximum)];
  const named = [usual, ...(only === undefined ? (words ?? []) : [only]), minimum, maximum];
  const held: HeldLeaf = {
    ...(typeof type === 'string' && { type }),
    ...(least !== undefined && { least }),
    ...(most !== undefined && { most }),
    isClosed: only !== undefined || words !== undefined,
  };
  // What a schema in JSON names is plain data.
  return { examples: named.filter((each) => each !== undefined) as readonly PlainData[], held };
}

function readNumber(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** A table with these fields, of which nothing more is known. */
export function shapeOfNames(names: readonly string[]): InputShape {
  return { kind: 'map', fields: Object.fromEntries(names.map((name) => [name, { kind: 'leaf', examples: [] }])) };
}

function isTable(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isMap(value: PlainData): value is Readonly<Record<string, PlainData>> {
  return isTable(value) && !(value instanceof Uint8Array);
}
