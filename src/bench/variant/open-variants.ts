import { KnownError } from '../../model/known-error.js';
import type { PlainData } from '../../script/script-errors.js';
import { hashSource } from '../../script/script-source.js';
import type { BenchDefinition, VariantDefinition } from '../load/bench-definition.js';
import { findNamedFile, type ProjectFiles } from '../load/bench-project.js';
import { openLuaVariant } from './open-lua-variant.js';
import type { Variant } from './variant.js';

/** Loads a native rule of a project, anew each time. Throws a KnownError where it does not load. */
export type NativeLoader = (root: string, path: string) => Promise<(input: never) => unknown>;

const NATIVE = /\.[cm]?[jt]s$/;

export interface VariantSource {
  readonly files: ProjectFiles;
  readonly loadNative: NativeLoader;
}

/** Opens all variants of a bench, each on its own. Throws a KnownError with the bench's line where one does not load. */
export async function openVariants(bench: BenchDefinition, source: VariantSource): Promise<[Variant, ...Variant[]]> {
  const [first, ...others] = bench.variants;
  const opened: [Variant, ...Variant[]] = [await openVariant(first, bench, source)];
  for (const variant of others) opened.push(await openVariant(variant, bench, source));
  return opened;
}

/** Opens one variant of a bench. Throws a KnownError. */
export async function openVariant(
  variant: VariantDefinition,
  { file, line }: Pick<BenchDefinition, 'file' | 'line'>,
  source: VariantSource,
): Promise<Variant> {
  try {
    return NATIVE.test(variant.path)
      ? await openNative(variant, file, source)
      : openLuaVariant(variant, file, source.files);
  } catch (error) {
    if (!(error instanceof KnownError) || error.at !== undefined) throw error;
    throw new KnownError(error.code, `variant ${variant.name}: ${error.message}`, { at: { file, line } });
  }
}

async function openNative(
  { name, path: named }: VariantDefinition,
  from: string,
  { files, loadNative }: VariantSource,
): Promise<Variant> {
  const path = findNamedFile(files, named, from);
  const run = await loadNative(files.root, path);
  return {
    name,
    kind: 'native',
    path,
    version: hashSource(files.book.read(path)),
    // A native rule says itself what it takes.
    call: (input) => run(input as never),
    startCold: async (input: PlainData) => {
      const fresh = await loadNative(files.root, path);
      fresh(input as never);
    },
  };
}
