import type { ReadableStreamDefaultController } from 'node:stream/web';
import type { HttpOutcome, HttpReply } from '../../mock/http/http-request.js';

type RepliedOutcome = Extract<HttpOutcome, { kind: 'reply' }>;

/** Statuses whose responses have no body, whatever was given as one. */
const BODILESS: readonly number[] = [204, 205, 304];

/** A response as `fetch` has it. */
export function createResponse({ status, headers, body }: HttpReply): Response {
  return createStreamed({ status, headers }, toBytes(body));
}

type Body = Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;

/** The same with a body of any kind. */
function createStreamed({ status, headers }: Omit<HttpReply, 'body'>, body: Body): Response {
  return new Response(BODILESS.includes(status) ? null : body, { status, headers: createHeaders(headers) });
}

/** An answer of a service: its body may be late, and may break off. */
export function answerReply(
  { reply, bodyMs, isCut }: RepliedOutcome,
  { passTime, signal }: { readonly passTime: (ms: number) => Promise<void>; readonly signal?: AbortSignal },
): Response {
  if (bodyMs === 0 && !isCut) return createResponse(reply);
  const bytes = toBytes(reply.body);
  const half = Math.ceil(bytes.length / 2);
  const parts = bodyMs === 0 ? [bytes] : [bytes.subarray(0, half), bytes.subarray(half)];
  let sent = 0;
  const next = async (): Promise<BodyPart> => {
    const text = parts[sent];
    if (text === undefined) throw lostConnection();
    if (sent > 0) await passTime(bodyMs);
    sent += 1;
    return { text, isLast: sent === parts.length && !isCut };
  };
  const body = createBody(next, signal && { signal });
  return createStreamed(reply, body);
}

function createHeaders(headers: HttpReply['headers']): Headers {
  const made = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    for (const each of typeof value === 'string' ? [value] : value) made.append(name, each);
  }
  return made;
}

/** A part of a body. */
export interface BodyPart {
  readonly text: string | Uint8Array;
  readonly isLast: boolean;
}

export interface BodyOptions {
  /** Where it is aborted, so is the body. */
  readonly signal?: AbortSignal;
  /** Called where the body is not read to its end. */
  readonly onLeave?: () => void;
}

/** A body that comes in parts, each made when it is read. What `next` throws ends it. */
export function createBody(next: () => Promise<BodyPart>, options: BodyOptions = {}): ReadableStream<Uint8Array> {
  const { signal, onLeave } = options;
  const start = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    const abort = () => {
      controller.error(signal?.reason);
      onLeave?.();
    };
    signal?.addEventListener('abort', abort, { once: true });
  };
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
    // A part may be empty, but a stream that gives nothing is not asked again.
    for (let isDone = false; !isDone; ) {
      const { text, isLast } = await next();
      if (signal?.aborted === true) return;
      const bytes = toBytes(text);
      if (bytes.length > 0) controller.enqueue(bytes);
      if (isLast) controller.close();
      isDone = isLast || bytes.length > 0;
    }
  };
  // Nothing is made ahead of what is read.
  return new ReadableStream({ start, pull, cancel: () => onLeave?.() }, { highWaterMark: 0 });
}

function toBytes(body: string | Uint8Array): Uint8Array<ArrayBuffer> {
  return typeof body === 'string' ? new TextEncoder().encode(body) : new Uint8Array(body);
}

/** What `fetch` throws where a body breaks off. */
export function lostConnection(): TypeError {
  return new TypeError('terminated', {
    cause: Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' }),
  });
}
