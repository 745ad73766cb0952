/**
 * The run house, loaded when first needed. A worker thread is started before anything else of it is read, so that the two
 * come up side by side.
 */
export async function loadRunner(): Promise<typeof import('../run/run-scenarios.js')> {
  const { warmThread } = await import('../run/thread.js');
  warmThread();
  return await import('../run/run-scenarios.js');
}
