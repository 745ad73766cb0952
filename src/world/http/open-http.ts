import type { World, WorldBase } from '../world.js';
import type * as Http from './http.js';
import type { HttpState } from './http-state.js';

/** Loaded with the first mock, script or agent that needs it: most runs never do. */
let loaded: typeof Http | undefined;

export async function loadHttp(): Promise<typeof Http> {
  loaded ??= await import('./http.js');
  return loaded;
}

/** Loads what the base mocks need, before a world is made. */
export async function loadBaseHttp({ mocks }: WorldBase): Promise<void> {
  if (mocks.http.length > 0) await loadHttp();
}

/** What has been loaded: that it was not is our mistake. */
export function getHttp(): typeof Http {
  if (loaded === undefined) throw new Error('http has not been loaded');
  return loaded;
}

/** The mocked services of a world, which it has from now on. */
export function openHttp(world: World): HttpState {
  world.http ??= new (getHttp().HttpState)(world.base.mocks.http);
  return world.http;
}
