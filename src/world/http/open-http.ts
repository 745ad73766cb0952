import type { HttpMocking } from '../../mock/http/http-mock.js';
import type { MockParts } from '../../mock/mock.js';
import { loadLate } from '../../model/load-late.js';
import type * as Http from './http-state.js';

type HttpState = Http.HttpState;

/** What of a world its services belong to. */
interface Owner {
  http: HttpState | undefined;
  readonly base: { readonly mocks: { readonly http: readonly MockParts<HttpMocking>[] } };
}

/** The mocked services of a world, which it has from now on. */
export function openHttp(world: Owner): HttpState {
  world.http ??= new (loadState().HttpState)(world.base.mocks.http);
  return world.http;
}

function loadState(): typeof Http {
  // What is loaded late is untyped.
  return loadLate('./http-state.js', import.meta.url) as typeof Http;
}
