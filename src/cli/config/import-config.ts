import { fileURLToPath, pathToFileURL } from 'node:url';
import type { JitiOptions } from 'jiti';

/** What a module exports by default; throws whatever the module throws. */
export async function importConfig(path: string): Promise<unknown> {
  return /\.m?ts$/.test(path) ? await importTypeScript(path) : await importJavaScript(path);
}

async function importJavaScript(path: string): Promise<unknown> {
  try {
    const module: { default?: unknown } = await import(pathToFileURL(path).href);
    return module.default;
  } catch (error) {
    // Node tells no line of a syntax error in an imported module; jiti, which compiles the source itself, does.
    if (error instanceof SyntaxError && !error.stack?.includes(path)) return await importTypeScript(path);
    throw error;
  }
}

async function importTypeScript(path: string): Promise<unknown> {
  const { createJiti } = await import('jiti');
  const index = fileURLToPath(new URL('../../index.js', import.meta.url));
  // `import { defineConfig } from 'moonrig'` works also where moonrig is not installed in the project (npx).
  const options: JitiOptions = { alias: { moonrig: index }, moduleCache: false };
  return await createJiti(import.meta.url, options).import(path, { default: true });
}
