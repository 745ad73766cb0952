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
  const module = await importAnew(path);
  return typeof module === 'object' && module !== null && 'default' in module ? module.default : module;
}

let last: Promise<unknown> = Promise.resolve();

/**
 * All that a module of TypeScript or JavaScript exports, from the file as it is now, and what it imports by path too. `path` is
 * absolute. Throws whatever the module throws.
 */
export async function importAnew(path: string): Promise<unknown> {
  // One after another: what one import has loaded anew is not thrown away by the next while it is still going on.
  const next = last.then(() => importNow(path));
  last = next.catch(() => undefined);
  return await next;
}

/** Modules that earlier imports have loaded anew. */
const anew = new Set<string>();

async function importNow(path: string): Promise<unknown> {
  const { createJiti } = await import('jiti');
  // Not compiled again: what a module imports as `moonrig` is the one that runs.
  const moonrig: unknown = await import(new URL('../index.js', import.meta.url).href);
  const jiti = createJiti(import.meta.url, { virtualModules: { moonrig } });
  // Modules are remembered while they load, so that two may import each other, but not from one time to the next.
  for (const each of anew) delete jiti.cache[each];
  anew.clear();
  const before = new Set(Object.keys(jiti.cache));
  try {
    return await jiti.import(path);
  } finally {
    for (const each of Object.keys(jiti.cache)) if (!before.has(each) && !isPackage(each)) anew.add(each);
  }
}

function isPackage(path: string): boolean {
  return /[\\/]node_modules[\\/]/.test(path);
}

let kept: Promise<Jiti> | undefined;

/** What a module of TypeScript or JavaScript exports by default, evaluated once in this thread. */
export async function importOnce(path: string): Promise<unknown> {
  kept ??= openJiti();
  const module: unknown = await (await kept).import(path);
  // CommonJS may export a function alone.
  if (typeof module !== 'object' || module === null) return module;
  return 'default' in module ? module.default : undefined;
}

/** What compiles TypeScript as it is imported. */
async function openJiti(): Promise<Jiti> {
  const { createJiti } = await import('jiti');
  const index = fileURLToPath(new URL('../index.js', import.meta.url));
  // `import { defineAgent } from 'moonrig'` works also where moonrig is not installed in the project (npx).
  return createJiti(import.meta.url, { alias: { moonrig: index } });
}
