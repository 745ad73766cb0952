import type { Endpoint } from '../mock/http/endpoints.js';
import type { Chunk, ModelFault, ModelReply } from '../mock/llm/outcome.js';
import type { LlmRequest, TokenCounts } from '../mock/llm-request.js';
import type { Value, ValueMap } from '../model/value.js';
import type { SseEvent } from './sse.js';

/** A reply as the wire has it: what it costs is not on it. */
export type WireReply = Omit<ModelReply, 'costCents'>;

/** What makes two replies that say the same different: their number in the scenario, and when they are given. */
export interface Stamp {
  /** From 1. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly atMs: number;
}

/** A request that was read, with what of it only the provider's own writing needs. */
export interface ReadRequest {
  readonly request: LlmRequest;
  /** Whether a streamed answer tells the tokens at its end. */
  readonly streamsUsage: boolean;
}

/** What is known of a streamed answer when it begins. */
export interface StreamHead {
  readonly model: string;
  /** Why its first choice will end, where that is a refusal. */
  readonly isRefusal: boolean;
  readonly tokens: TokenCounts;
  readonly stamp: Stamp;
  readonly streamsUsage: boolean;
}

/** Writes one streamed answer, as text. What a stream begins with comes with its first chunk. */
export interface StreamWriter {
  chunk(chunk: Chunk): string;
  /** What closes the stream; `reply` is what the chunks make together. */
  end(reply: WireReply): string;
}

/** What a provider says of a request that it does not answer. */
export interface WireError {
  readonly status: number;
  readonly message: string;
  /** The part of the request that is meant. */
  readonly param?: string;
}

/** A complete response, its body as text. */
export interface WireResponse {
  readonly status: number;
  /** With names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The shapes of one provider's chat endpoint. Pure: text and data in, text and data out. */
export interface Provider {
  readonly endpoint: Endpoint;
  /** What a request asks of which model. Throws a WireRefusal. */
  readRequest(body: Value): ReadRequest;
  writeRequest(request: LlmRequest): ValueMap;
  /** A whole reply as the body of a response. */
  writeReply(reply: WireReply, stamp: Stamp): ValueMap;
  /** What a body tells. Throws a WireRefusal where it is none of the provider's. */
  readReply(body: Value): WireReply;
  openStream(head: StreamHead): StreamWriter;
  /** What a whole stream tells. Throws a WireRefusal where it is none of the provider's, or breaks off. */
  readStream(events: Iterable<SseEvent>): WireReply;
  /** What the provider answers in place of a reply; undefined where a fault leaves no answer at all. */
  writeFault(fault: ModelFault, stamp: Stamp): WireResponse | undefined;
  writeError(error: WireError, stamp: Stamp): WireResponse;
  /** What a response with a bad status tells. */
  readFault(response: WireResponse): ModelFault;
  /** Headers of a good response, beside the content's type. */
  writeHeaders(stamp: Stamp): Readonly<Record<string, string>>;
}
