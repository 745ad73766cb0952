/** The run house, loaded when first needed. The only place that imports it, but for its thread (`main.ts`). */
export async function loadRunner(): Promise<typeof import('../run/runner.js')> {
  return await import('../run/runner.js');
}
