let guard = <Loaded>(load: () => Loaded): Loaded => load();

/**
 * Loads a CommonJS package, or a module of ours (`./x.js`), at once, when it is first needed: for host functions, which cannot
 * wait. `from` is the caller's `import.meta.url`. What it gives is untyped; callers name the module's own types.
 */
export function loadLate(name: string, from: string): unknown {
  // Imported in the usual way, this module would cost every worker's start some milliseconds.
  return guard(() => process.getBuiltinModule('node:module').createRequire(from)(name));
}

/** Has all later loads of this thread go through a function, which calls what it is given and gives its result. */
export function guardLoads(around: typeof guard): void {
  guard = around;
}
