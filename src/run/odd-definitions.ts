import type { Warning } from '../model/run-event.js';

/** What a warning about blocks needs of each. */
interface AnyBlock {
  readonly name: string;
  readonly line: number;
  /** Positions of the blocks from the file inward, its own last. */
  readonly around: readonly number[];
}

/** Of a scenario whose name another of its block has. `path` is the one that it gets. */
export function warnOfDuplicate(file: string, line: number, path: readonly string[]): Warning {
  return {
    kind: 'warning',
    message: `this name was used before in its block; the scenario is called ${JSON.stringify(path.join(' › '))}`,
    at: { file, line },
    hint: 'give each scenario a name of its own',
  };
}

/** Of blocks without a scenario, the outermost: a loop over nothing defines nothing, and is as quiet. */
export function warnOfEmptyBlocks(file: string, blocks: readonly AnyBlock[], blockOf: readonly number[]): Warning[] {
  const used = new Set([0, ...blockOf.flatMap((position) => blocks[position]?.around ?? [])]);
  const empty = blocks.filter(({ around }, position) => !used.has(position) && used.has(around.at(-2) ?? 0));
  return empty.map(({ name, line }) => ({
    kind: 'warning',
    message: `the block ${JSON.stringify(name)} holds no scenario`,
    at: { file, line },
    hint: 'where a loop defines them, it may have had nothing to go over',
  }));
}

const LOCAL_TEST = 'local function test_';

/** Of local functions at the margin that are named like plain scenarios, and that nothing calls. */
export function warnOfLocalTests(file: string, source: Uint8Array): Warning[] {
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  if (!bytes.includes(LOCAL_TEST)) return [];
  const text = bytes.toString('latin1');
  const names = [...text.matchAll(/^local function (test_\w+)/gm)];
  const unused = names.filter(({ 1: name = '' }) => text.split(new RegExp(`\\b${name}\\b`)).length === 2);
  return unused.map(({ 1: name, index }) => ({
    kind: 'warning',
    message: `${name} is local, so that it is no scenario`,
    at: { file, line: text.slice(0, index).split('\n').length },
    hint: 'a plain scenario is a global function',
  }));
}
