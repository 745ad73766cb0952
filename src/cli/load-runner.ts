/** The run house, loaded when first needed. Only this file imports it, but for its thread (`main.ts`). */
export async function loadRunner(): Promise<typeof import('../run/runner.js')> {
  return await import('../run/runner.js');
}

/** The part of it that `moonrig mutate` needs beside the runner. */
export async function loadMutants(): Promise<typeof import('../run/mutation/run-mutants.js')> {
  return await import('../run/mutation/run-mutants.js');
}

/** The part of it that `moonrig repl` needs. */
export async function loadRepl(): Promise<typeof import('../run/repl-session.js')> {
  return await import('../run/repl-session.js');
}
