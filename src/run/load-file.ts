import { KnownError } from '../model/known-error.js';
import type { Failure, ScenarioError, Trouble } from '../model/outcome.js';
import type { Warning } from '../model/run-event.js';
import { isValueMap, toNumber, type Value, type ValueMap } from '../model/value.js';
import type { VmSnapshot } from '../vm/vm.js';
import { createWorld, type WorldBase } from '../world/world.js';
import { type Collected, readCollected } from './collect.js';
import type { ForkPoint, Forks } from './forks.js';
import { readError } from './halt.js';
import { visibleFailures } from './judge.js';
import type { KeptExamples } from './kept-examples.js';
import { findLeftWaiting } from './left-waiting.js';
import { warnOfLocalTests } from './odd-definitions.js';

/** A scenario file whose top level has run. */
export interface LoadedFile {
  readonly file: string;
  readonly collected: Collected;
  /** The moment after the top level. */
  readonly start: ForkPoint;
  /** Failed checks of the top level that it went on after. Every scenario that runs has them too. */
  readonly failures: readonly Failure[];
  /** Failing examples of its properties that earlier runs have kept. */
  readonly examples?: KeptExamples;
}

export type LoadResult =
  | { readonly kind: 'loaded'; readonly loaded: LoadedFile }
  | { readonly kind: 'broken'; readonly trouble: Trouble };

export interface LoadParts {
  readonly forks: Forks;
  readonly base: WorldBase;
  /** The VM with nothing but the prelude. */
  readonly bare: VmSnapshot;
}

/** Runs a file's top level in a bare VM and tells what it defines, or why it does not load. */
export async function loadFile(file: string, { forks, base, bare }: LoadParts): Promise<LoadResult> {
  const { setupFiles, checks } = base.settings;
  const broken = (error: Partial<ScenarioError> & { message: string }, check?: number): LoadResult => {
    const others = [...forks.world.checks.numbered].filter(([number]) => number !== check);
    const failures = visibleFailures(new Map(others), checks);
    return { kind: 'broken', trouble: { error: { cause: 'load', at: { file }, traceback: [], ...error }, failures } };
  };
  forks.goTo({ vm: bare, world: createWorld(base, file) });
  const sources: Value[] = [];
  for (const path of [...setupFiles, file]) {
    const source = readSource(base, path);
    if (source instanceof KnownError)
      return broken({ message: source.message, at: { file: path }, ...(source.hint && { hint: source.hint }) });
    sources.push(path, source);
  }
  const result = await forks.call('load', [checks === 'lua', ...sources]);
  if (result.kind === 'broken') return broken({ cause: result.cause, message: result.message });
  const [failed] = result.values;
  if (isValueMap(failed)) return broken(readLoadError(file, failed, base), toNumber(failed.check));
  const waiting = findLeftWaiting(forks.world, 'load', "the file's top level");
  if (waiting) return broken(waiting);
  // Taken before the file is asked what it holds: what that leaves behind would be copied by every fork.
  const start = forks.take();
  const failures = visibleFailures(start.world.checks.numbered, checks);
  const told = await forks.call('collect', []);
  if (told.kind === 'broken') return broken({ cause: told.cause, message: told.message });
  const collected = addWarnings(readCollected(file, told.values), warnOfLocalTests(file, base.book.read(file)));
  if (collected.scenarios.length > 0)
    return { kind: 'loaded', loaded: await addExamples({ file, collected, start, failures }, base) };
  return broken({
    message: 'the file defines no scenario',
    at: { file, line: 1 },
    hint: 'describe one with it("name", function() … end), or with a global function test_name()',
  });
}

/** The file with what is kept beside it; only where it has a property, which few files do. */
async function addExamples(loaded: LoadedFile, base: WorldBase): Promise<LoadedFile> {
  const { file, collected } = loaded;
  if (collected.scenarios.every(({ property }) => property === undefined)) return loaded;
  const { readExamples } = await import('./kept-examples.js');
  const { examples, warning } = readExamples(base.settings.root, file);
  return { ...loaded, examples, collected: addWarnings(collected, warning === undefined ? [] : [warning]) };
}

function addWarnings(collected: Collected, warnings: readonly Warning[]): Collected {
  return warnings.length === 0 ? collected : { ...collected, warnings: [...collected.warnings, ...warnings] };
}

function readSource(base: WorldBase, file: string): Uint8Array | KnownError {
  try {
    return base.book.read(file);
  } catch (error) {
    if (error instanceof KnownError) return error;
    throw error;
  }
}

function readLoadError(file: string, failed: ValueMap, base: WorldBase): ScenarioError {
  if (typeof failed.syntax !== 'string') return readError(failed, 'load', base.book.excerpt);
  // Lua shortens long names in its messages, so only the line is taken from there.
  const found = /^.*?:(\d+): (.*)$/s.exec(failed.syntax);
  const at = { file: typeof failed.path === 'string' ? failed.path : file, line: Number(found?.[1] ?? 1) };
  const excerpt = base.book.excerpt(at);
  const message = `not valid Lua: ${found?.[2] ?? failed.syntax}`;
  return { cause: 'load', message, at, traceback: [], ...(excerpt && { excerpt }) };
}
