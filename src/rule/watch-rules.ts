import { KnownError } from '../model/known-error.js';
import { type Watching, watchFiles } from '../script/watch-files.js';
import type { FileVersion, RuleReader } from './read-rule-file.js';
import type { RuleChange } from './rule-store.js';

export interface RuleWatch {
  readonly root: string;
  readonly folders: readonly string[];
  readonly reader: RuleReader;
  /** The files that are meant now, with their versions. Throws a KnownError. */
  find(): readonly FileVersion[];
  onChange(change: RuleChange): void;
}

/** Tells what becomes of rules in files, by comparing versions. Resolves when every change from then on is seen. */
export async function watchRules(watch: RuleWatch): Promise<Watching> {
  let known = byId(watch.find());
  const modules = () => [...known.values()].flatMap((each) => each.modules);
  const refuse = (id: string | undefined, error: unknown) => {
    if (!(error instanceof KnownError)) throw error;
    watch.onChange({ kind: 'broken', id, problem: error });
  };

  async function compare(): Promise<void> {
    const before = known;
    try {
      known = byId(watch.find());
    } catch (error) {
      refuse(undefined, error);
      return;
    }
    for (const id of before.keys()) if (!known.has(id)) watch.onChange({ kind: 'removed', id });
    for (const [id, { file }] of known) {
      if (isSame(before.get(id), known.get(id))) continue;
      try {
        const rule = await watch.reader.read(file);
        if (rule !== undefined) watch.onChange({ kind: 'changed', rule });
      } catch (error) {
        refuse(id, error);
      }
    }
    watching.add(modules());
  }

  const watching = await watchFiles({
    root: watch.root,
    paths: [...watch.folders, ...modules()],
    onChange: compare,
    onProblem: (problem) => watch.onChange({ kind: 'broken', id: undefined, problem }),
  });
  await compare();
  return watching;
}

function byId(versions: readonly FileVersion[]): Map<string, FileVersion> {
  return new Map(versions.map((each) => [each.file.id, each]));
}

function isSame(a: FileVersion | undefined, b: FileVersion | undefined): boolean {
  return a?.version === b?.version && a?.file.path === b?.file.path;
}
