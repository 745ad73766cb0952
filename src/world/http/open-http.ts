import { loadLate } from '../../model/load-late.js';
import type { World } from '../world.js';
import type * as Http from './http-state.js';

type HttpState = Http.HttpState;

/** The mocked services of a world, which it has from now on. */
export function openHttp(world: World): HttpState {
  world.http ??= new (loadState().HttpState)(world.base.mocks.http);
  return world.http;
}

function loadState(): typeof Http {
  // What is loaded late is untyped.
  return loadLate('./http-state.js', import.meta.url) as typeof Http;
}
