import { LuaRaise } from '../../model/dispatch.js';
import { KnownError } from '../../model/known-error.js';
import type { RunSettings } from '../../model/settings.js';
import { createResolver, type FoundSource } from '../../script/resolve.js';
import { createSourceBook } from '../../script/source-book.js';

/** Finds scripts by path, or by name as scenarios do. Throws a KnownError where there is none. */
export function findScripts(names: readonly string[], settings: RunSettings): readonly FoundSource[] {
  const book = createSourceBook(settings.root);
  const resolver = createResolver({ book, roots: settings.roots, modulePaths: settings.modulePaths });
  const found = names.map((name) => {
    try {
      return resolver.script(name.replaceAll('\\', '/').replace(/^\.\//, ''), undefined, 'command-line.lua');
    } catch (error) {
      if (!(error instanceof LuaRaise)) throw error;
      throw new KnownError('not-found', error.message.replace(/^script\.load: /, ''), {
        hint: 'name a script by its path, or by its name in rules, workflows, …',
      });
    }
  });
  return [...new Map(found.map((script) => [script.path, script])).values()];
}
