import { LuaRaise } from '../../model/dispatch.js';
import { KnownError } from '../../model/known-error.js';
import type { RunSettings } from '../../model/settings.js';
import { createResolver, type FoundSource } from '../../script/resolve.js';
import { createSourceBook } from '../../script/source-book.js';
import { LuaTokenError } from '../../syntax/lua-tokens.js';
import { parseLua } from '../../syntax/parse-lua.js';

/** Finds scripts by path, or by name as scenarios do. Throws a KnownError where there is none, or it is no Lua. */
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
  const scripts = [...new Map(found.map((script) => [script.path, script])).values()];
  for (const { path, source } of scripts) checkLua(path, source);
  return scripts;
}

function checkLua(file: string, source: Uint8Array): void {
  try {
    parseLua(source);
  } catch (error) {
    if (!(error instanceof LuaTokenError)) throw error;
    throw new KnownError('bad-source', `not valid Lua: ${error.message}`, { at: { file, line: error.line } });
  }
}
