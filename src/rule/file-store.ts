import { posix } from 'node:path';
import { KnownError } from '../model/known-error.js';
import type { RuleHead, RuleKind } from '../model/rule.js';
import { compareText } from '../model/run-record.js';
import { type FileVersion, type RuleProject, RuleReader } from './read-rule-file.js';
import { findRuleFiles, idOfFile, kindOfFile, type RuleFile } from './rule-files.js';
import type { RuleChange, RuleStore, StoredRule } from './rule-store.js';
import { watchRules } from './watch-rules.js';

export interface FileRuleStoreOptions extends RuleProject {
  /** Folders of rules, relative to the project; earlier ones go first. Default `rules`. */
  readonly folders?: readonly string[];
}

/** Rules as files of a project: `rules/**` `/*.lua` and `.ts`, without scenarios and benches; ids are paths. */
export class FileRuleStore implements RuleStore {
  readonly #options: FileRuleStoreOptions;
  readonly #reader: RuleReader;

  constructor(options: FileRuleStoreOptions) {
    this.#options = options;
    this.#reader = new RuleReader(options);
  }

  async list(): Promise<readonly RuleHead[]> {
    const heads = this.#versions().map(({ file: { id, kind }, version }) => ({ id, kind, version }));
    return heads.sort((a, b) => compareText(a.id, b.id));
  }

  async get(id: string, kind?: RuleKind): Promise<StoredRule | undefined> {
    const files = this.#find().get(id) ?? [];
    const file = kind === undefined ? files[0] : files.find((each) => each.kind === kind);
    return file === undefined ? undefined : await this.#reader.read(file);
  }

  /** The rule in one file, wherever it lies in the project. Throws a KnownError where there is none. */
  async read(path: string): Promise<StoredRule> {
    const kind = kindOfFile(path);
    if (kind === undefined) {
      throw new KnownError('not-found', 'is no rule: a .lua, .ts or .js file is expected', { at: { file: path } });
    }
    const clean = posix.normalize(path);
    const file: RuleFile = { id: idOfFile(clean, this.#folders), kind, path: clean };
    const rule = await this.#reader.read(file);
    if (rule === undefined) throw new KnownError('not-found', 'there is no such file', { at: { file: clean } });
    return rule;
  }

  async watch(onChange: (change: RuleChange) => void): Promise<() => Promise<void>> {
    const watching = await watchRules({
      root: this.#options.root,
      folders: this.#folders,
      reader: this.#reader,
      find: () => this.#versions(),
      onChange,
    });
    return () => watching.close();
  }

  get #folders(): readonly string[] {
    return this.#options.folders ?? ['rules'];
  }

  /** Those that are meant, one for each id. */
  #versions(): readonly FileVersion[] {
    return this.#reader.versions([...this.#find().values()].flatMap(([file]) => file ?? []));
  }

  #find(): ReadonlyMap<string, readonly RuleFile[]> {
    return findRuleFiles(this.#options.root, this.#folders);
  }
}
