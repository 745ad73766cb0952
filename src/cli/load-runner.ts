/** The run house, loaded when first needed: it brings the workers with it. The only place that imports it. */
export async function loadRunner(): Promise<typeof import('../run/run-scenarios.js')> {
  return await import('../run/run-scenarios.js');
}
