import type * as Functions from './git-functions.js';
import type { HostFunction } from './host-function.js';

let functions: typeof Functions | undefined;

/** Loads what answers for `git`: few scenarios need it, and every worker starts faster without. */
export async function loadGit(): Promise<typeof Functions> {
  functions ??= await import('./git-functions.js');
  return functions;
}

export function isGitLoaded(): boolean {
  return functions !== undefined;
}

/**
 * Loads it ahead, where a source names `git`, so that it answers also where Lua cannot pause, and no scenario's time counts
 * what loading takes.
 */
export const loadAhead: HostFunction = ({ world }) => {
  if (functions === undefined) return { kind: 'wait', answer: loadGit().then(({ openAhead }) => openAhead(world)) };
  return functions.openAhead(world);
};

/** A function of `git`, loaded by its first call at the latest. */
export function late(name: Exclude<keyof typeof Functions, 'openAhead'>): HostFunction {
  return (call) => {
    if (functions !== undefined) return functions[name](call);
    // A site can only be asked while it waits for an answer.
    const at = call.site.address();
    const later = { ...call, site: { address: () => at } };
    return { kind: 'wait', answer: loadGit().then((loaded) => loaded[name](later)) };
  };
}
