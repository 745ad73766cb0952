import { KnownError } from '../model/known-error.js';
import { locateKey } from '../model/locate-key.js';
import { parseJsonText } from '../model/parse-json-text.js';
import { findLuaModules, findNativeModules } from '../script/module-closure.js';
import { loadNativeModule } from '../script/native-module.js';
import { createResolver, type FoundSource, NO_ROOTS, type Resolver } from '../script/resolve.js';
import { hashSource, prepareSource } from '../script/script-source.js';
import { createSourceBook, type SourceBook } from '../script/source-book.js';
import { readNative } from './read-native.js';
import type { RuleFile } from './rule-files.js';
import { type RuleSettings, readSettings } from './rule-settings.js';
import type { LoadedNativeRule, LuaRule, StoredRule } from './rule-store.js';

/** A project whose files hold rules. */
export interface RuleProject {
  /** The project's folder, absolute. */
  readonly root: string;
  /** Further folders in which `require` looks, relative to it. */
  readonly modulePaths?: readonly string[];
}

/** The version of what a file holds; `unreadable` where it cannot be read. */
export interface FileVersion {
  readonly file: RuleFile;
  readonly version: string;
  /** Files of the modules that belong to it. */
  readonly modules: readonly string[];
}

/** What makes up one version of a rule. */
interface Parts {
  readonly source: Uint8Array;
  readonly beside: Uint8Array | undefined;
  readonly modules: readonly FoundSource[];
  readonly version: string;
}

/** Reads rules from files. Each call reads what the files hold then. */
export class RuleReader {
  readonly #project: RuleProject;

  constructor(project: RuleProject) {
    this.#project = project;
  }

  /** The versions that files have now, without running anything. */
  versions(files: readonly RuleFile[]): readonly FileVersion[] {
    const book = this.#book();
    return files.map((file) => {
      try {
        const { version, modules } = this.#gather(file, book);
        return { file, version, modules: modules.map(({ path }) => path) };
      } catch (error) {
        if (!(error instanceof KnownError)) throw error;
        return { file, version: 'unreadable', modules: [] };
      }
    });
  }

  /** The rule that a file holds; undefined where the file is gone. Throws a KnownError where it is broken. */
  async read(file: RuleFile): Promise<StoredRule | undefined> {
    const book = this.#book();
    if (!book.has(file.path)) return undefined;
    return file.kind === 'lua' ? this.readLua(file, book) : await this.#readNative(file, book);
  }

  /** The Lua rule that a file holds, at once. Throws a KnownError where it is broken, or gone. */
  readLua(file: RuleFile, book = this.#book()): LuaRule {
    const { source, beside, modules, version } = this.#gather(file, book);
    const settings = readBeside(file.path, beside);
    return {
      ...file,
      kind: 'lua',
      version,
      source: prepareSource(source, file.path),
      ...settings,
      modules,
      findModule: this.#modulesOf(modules),
    };
  }

  async #readNative(file: RuleFile, book: SourceBook): Promise<LoadedNativeRule> {
    const { beside, version } = this.#gather(file, book);
    const settings = readBeside(file.path, beside);
    const rule = readNative(await loadNativeModule(this.#project.root, file.path), file.path);
    // The module was read by its loader: a file that changed meanwhile is read again, so that the version is that of what runs.
    if (this.#gather(file, book).version !== version) return await this.#readNative(file, book);
    return { ...file, kind: 'native', version, rule, ...settings };
  }

  #book(): SourceBook {
    return createSourceBook(this.#project.root);
  }

  #gather(file: RuleFile, book: SourceBook): Parts {
    const source = book.readRaw(file.path);
    const besidePath = besideOf(file.path);
    const beside = book.has(besidePath) ? book.readRaw(besidePath) : undefined;
    const first = { path: file.path, source };
    const modules = file.kind === 'lua' ? findLuaModules(first, this.#resolver(book)) : findNativeModules(first, book);
    const others = modules.flatMap((module) => [new TextEncoder().encode(module.path), module.source]);
    return {
      source,
      beside,
      modules,
      version: hashSource(source, beside === undefined ? others : [beside, ...others]),
    };
  }

  #resolver(book: Pick<SourceBook, 'has' | 'read'>): Resolver {
    // Rules are found by their files; no kind of script is asked for.
    return createResolver({ book, roots: NO_ROOTS, modulePaths: this.#project.modulePaths ?? [] });
  }

  /** Modules as they belong to one version. One whose name is put together at run time is kept as it is when first asked for. */
  #modulesOf(modules: readonly FoundSource[]): NonNullable<LuaRule['findModule']> {
    const kept = new Map(modules.map(({ path, source }) => [path, source]));
    const live = this.#book();
    const resolver = this.#resolver({
      has: (path) => kept.has(path) || live.has(path),
      read(path) {
        const source = kept.get(path) ?? live.read(path);
        kept.set(path, source);
        return source;
      },
    });
    return (name, from) => resolver.module(name, from);
  }
}

/** The file with a rule's settings: `a.json` beside `a.lua` and `a.ts`. */
function besideOf(path: string): string {
  return path.replace(/\.\w+$/, '.json');
}

function readBeside(path: string, bytes: Uint8Array | undefined): { readonly settings?: RuleSettings } {
  if (bytes === undefined) return {};
  const file = besideOf(path);
  const source = new TextDecoder().decode(bytes);
  const settings = readSettings(parseJsonText(source, file, 'bad-source'), (key) => {
    const line = locateKey(source, key);
    return { file, ...(line === undefined ? {} : { line }) };
  });
  return { settings };
}
