import { AsyncLocalStorage } from 'node:async_hooks';
import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import { captureCaller } from './capture-caller.js';
import type { NetworkClient } from './network-client.js';
import { NetworkClosed, NodeError } from './node-error.js';
import type { Sender } from './sender.js';
import { putSenders, type Senders, startMsw, takeSenders } from './start-msw.js';

export interface Interception {
  /** The task in whose code this is called; undefined outside of any. */
  current(): NetworkClient | undefined;
  /** Runs something outside of any task. */
  outside<Result>(run: () => Result): Result;
  /** Answers a request; undefined where it goes to the real network. */
  answer(request: Request, sender: Sender): Promise<Response | undefined>;
}

/** A request that is under way, from where it was sent to what came of it. */
interface Sent extends Sender {
  /** Whether the answer is handed over here, past msw, which only learns its status and headers. */
  readonly isHandedOver: boolean;
  response?: Response;
  error?: unknown;
}

const sending = new AsyncLocalStorage<Sent>();

/**
 * Has all requests of this thread answered: those of `fetch`, and of `node:http` and `node:https`. msw is loaded with the first.
 * What `answer` throws is the client's error, as Node's own network would have it.
 */
export function interceptRequests(interception: Interception): void {
  const own = takeSenders();
  let mocked: Senders | undefined;
  const load = () => {
    mocked ??= startMsw(own, (request) => answerSent(request, interception));
    return mocked;
  };
  const intercepted = (module: 'http' | 'https') => ({
    request: interceptHttp(interception, load, [module, 'request']),
    get: interceptHttp(interception, load, [module, 'get']),
  });
  putSenders({ fetch: interceptFetch(interception, load), http: intercepted('http'), https: intercepted('https') });
  // Named imports of Node's modules see what was changed in them only now.
  syncBuiltinESMExports();
}

/** What msw is given. What a handler throws it would print, and turn into a response. */
async function answerSent(request: Request, { answer }: Interception): Promise<Response | undefined> {
  const sent: Sent = sending.getStore() ?? { client: undefined, made: new Error('sent'), isHandedOver: false };
  try {
    const response = await answer(request, sent);
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

/** Who sends; a redirect is followed by msw, in the name of who sent the request before. */
function currentSender({ current }: Interception): NetworkClient | undefined {
  return current() ?? sending.getStore()?.client;
}

/**
 * `fetch` gives the response itself: msw gives one half of a copied stream, which waits for the other half to be read, so that
 * `cancel` would never end, and which is read ahead, so that time would pass.
 */
function interceptFetch(interception: Interception, load: () => Senders): typeof fetch {
  const intercepted: typeof fetch = (input, init) => {
    const client = currentSender(interception);
    const hold = client?.isOpen === true ? client.hold() : undefined;
    const sent: Sent = { client, made: captureCaller(intercepted), hold, isHandedOver: true };
    const take = (response: Response) => takeResponse(response, sent, input);
    // What msw itself draws and times is none of the agent's.
    return interception
      .outside(() => sending.run(sent, () => load().fetch(input, init)))
      .then(take, (error: unknown) => throwFetchError(sent.error ?? error))
      .finally(() => hold?.release());
  };
  return intercepted;
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

type HttpName = readonly [module: 'http' | 'https', name: 'request' | 'get'];

function interceptHttp(interception: Interception, load: () => Senders, [module, name]: HttpName): typeof http.request {
  const intercepted = (...args: unknown[]): http.ClientRequest => {
    const client = currentSender(interception);
    const sent: Sent = { client, made: captureCaller(intercepted), isHandedOver: false };
    if (name === 'get') sent.hold = takeHold(sent);
    const owner = module === 'http' ? http : https;
    // Their overloads cannot be spread; these are the arguments they were called with.
    const request = sending.run(sent, () => Reflect.apply(load()[module][name], owner, args) as http.ClientRequest);
    return followRequest(request, sent);
  };
  return intercepted;
}

function takeHold({ client }: Sender): Sender['hold'] {
  return client?.isOpen === true ? client.hold() : undefined;
}

/** When a request has come to its end, one way or the other. */
const OUTCOMES: readonly (string | symbol)[] = ['response', 'upgrade', 'connect', 'error', 'close'];

/** Holds time from where a request is sent until it is answered, and has it tell its own error in place of msw's. */
function followRequest(request: http.ClientRequest, sent: Sent): http.ClientRequest {
  const { emit, end } = request;
  request.emit = (event: string | symbol, ...args: unknown[]) => {
    const told = event === 'error' && sent.error !== undefined ? [sent.error] : args;
    const isHeard: boolean = Reflect.apply(emit, request, [event, ...told]);
    if (OUTCOMES.includes(event)) sent.hold?.release();
    return isHeard;
  };
  request.end = (...args: unknown[]) => {
    sent.hold ??= takeHold(sent);
    return Reflect.apply(end, request, args);
  };
  return request;
}
