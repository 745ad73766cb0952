import { AsyncLocalStorage } from 'node:async_hooks';
import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import { captureCaller } from './capture-caller.js';
import { NetworkClosed, NodeError } from './node-error.js';

/** Answers a request; undefined where it goes to the real network. `made` is an error that was made where it was sent. */
export type AnswerRequest = (request: Request, made: Error) => Promise<Response | undefined>;

/** A request that is under way, from where it was sent to what came of it. */
interface Sent {
  readonly made: Error;
  /** Whether the answer is handed over here, past msw, which only learns its status and headers. */
  readonly isHandedOver: boolean;
  response?: Response;
  error?: unknown;
}

const sending = new AsyncLocalStorage<Sent>();

/**
 * Has all requests of this thread answered: those of `fetch`, of `node:http` and `node:https`, and of `XMLHttpRequest` where a
 * module has brought one. What `answer` throws is the client's error, as Node's own network would have it.
 */
export async function interceptRequests(answer: AnswerRequest): Promise<void> {
  const [{ setupServer }, msw] = await Promise.all([import('msw/node'), import('msw/core/http')]);
  const server = setupServer(msw.http.all('*', ({ request }) => answerSent(request, answer)));
  server.listen({ onUnhandledRequest: 'bypass' });
  interceptFetch();
  interceptHttp();
  // Named imports of Node's modules see what was changed in them only now.
  syncBuiltinESMExports();
}

/** What msw is given. What a handler throws it would print, and turn into a response. */
async function answerSent(request: Request, answer: AnswerRequest): Promise<Response | undefined> {
  const sent: Sent = sending.getStore() ?? { made: new Error('sent'), isHandedOver: false };
  try {
    const response = await answer(request, sent.made);
    if (response === undefined || !sent.isHandedOver) return response;
    sent.response = response;
    return new Response(null, { status: response.status, headers: response.headers });
  } catch (error) {
    sent.error = error;
    return Response.error();
  }
}

/** Responses that clients have been given. */
const given = new WeakSet<Response>();

/**
 * `fetch` gives the response itself: msw gives one half of a copied stream, which waits for the other half to be read, so that
 * `cancel` would never end, and which is read ahead, so that time would pass.
 */
function interceptFetch(): void {
  const { fetch } = globalThis;
  const intercepted: typeof fetch = (input, init) => {
    const sent: Sent = { made: captureCaller(intercepted), isHandedOver: true };
    const take = (response: Response) => takeResponse(response, sent, input);
    return sending
      .run(sent, () => fetch(input, init))
      .then(take, (error: unknown) => throwFetchError(sent.error ?? error));
  };
  Object.defineProperty(globalThis, 'fetch', {
    value: intercepted,
    configurable: true,
    enumerable: true,
    writable: true,
  });
}

function takeResponse(
  response: Response,
  { response: own, error }: Sent,
  input: Parameters<typeof fetch>[0],
): Response {
  if (error !== undefined) return throwFetchError(error);
  // Where redirects were followed, it is the last one's.
  if (own === undefined || given.has(response)) return response;
  given.add(own);
  const url = response.url || (input instanceof Request ? input.url : String(input));
  return Object.defineProperty(own, 'url', { value: url });
}

/** `fetch` tells what went wrong below it as the cause of a TypeError. */
function throwFetchError(error: unknown): never {
  if (error instanceof NetworkClosed) throw new TypeError(error.message, { cause: error });
  throw error instanceof NodeError ? new TypeError('fetch failed', { cause: error }) : error;
}

function interceptHttp(): void {
  for (const module of [http, https]) {
    for (const name of ['request', 'get'] as const) {
      const send = module[name];
      const intercepted = (...args: unknown[]): http.ClientRequest => {
        const sent: Sent = { made: captureCaller(intercepted), isHandedOver: false };
        // Their overloads cannot be spread; these are the arguments they were called with.
        const request = sending.run(sent, () => Reflect.apply(send, module, args) as http.ClientRequest);
        return tellError(request, sent);
      };
      module[name] = intercepted;
    }
  }
}

/** Has a request tell its own error in place of msw's. */
function tellError(request: http.ClientRequest, sent: Sent): http.ClientRequest {
  const { emit } = request;
  request.emit = (event: string | symbol, ...args: unknown[]) =>
    Reflect.apply(
      emit,
      request,
      event === 'error' && sent.error !== undefined ? [event, sent.error] : [event, ...args],
    );
  return request;
}
