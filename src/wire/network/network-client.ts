import type { HttpOutcome, HttpRequest } from '../../mock/http/http-request.js';
import type { ChunkOutcome, ModelFault, ModelReply } from '../../mock/llm/outcome.js';
import type { LlmRequest, TokenCounts } from '../../mock/llm-request.js';
import type { Address } from '../../model/address.js';
import type { Stamp } from '../provider.js';

/** How a call of a model went, as the network answers it; see `ModelOutcome`. */
export type ModelAnswer =
  | { readonly kind: 'reply'; readonly reply: ModelReply }
  /** Chunks are read one by one under the number. */
  | { readonly kind: 'stream'; readonly stream: number; readonly isRefusal: boolean; readonly tokens: TokenCounts }
  | { readonly kind: 'fault'; readonly fault: ModelFault }
  | { readonly kind: 'failed'; readonly message: string };

/** Something that was tried on the network and is not answered. */
export interface Attempt {
  /** `GET https://…`, `connect 10.0.0.1:5432`, `look up db.internal`. */
  readonly what: string;
  /** An error that was made where it was tried, for its stack. */
  readonly made: Error;
}

/** What keeps virtual time from passing until it is released. */
export interface Hold {
  /** Waits for the world, whose time may pass meanwhile. */
  away<Result>(ask: () => Promise<Result>): Promise<Result>;
  release(): void;
}

/**
 * One task of an agent that is no Lua, as the network sees it: who asks, and the world that answers. Where a promise of
 * these is rejected, the task is over.
 */
export interface NetworkClient {
  readonly agent: string;
  /** What the agent works on. */
  readonly task: string;
  /** Whether the task goes on: after it nothing is answered. */
  readonly isOpen: boolean;
  /** The agent's own line on the stack of an error; its file alone where there is none. */
  locate(made: Error): Address | undefined;
  /** Asks the mocks of other services. `hasOther`: where none answers, the caller has another answer. */
  askHttp(request: HttpRequest, options: { readonly hasOther: boolean; readonly made: Error }): Promise<HttpOutcome>;
  askModel(request: LlmRequest, made: Error): Promise<ModelAnswer>;
  readChunk(stream: number, made: Error): Promise<ChunkOutcome>;
  /** Takes note that a stream is not read to its end. */
  closeStream(stream: number): void;
  /** The number of the answer that is given next, and the virtual time. */
  stamp(): Stamp;
  /** Keeps virtual time from passing: something is on its way to the world, or from there to the agent. */
  hold(): Hold;
  /** Lets virtual time pass. */
  passTime(ms: number, made: Error): Promise<void>;
  /** Fails the scenario; where that has ended too, it is warned of. */
  fail(check: 'mock' | 'protocol', message: string, made: Error): void;
}
