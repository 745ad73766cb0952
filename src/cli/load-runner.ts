/**
 * Starts a worker thread, which comes up while the command line and the config are read. Called before anything else of
 * a command that runs scenarios is loaded.
 */
export async function warmRunner(): Promise<void> {
  const { warmThread } = await import('../run/thread.js');
  warmThread();
}

/** The run house, loaded when first needed. The only place that imports it. */
export async function loadRunner(): Promise<typeof import('../run/run-scenarios.js')> {
  return await import('../run/run-scenarios.js');
}
