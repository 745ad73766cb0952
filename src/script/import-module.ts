import type { JitiOptions } from 'jiti';

let last: Promise<unknown> = Promise.resolve();

/**
 * What a TypeScript or JavaScript module exports, types stripped without a build; each time from the file as it is now,
 * and what it imports by path too. `path` is absolute. Throws whatever the module throws.
 */
export async function importModule(path: string): Promise<unknown> {
  // One after another: what one import has loaded anew is not thrown away by the next while it is still going on.
  const next = last.then(() => importNow(path));
  last = next.catch(() => undefined);
  return await next;
}

/** Modules that earlier imports have loaded. */
const ours = new Set<string>();

async function importNow(path: string): Promise<unknown> {
  const { createJiti } = await import('jiti');
  // What a module imports as `moonrig` is the one that runs, also where none is installed in the project (npx).
  const moonrig: unknown = await import(new URL('../index.js', import.meta.url).href);
  const options: JitiOptions = { virtualModules: { moonrig } };
  const jiti = createJiti(import.meta.url, options);
  // Modules are remembered while they load, so that two may import each other, but not from one time to the next.
  for (const each of ours) delete jiti.cache[each];
  ours.clear();
  const before = new Set(Object.keys(jiti.cache));
  try {
    return await jiti.import(path);
  } finally {
    for (const each of Object.keys(jiti.cache)) if (!before.has(each) && !isPackage(each)) ours.add(each);
  }
}

function isPackage(path: string): boolean {
  return /[\\/]node_modules[\\/]/.test(path);
}
