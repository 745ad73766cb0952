import type { Answer } from '../model/dispatch.js';
import type { RunSettings } from '../model/settings.js';
import type { HostFunction } from './host-function.js';
import type * as WorkspaceHost from './workspace-host.js';

/** What does the work of `workspace`: twenty modules, which a worker's start would feel, and which many runs do without. */
let host: typeof WorkspaceHost | undefined;

/** Loads it. A source that names the workspace has this done before it runs. */
export async function loadWorkspace(): Promise<void> {
  host ??= await import('./workspace-host.js');
}

/** Makes the copy of a real folder that this thread's scenarios are to work in, where they are to work in one. */
export async function prepareWorkspace({ workspace }: RunSettings): Promise<void> {
  if (workspace === undefined) return;
  await loadWorkspace();
  await loadedWorkspace().prepareReal(workspace);
}

/** Whether a source that is about to run needs it loaded first. */
export function needsWorkspace(source: Uint8Array): boolean {
  return host === undefined && Buffer.from(source.buffer, source.byteOffset, source.byteLength).includes('workspace');
}

/** What does the work, where a scenario has begun to use it. */
export function loadedWorkspace(): typeof WorkspaceHost {
  if (host === undefined) throw new Error('the workspace has not been loaded');
  return host;
}

/** One of its functions. Called under a name that no source shows, it is waited for. */
export function lateFunction(name: string): HostFunction {
  const answer: HostFunction = (call) => {
    const run = loadedWorkspace().workspaceHost[name];
    if (run === undefined) throw new Error(`the workspace has no function ${name}`);
    return run(call);
  };
  return (call): Answer => {
    if (host !== undefined) return answer(call);
    // Who called can only be told now.
    const address = call.site.address();
    const site = { address: () => address };
    return { kind: 'wait', answer: loadWorkspace().then(() => answer({ ...call, site })) };
  };
}
