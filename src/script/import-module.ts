import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Jiti } from 'jiti';

/** What a module exports by default, evaluated anew each time; throws whatever the module throws. */
export async function importModule(path: string): Promise<unknown> {
  return /\.m?ts$/.test(path) ? await importCompiled(path) : await importJavaScript(path);
}

async function importJavaScript(path: string): Promise<unknown> {
  try {
    const module: { default?: unknown } = await import(pathToFileURL(path).href);
    return module.default;
  } catch (error) {
    // Node tells no line of a syntax error in an imported module; jiti, which compiles the source itself, does.
    if (error instanceof SyntaxError && !error.stack?.includes(path)) return await importCompiled(path);
    throw error;
  }
}

async function importCompiled(path: string): Promise<unknown> {
  return await (await openJiti(false)).import(path, { default: true });
}

/** What compiles TypeScript as it is imported. With `isKept` a module is evaluated once, and shared by all that import it. */
async function openJiti(isKept: boolean): Promise<Jiti> {
  const { createJiti } = await import('jiti');
  const index = fileURLToPath(new URL('../index.js', import.meta.url));
  // `import { defineConfig } from 'moonrig'` works also where moonrig is not installed in the project (npx).
  return createJiti(import.meta.url, { alias: { moonrig: index }, moduleCache: isKept });
}

let kept: Promise<Jiti> | undefined;

/** What a module of TypeScript or JavaScript exports by default, evaluated once in this thread. */
export async function importOnce(path: string): Promise<unknown> {
  kept ??= openJiti(true);
  const module: unknown = await (await kept).import(path);
  // CommonJS may export a function alone.
  if (typeof module !== 'object' || module === null) return module;
  return 'default' in module ? module.default : undefined;
}
