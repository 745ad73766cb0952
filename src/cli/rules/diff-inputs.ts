import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openBenchProject } from '../../bench/load/bench-project.js';
import { loadBenchFile } from '../../bench/load/load-bench-file.js';
import { KnownError } from '../../model/known-error.js';
import { parseJsonText } from '../../model/parse-json-text.js';
import { showSystemError } from '../../model/system-error.js';
import type { PreparedRule } from '../../rule/prepared-rule.js';
import type { StoredRule } from '../../rule/rule-store.js';
import { type InputShape, shapeOfExamples, shapeOfNames, shapeOfSchema } from '../../rule/twin/input-shape.js';
import { readSourceWords, type SourceWords } from '../../rule/twin/source-words.js';
import type { PlainData } from '../../script/script-errors.js';
import { loadConfig } from '../config/load-config.js';
import { resolveSettings } from '../config/resolve-settings.js';
import { insideProject } from './open-rules.js';

/** What inputs are made from, and where that was found, in words. */
export interface FoundInputs {
  readonly shape: InputShape;
  readonly words: SourceWords;
  readonly origin: string;
}

export interface InputsRequest {
  readonly root: string;
  readonly rules: readonly [StoredRule, StoredRule];
  readonly prepared: readonly [PreparedRule, PreparedRule];
  /** A file with examples: a JSON list, or a bench. */
  readonly examples?: string;
  readonly config?: string;
  readonly seed: string;
}

/**
 * What inputs of two rules look like: by examples, by a schema, by the bench beside one of them, or by the fields that their
 * source names. Throws KnownError where none of these says anything.
 */
export async function findInputs(request: InputsRequest): Promise<FoundInputs> {
  const { root, rules, prepared, examples } = request;
  const sources = rules.map(({ path }) => readFileSync(join(root, path), 'utf8'));
  const each = sources.map(readSourceWords);
  const words: SourceWords = {
    numbers: each.flatMap(({ numbers }) => numbers),
    texts: each.flatMap(({ texts }) => texts),
    names: (each[rules.findIndex(({ kind }) => kind === 'lua')] ?? each[0])?.names ?? [],
  };
  if (examples !== undefined) {
    const path = insideProject(root, examples);
    return { shape: shapeOfExamples(await readExamples(path, request)), words, origin: path };
  }
  const schema = prepared.map(({ settings }) => settings.input).find((input) => input !== undefined);
  if (schema !== undefined) return { shape: shapeOfSchema(schema), words, origin: 'the input schema' };
  const bench = rules
    .map(({ path }) => path.replace(/\.\w+$/, '.bench.lua'))
    .find((path) => existsSync(join(root, path)));
  if (bench !== undefined) return { shape: shapeOfExamples(await readExamples(bench, request)), words, origin: bench };
  if (words.names.length > 0)
    return { shape: shapeOfNames(words.names), words, origin: 'the fields that the source names' };
  throw new KnownError('bad-command-line', 'nothing says what these rules take', {
    hint: 'give a JSON list of inputs, or a bench, with --examples <file>',
  });
}

async function readExamples(path: string, { root, config, seed }: InputsRequest): Promise<readonly PlainData[]> {
  if (path.endsWith('.bench.lua')) {
    const { roots, modulePaths, memoryBytes } = resolveSettings(await loadConfig(root, config), {}, root);
    const file = loadBenchFile(path, openBenchProject({ root, roots, modulePaths, memoryBytes }));
    return file.benches.flatMap((bench) =>
      (bench.sizes.length === 0 ? [undefined] : bench.sizes).flatMap((size) => file.readInputs(bench, size, seed)),
    );
  }
  const read = parseJsonText(readText(resolve(root, path), path), path, 'bad-source');
  // The door: JSON is plain data.
  if (Array.isArray(read) && read.length > 0) return read as readonly PlainData[];
  throw new KnownError('bad-source', 'a list of inputs is expected', { at: { file: path } });
}

function readText(file: string, path: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const why = showSystemError(error);
    if (why === undefined) throw error;
    throw new KnownError('not-found', `cannot be read: ${why}`, { at: { file: path } });
  }
}
