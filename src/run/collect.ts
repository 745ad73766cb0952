import type { Warning } from '../model/run-event.js';
import type { Scenario, ScenarioMode } from '../model/scenario.js';
import { isValueMap, toNumber, type Value, type ValueMap } from '../model/value.js';

/** One block of a scenario file; block 0 is the file itself. */
export interface Block {
  readonly name: string;
  /** -1 for the file. */
  readonly parent: number;
  readonly line: number;
  readonly hasSetup: boolean;
  readonly hasTeardown: boolean;
  readonly tags: readonly string[];
  readonly timeoutMs?: number;
  readonly retries?: number;
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

/** Turns what the prelude tells of a file into scenarios with ids, tags and inherited options. */
export function readCollected(file: string, values: readonly Value[]): Collected {
  const blocks = listOf(values[0]).map(readBlock);
  const nodes = listOf(values[1]);
  const blockOf = nodes.map((node) => number(node, 'block') - 1);
  const seen = new Map<string, number>();
  const warnings: Warning[] = [];
  const scenarios = nodes.map((node, index): Scenario => {
    const outer = blocksAround(blocks, blockOf[index] ?? 0);
    const given = [...outer.filter((block) => block.parent >= 0).map((block) => block.name), text(node, 'name')];
    const line = number(node, 'line');
    const key = given.join('\0');
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    const path = times === 1 ? given : [...given.slice(0, -1), `${given.at(-1)} #${times}`];
    if (times > 1) warnings.push(warnOfDuplicate(file, line, path));
    return { id: `${file}::${path.join(' › ')}`, file, line, index, path, ...readOptions(node, outer, given) };
  });
  return { blocks, scenarios, blockOf, warnings };
}

function warnOfDuplicate(file: string, line: number, path: readonly string[]): Warning {
  return {
    kind: 'warning',
    message: `this name was used before in its block; the scenario is called ${JSON.stringify(path.join(' › '))}`,
    at: { file, line },
    hint: 'give each scenario a name of its own',
  };
}

function readBlock(node: ValueMap): Block {
  return {
    name: text(node, 'name'),
    parent: number(node, 'parent') - 1,
    line: number(node, 'line'),
    hasSetup: node.has_setup === true,
    hasTeardown: node.has_teardown === true,
    tags: tagsOf(node),
    ...optional(node),
  };
}

function readOptions(node: ValueMap, outer: readonly Block[], path: readonly string[]) {
  const own = optional(node);
  const timeoutMs = own.timeoutMs ?? outer.findLast((block) => block.timeoutMs !== undefined)?.timeoutMs;
  const retries = own.retries ?? outer.findLast((block) => block.retries !== undefined)?.retries;
  const inNames = path.filter((name) => name.includes('#')).flatMap(readHashtags);
  const tags = [...new Set([...inNames, ...outer.flatMap((block) => block.tags), ...tagsOf(node)])].sort();
  return {
    tags,
    mode: readMode(node),
    ...(typeof node.reason === 'string' && { reason: node.reason }),
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(retries !== undefined && { retries }),
  };
}

function readHashtags(name: string): string[] {
  return [...name.matchAll(HASHTAG)].map((match) => match[1] ?? '');
}

function readMode(node: ValueMap): ScenarioMode {
  return node.mode === 'skip' || node.mode === 'todo' ? node.mode : 'run';
}

function optional(node: ValueMap): { timeoutMs?: number; retries?: number } {
  const [timeoutMs, retries] = [toNumber(node.timeout_ms), toNumber(node.retries)];
  return { ...(timeoutMs !== undefined && { timeoutMs }), ...(retries !== undefined && { retries }) };
}

function tagsOf(node: ValueMap): string[] {
  const { tags } = node;
  return Array.isArray(tags) ? tags.map((tag) => String(tag).replace(/^#/, '')) : [];
}

/** The blocks around a place, outermost first. */
export function blocksAround(blocks: readonly Block[], innermost: number): Block[] {
  const block = blocks[innermost];
  return block === undefined ? [] : [...blocksAround(blocks, block.parent), block];
}

function listOf(value: Value): ValueMap[] {
  return Array.isArray(value) ? value.filter(isValueMap) : [];
}

function text(node: ValueMap, key: string): string {
  const value = node[key];
  return value instanceof Uint8Array ? new TextDecoder().decode(value) : String(value);
}

function number(node: ValueMap, key: string): number {
  return toNumber(node[key]) ?? 0;
}
