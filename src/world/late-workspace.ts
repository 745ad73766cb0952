import { loadLate } from '../model/load-late.js';
import type { RunSettings } from '../model/settings.js';
import type * as WorkspaceHost from './workspace-host.js';

/** What does the work of `workspace`: twenty modules, which a worker's start would feel, and which many runs do without. */
export function loadWorkspace(): typeof WorkspaceHost {
  // What is loaded late is untyped.
  return loadLate('./workspace-host.js', import.meta.url) as typeof WorkspaceHost;
}

/** Makes the copy of a real folder that this thread's scenarios are to work in, where they are to work in one. */
export async function prepareWorkspace({ workspace }: RunSettings): Promise<void> {
  if (workspace !== undefined) await loadWorkspace().prepareReal(workspace);
}
