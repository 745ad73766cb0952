import { KnownError } from '../../model/known-error.js';
import { mergeSettings } from '../../rule/rule-settings.js';
import type { LoadedNativeRule } from '../../rule/rule-store.js';
import type { PlainData } from '../../script/script-errors.js';
import type { BenchDefinition, VariantDefinition } from '../load/bench-definition.js';
import { findNamedFile, type ProjectFiles } from '../load/bench-project.js';
import { openLuaVariant } from './open-lua-variant.js';
import { INSTANCE_COUNT, type Variant } from './variant.js';

/** Opens all variants of a bench, each on its own. Throws a KnownError with the bench's line where one does not load. */
export async function openVariants(bench: BenchDefinition, files: ProjectFiles): Promise<[Variant, ...Variant[]]> {
  const [first, ...others] = bench.variants;
  const opened: [Variant, ...Variant[]] = [await openVariant(first, bench, files)];
  for (const variant of others) opened.push(await openVariant(variant, bench, files));
  return opened;
}

/** Opens one variant of a bench. Throws a KnownError. */
export async function openVariant(
  variant: VariantDefinition,
  bench: Pick<BenchDefinition, 'file' | 'line'>,
  files: ProjectFiles,
): Promise<Variant> {
  const { name, entry } = variant;
  try {
    const path = findNamedFile(files, variant.path, bench.file);
    const rule = await files.rules.read(path);
    if (rule.kind === 'native') return await openNative(name, rule, files);
    const settings = entry === undefined ? rule.settings : { ...rule.settings, entry };
    return openLuaVariant(name, settings === undefined ? rule : { ...rule, settings }, files.options);
  } catch (error) {
    if (!(error instanceof KnownError) || error.at !== undefined) throw error;
    throw new KnownError(error.code, `variant ${name}: ${error.message}`, {
      at: { file: bench.file, line: bench.line },
    });
  }
}

async function openNative(name: string, rule: LoadedNativeRule, files: ProjectFiles): Promise<Variant> {
  const { path, version } = rule;
  const load = async () => {
    const fresh = await files.rules.read(path);
    return bindNative(fresh.kind === 'native' ? fresh : rule);
  };
  const instances = [bindNative(rule)];
  while (instances.length < INSTANCE_COUNT) instances.push(await load());
  return {
    name,
    kind: 'native',
    path,
    version,
    call: bindNative(rule),
    instances,
    startCold: async (input) => {
      (await load())(input);
    },
  };
}

/** The plain function that a native rule is, with its thresholds: what a caller in TypeScript would call. */
function bindNative({ rule, settings }: LoadedNativeRule): (input: PlainData) => unknown {
  const { run, ...own } = rule;
  const { thresholds = {} } = mergeSettings(own, settings);
  // A native rule says itself what it takes.
  return (input) => run.call(rule, input as never, thresholds);
}
