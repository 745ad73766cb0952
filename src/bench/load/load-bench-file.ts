import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KnownError } from '../../model/known-error.js';
import { parseJsonText } from '../../model/parse-json-text.js';
import { hash32 } from '../../model/seed.js';
import { readLuaMessage } from '../../script/open-script.js';
import { type PlainData, ResultError, RuleRaise } from '../../script/script-errors.js';
import type { BenchDefinition } from './bench-definition.js';
import { findNamedFile, type ProjectFiles } from './bench-project.js';
import { checkBench, checkInputs, type DescribedBench } from './check-bench.js';
import { openBenchVm } from './open-bench-vm.js';

/** The benches of one file. */
export interface BenchFile {
  readonly benches: readonly BenchDefinition[];
  /**
   * The inputs of a bench, at a size where it has sizes; the same for the same seed. Throws a KnownError where there are
   * none.
   */
  readInputs(bench: BenchDefinition, size: number | undefined, seed: string): readonly PlainData[];
}

/** Loads a `*.bench.lua` file. Throws a KnownError with its line where it does not load, or says nothing that can be timed. */
export function loadBenchFile(path: string, files: ProjectFiles): BenchFile {
  const source = { name: path, path, source: files.book.read(path) };
  const ask = guardLua(path, () => openBenchVm(source, files.options).load(source, 'load_bench'));
  // The door: what the prelude's `describe` gives.
  const described = guardLua(path, () => ask.call(undefined)) as readonly DescribedBench[] | object;
  const benches = (Array.isArray(described) ? described : []).map((each: DescribedBench, i) =>
    checkBench(each, path, i + 1),
  );
  if (benches.length === 0)
    throw new KnownError('bad-source', 'defines no bench', {
      at: { file: path },
      hint: 'bench("epic validation", { inputs = …, variants = { lua = "rules/epic_validation.lua" } })',
    });
  refuseTwice(benches);
  return {
    benches,
    readInputs(bench, size, seed) {
      const { inputs, number, name, line } = bench;
      const refuse = (why: string): never => {
        throw new KnownError('bad-source', `bench ${JSON.stringify(name)}: ${why}`, { at: { file: path, line } });
      };
      if (inputs.kind === 'list') return inputs.list;
      if (inputs.kind === 'file') return checkInputs(readFixture(inputs.path, path, files), refuse);
      const request = {
        number,
        count: inputs.count,
        seed: hash32(new TextEncoder().encode(seed), number),
        ...(size && { size }),
      };
      const made = guardLua(path, () => ask.call(request));
      return Array.isArray(made) ? checkInputs(made, refuse) : refuse('inputs gave no list');
    },
  };
}

function refuseTwice(benches: readonly BenchDefinition[]): void {
  const seen = new Set<string>();
  for (const { name, file, line } of benches) {
    if (seen.size === seen.add(name).size)
      throw new KnownError('bad-source', `a second bench is called ${JSON.stringify(name)}`, { at: { file, line } });
  }
}

/** What went wrong in the file as an error with its line. */
function guardLua<T>(file: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof ResultError)
      throw new KnownError('bad-source', `what a bench says must be plain data: ${error.message}`, { at: { file } });
    if (!(error instanceof RuleRaise)) throw error;
    const { at, message } = readLuaMessage(error.message, file);
    throw new KnownError('bad-source', message, { at });
  }
}

function readFixture(name: string, from: string, { root, ...files }: ProjectFiles): readonly PlainData[] {
  const path = findNamedFile({ root, ...files }, name, from);
  const read = parseJsonText(readFileSync(join(root, path), 'utf8'), path, 'bad-source');
  // The door: JSON is plain data.
  if (Array.isArray(read)) return read as readonly PlainData[];
  throw new KnownError('bad-source', 'a list of inputs is expected', { at: { file: path } });
}
