import { pathToFileURL } from 'node:url';
import { importModule } from '../../script/import-module.js';

/** What a module exports by default; throws whatever the module throws. */
export async function importConfig(path: string): Promise<unknown> {
  return /\.m?ts$/.test(path) ? defaultOf(await importModule(path)) : await importJavaScript(path);
}

async function importJavaScript(path: string): Promise<unknown> {
  try {
    const module: { default?: unknown } = await import(pathToFileURL(path).href);
    return module.default;
  } catch (error) {
    // Node tells no line of a syntax error in an imported module; jiti, which compiles the source itself, does.
    if (error instanceof SyntaxError && !error.stack?.includes(path)) return defaultOf(await importModule(path));
    throw error;
  }
}

function defaultOf(module: unknown): unknown {
  return typeof module === 'object' && module !== null && 'default' in module ? module.default : module;
}
