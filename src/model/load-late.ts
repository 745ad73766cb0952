/**
 * Loads a CommonJS package at once, when it is first needed: for host functions, which cannot wait. `from` is the caller's
 * `import.meta.url`. What it gives is untyped; callers name the package's own types.
 */
export function loadLate(name: string, from: string): unknown {
  // Imported in the usual way, this module would cost every worker's start some milliseconds.
  return process.getBuiltinModule('node:module').createRequire(from)(name);
}
