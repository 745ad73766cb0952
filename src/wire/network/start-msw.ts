import http from 'node:http';
import https from 'node:https';
import type * as MswHttp from 'msw/core/http';
import type * as MswNode from 'msw/node';
import { loadLate } from '../../model/load-late.js';

/** The functions by which requests are sent. */
export interface Senders {
  readonly fetch: typeof globalThis.fetch;
  readonly http: Pick<typeof http, 'request' | 'get'>;
  readonly https: Pick<typeof https, 'request' | 'get'>;
}

/** Answers a request; undefined where it goes to the real network. */
export type Handle = (request: Request) => Promise<Response | undefined>;

/** The functions as they are now. */
export function takeSenders(): Senders {
  return {
    fetch: globalThis.fetch,
    http: { request: http.request, get: http.get },
    https: { request: https.request, get: https.get },
  };
}

/** Makes functions those that all code finds. */
export function putSenders(senders: Senders): void {
  Object.defineProperty(globalThis, 'fetch', {
    value: senders.fetch,
    configurable: true,
    enumerable: true,
    writable: true,
  });
  Object.assign(http, senders.http);
  Object.assign(https, senders.https);
}

/** Loads msw, at once, and has it answer what is sent by the functions that it gives. `own` are Node's. */
export function startMsw(own: Senders, handle: Handle): Senders {
  const before = takeSenders();
  // msw sends what it does not answer by what it finds.
  putSenders(own);
  // What is loaded late is untyped.
  const { setupServer } = loadLate('msw/node', import.meta.url) as typeof MswNode;
  const { http: handlers } = loadLate('msw/core/http', import.meta.url) as typeof MswHttp;
  setupServer(handlers.all('*', ({ request }) => handle(request))).listen({ onUnhandledRequest: 'bypass' });
  const mocked = takeSenders();
  putSenders(before);
  return mocked;
}
