import type { HttpFailureKind } from '../mock/http/http-request.js';
import type { FaultKind, ModelFault } from '../mock/llm/outcome.js';
import { parseJson, writeJson } from './json.js';
import type { Provider, ReadRequest, Stamp, WireError, WireReply, WireResponse } from './provider.js';
import { WireRefusal } from './wire-refusal.js';

/** A request as its provider reads it, or how it is refused: `check` is what of the scenario fails by it. */
export type RequestReading =
  | { readonly kind: 'read'; readonly read: ReadRequest }
  | {
      readonly kind: 'refused';
      readonly check: 'mock' | 'protocol';
      readonly message: string;
      readonly response: WireResponse;
    };

/** A whole response, or what the network does in its place. `isCut`: the connection is lost within the body. */
export type WireOutcome =
  | { readonly kind: 'response'; readonly response: WireResponse; readonly isCut: boolean }
  | { readonly kind: 'broken'; readonly fault: HttpFailureKind };

/** What both official clients take as the word not to try again. */
const FINAL = { 'x-should-retry': 'false' };

/** Reads the body of a request to a provider; `stamp` is asked where it is refused. */
export function readExchange(provider: Provider, body: string | Uint8Array, stamp: () => Stamp): RequestReading {
  const parsed = typeof body === 'string' ? parseJson(body) : undefined;
  try {
    if (parsed === undefined) throw new WireRefusal('invalid', [], 'the body is not valid JSON');
    return { kind: 'read', read: provider.readRequest(parsed) };
  } catch (error) {
    if (!(error instanceof WireRefusal)) throw error;
    const { place, message } = error;
    const refused: WireError = { status: 400, message, ...(place !== '' && { param: place }) };
    return {
      kind: 'refused',
      check: error.kind === 'invalid' ? 'protocol' : 'mock',
      message: `POST https://${provider.endpoint.host}${provider.endpoint.path}: ${place === '' ? '' : `${place}: `}${message}`,
      response: refuseExchange(provider, refused, stamp()),
    };
  }
}

/** An error that no further try will mend. */
export function refuseExchange(provider: Provider, error: WireError, stamp: Stamp): WireResponse {
  const response = provider.writeError(error, stamp);
  return { ...response, headers: { ...response.headers, ...FINAL } };
}

/** A whole answer. */
export function writeExchange(provider: Provider, reply: WireReply, stamp: Stamp): WireResponse {
  const body = writeJson(provider.writeReply(reply, stamp));
  return { status: 200, headers: exchangeHeaders(provider, 'application/json', stamp), body };
}

/** Headers of an answer; a streamed one is `text/event-stream`. */
export function exchangeHeaders(provider: Provider, type: string, stamp: Stamp): Readonly<Record<string, string>> {
  return { 'content-type': type, ...provider.writeHeaders(stamp) };
}

/** What takes the place of an answer: the provider's own words, or the network's silence. */
export function writeFaultExchange(provider: Provider, fault: ModelFault, stamp: Stamp): WireOutcome {
  const final = FINAL_STATUS[fault.kind];
  if (final !== undefined && fault.status === undefined) {
    const response = refuseExchange(provider, { status: final, message: fault.message }, stamp);
    return { kind: 'response', response, isCut: false };
  }
  const response = provider.writeFault(fault, stamp);
  if (response !== undefined) return { kind: 'response', response, isCut: false };
  if (fault.kind === 'timeout' || fault.kind === 'connection_reset') return { kind: 'broken', fault: fault.kind };
  const headers = exchangeHeaders(provider, 'application/json', stamp);
  return { kind: 'response', response: { status: 200, headers, body: '{"id":"' }, isCut: true };
}

/** Faults that are no provider's: an error of any text that a mock raises, and moonrig's own word that a budget is spent. */
const FINAL_STATUS: Partial<Record<FaultKind, number>> = { error: 400, budget_exceeded: 429 };
