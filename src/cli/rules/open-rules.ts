import { KnownError, type KnownErrorCode } from '../../model/known-error.js';
import { RuleError, type RuleErrorCause, type RuleKind } from '../../model/rule.js';
import { didYouMean } from '../../model/suggest.js';
import { FileRuleStore } from '../../rule/file-store.js';
import { prepareRule } from '../../rule/prepare-rule.js';
import type { PreparedRule } from '../../rule/prepared-rule.js';
import { kindOfFile } from '../../rule/rule-files.js';
import { readLimits } from '../../rule/rule-limits.js';
import type { StoredRule } from '../../rule/rule-store.js';
import { outside, toProjectPath } from '../../scenario/project-path.js';
import { loadConfig } from '../config/load-config.js';
import { resolveSettings } from '../config/resolve-settings.js';
import { makeVisible } from '../console/visible.js';
import type { Io } from '../io.js';

/** The rules of a project, as commands use them. */
export interface ProjectRules {
  readonly store: FileRuleStore;
  /** The folders in which they are looked for, as the config has them. */
  readonly folders: readonly string[];
  /** Further folders in which `require` looks. */
  readonly modulePaths: readonly string[];
  /** A rule by its id or its file. Throws a KnownError where there is none, or it is broken. */
  find(name: string, kind?: RuleKind): Promise<StoredRule>;
  /** Makes it ready; what it prints goes to stderr. Throws a KnownError. */
  prepare(rule: StoredRule): PreparedRule;
}

/** Opens the rules of the project that a command is started in. */
export async function openRules(io: Io, config: string | undefined): Promise<ProjectRules> {
  const { roots, modulePaths } = resolveSettings(await loadConfig(io.cwd, config), {}, io.cwd);
  const folders = roots.rule;
  const store = new FileRuleStore({ root: io.cwd, folders, modulePaths });
  const print = (text: string) => io.stderr.write(`${makeVisible(text)}\n`);
  const limits = readLimits({ ports: { print } });
  return {
    store,
    folders,
    modulePaths,
    prepare: (rule) => prepareRule(rule, limits),
    async find(name, kind) {
      const isFile = kindOfFile(name) !== undefined;
      const rule = isFile ? await store.read(insideProject(io.cwd, name)) : await store.get(name, kind);
      if (rule !== undefined) return rule;
      const ids = (await store.list()).map(({ id }) => id);
      if (kind === 'native' && ids.includes(name)) {
        throw new KnownError('not-found', `the rule ${name} has no native twin`, {
          hint: `write ${name}.ts beside it`,
        });
      }
      throw new KnownError('not-found', `there is no rule ${name} in ${folders.join(', ')}${didYouMean(name, ids)}`, {
        hint: '`moonrig rules list` shows those there are',
      });
    },
  };
}

/** A path relative to the project. Throws a KnownError for one that leads out of it. */
export function insideProject(root: string, path: string): string {
  const inside = toProjectPath(root, path);
  if (inside !== undefined) return inside;
  throw outside(path);
}

const CODES: Readonly<Record<RuleErrorCause, KnownErrorCode>> = {
  'unknown-rule': 'not-found',
  'bad-context': 'bad-command-line',
  raised: 'bad-source',
  'bad-result': 'bad-source',
  limit: 'bad-source',
};

/** What a command does with a rule; a RuleError becomes a KnownError, as users see them. */
export function tellRuleErrors<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw error instanceof RuleError ? new KnownError(CODES[error.cause], error.message) : error;
  }
}
