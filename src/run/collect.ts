import type { Warning } from '../model/run-event.js';
import type { PropertyOptions, Scenario, ScenarioMode } from '../model/scenario.js';
import { isValueMap, toNumber, type Value, type ValueMap } from '../model/value.js';
import { warnOfDuplicate, warnOfEmptyBlocks } from './odd-definitions.js';

/** One block of a scenario file; block 0 is the file itself. What blocks around it say is part of it already. */
export interface Block {
  readonly name: string;
  readonly line: number;
  /** Positions of the blocks from the file inward, its own last. */
  readonly around: readonly number[];
  /** Those of them that have a `setup`, and those that have a `teardown`. */
  readonly setups: readonly number[];
  readonly teardowns: readonly number[];
  /** Names of the blocks; the file has none. */
  readonly path: readonly string[];
  readonly tags: readonly string[];
  readonly timeoutMs?: number;
  readonly retries?: number;
  readonly schedules?: number;
}

/** What a scenario file defines. */
export interface Collected {
  readonly blocks: readonly Block[];
  readonly scenarios: readonly Scenario[];
  /** For each scenario, its block. */
  readonly blockOf: readonly number[];
  readonly warnings: readonly Warning[];
}

const HASHTAG = /(?:^|\s)#([\w-]+)/g;
const NO_TAGS: readonly string[] = [];
const NO_OPTIONS: ValueMap = {};

/**
 * Turns what the prelude tells of a file into scenarios with ids, tags and inherited options: its blocks, then names, lines
 * and blocks of the scenarios as lists side by side, then the options of those that have any.
 */
export function readCollected(file: string, values: readonly Value[]): Collected {
  const blocks: Block[] = [];
  for (const node of mapsIn(values[0])) blocks.push(readBlock(node, blocks));
  const [names, lines] = [listIn(values[1]).map(toText), numbersIn(values[2])];
  const blockOf = numbersIn(values[3]).map((position) => position - 1);
  const extras = new Map(mapsIn(values[4]).map((node) => [number(node, 'position') - 1, node]));
  const namer = createNamer();
  const warnings: Warning[] = [];
  const scenarios = names.map((name, index): Scenario => {
    const block = blocks[blockOf[index] ?? 0];
    if (block === undefined) throw new Error(`${file} has no block ${blockOf[index]}`);
    const line = lines[index] ?? 0;
    const node = extras.get(index) ?? NO_OPTIONS;
    const { path, isRepeated } = namer(block.path, name);
    if (isRepeated) warnings.push(warnOfDuplicate(file, line, path));
    const tags = mergeTags(block.tags, readTags(node, name));
    return { id: `${file}::${path.join(' › ')}`, file, line, index, path, tags, ...readOptions(node, block) };
  });
  warnings.push(...warnOfEmptyBlocks(file, blocks, blockOf));
  return { blocks, scenarios, blockOf, warnings };
}

function readBlock(node: ValueMap, earlier: readonly Block[]): Block {
  const position = earlier.length;
  const outer = earlier[number(node, 'parent') - 1];
  const name = toText(node.name);
  const join = (list: readonly number[] = [], isIn: boolean) => (isIn ? [...list, position] : list);
  return {
    name,
    line: number(node, 'line'),
    around: join(outer?.around, true),
    setups: join(outer?.setups, node.has_setup === true),
    teardowns: join(outer?.teardowns, node.has_teardown === true),
    path: outer === undefined ? [] : [...outer.path, name],
    tags: outer === undefined ? NO_TAGS : mergeTags(outer.tags, readTags(node, name)),
    ...readLimits(node, outer),
  };
}

/** Gives each scenario its path; the same one again gets ` #2`, ` #3`, … */
function createNamer() {
  const seen = new Map<string, number>();
  return (around: readonly string[], name: string): { path: string[]; isRepeated: boolean } => {
    const given = [...around, name];
    const key = given.join('\0');
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return times === 1
      ? { path: given, isRepeated: false }
      : { path: [...around, `${name} #${times}`], isRepeated: true };
  };
}

function readOptions(node: ValueMap, block: Block) {
  const { mode, reason } = node;
  const shown: ScenarioMode = mode === 'skip' || mode === 'todo' ? mode : 'run';
  const property = readProperty(node);
  return {
    mode: shown,
    ...(typeof reason === 'string' && { reason }),
    ...readLimits(node, block),
    ...(property && { property }),
  };
}

function readProperty({ cases, seed }: ValueMap): PropertyOptions | undefined {
  const count = toNumber(cases);
  if (count === undefined) return undefined;
  return { cases: count, ...(seed !== undefined && { seed: toText(seed) }) };
}

/** Its own deadline, retries and schedules, else those of the block around it. */
function readLimits(node: ValueMap, outer: Block | undefined): Pick<Block, 'timeoutMs' | 'retries' | 'schedules'> {
  const timeoutMs = toNumber(node.timeout_ms) ?? outer?.timeoutMs;
  const retries = toNumber(node.retries) ?? outer?.retries;
  const schedules = toNumber(node.schedules) ?? outer?.schedules;
  return {
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(retries !== undefined && { retries }),
    ...(schedules !== undefined && { schedules }),
  };
}

/** Tags of the options and of the name. */
function readTags(node: ValueMap, name: string): readonly string[] {
  const { tags } = node;
  const own = Array.isArray(tags) ? tags.map((tag) => String(tag).replace(/^#/, '')) : NO_TAGS;
  if (!name.includes('#')) return own;
  return [...own, ...[...name.matchAll(HASHTAG)].map((match) => match[1] ?? '')];
}

function mergeTags(outer: readonly string[], own: readonly string[]): readonly string[] {
  return own.length === 0 ? outer : [...new Set([...outer, ...own])].sort();
}

function listIn(value: Value): readonly Value[] {
  return Array.isArray(value) ? value : [];
}

function mapsIn(value: Value): ValueMap[] {
  return listIn(value).filter(isValueMap);
}

function numbersIn(value: Value): number[] {
  return listIn(value).map((item) => toNumber(item) ?? 0);
}

function toText(value: Value): string {
  return value instanceof Uint8Array ? new TextDecoder().decode(value) : String(value);
}

function number(node: ValueMap, key: string): number {
  return toNumber(node[key]) ?? 0;
}
