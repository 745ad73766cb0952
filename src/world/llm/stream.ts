import { cutChunks } from '../../mock/llm/cut-chunks.js';
import type { Choice, Chunk, ChunkOutcome, ModelFault } from '../../mock/llm/outcome.js';
import type { Answer } from '../../model/dispatch.js';
import { passTime, type TimedCall } from '../pass-time.js';
import type { World } from '../world.js';
import type { ModelCall } from './call.js';
import type { Ending } from './ending.js';
import type { OpenStream } from './open-stream.js';
import type { PreparedAnswer } from './prepared-answer.js';
import { settleCall } from './settle-call.js';

const CHUNK_MS = 20;

/** Opens a stream for an answer whose first chunk is there; gives its number. `startedMs`: when the call was made. */
export function openStream(
  { world, request, numbers, site }: ModelCall,
  answer: PreparedAnswer,
  startedMs: number,
): number {
  const { chunkMs = CHUNK_MS } = answer.reply;
  const chunks = cutAnswer(answer);
  return world.llm.addStream({ request, numbers, site, answer, chunks, chunkMs, read: 0, startedMs });
}

/** The pieces of the first choice: its text, then the calls of its tools. */
function cutAnswer({ choices, reply, damage }: PreparedAnswer): Chunk[] {
  const [first] = choices;
  if (first === undefined) return [];
  const isWhole = damage === undefined || damage === 'slow_start';
  const texts = isWhole && reply.chunks !== undefined ? reply.chunks : cutChunks(first.text);
  return [...texts.map((text) => ({ text })), ...first.toolCalls.map((toolCall) => ({ text: '', toolCall }))];
}

/** Reads what comes next of a stream, when it comes. Only while `isOpen` says so. */
export function readChunk(call: TimedCall, number: number, then: (outcome: ChunkOutcome) => Answer): Answer {
  const { world } = call;
  const stream = findStream(world, number);
  const waitMs = stream.read === 0 ? 0 : stream.chunkMs;
  const leftMs = stream.startedMs + (stream.request.timeoutMs ?? Number.POSITIVE_INFINITY) - world.elapsedMs;
  const chunk = stream.chunks[stream.read];
  if (chunk !== undefined && !isBroken(stream) && waitMs > leftMs) {
    const fault: ModelFault = {
      kind: 'timeout',
      message: `timeout: the answer took more than ${stream.request.timeoutMs} ms`,
    };
    return passTime(call, Math.max(0, leftMs), () => then(endStream(world, number, fault)));
  }
  if (chunk === undefined || isBroken(stream)) return then(endStream(world, number, stream.answer.fault));
  return passTime(call, waitMs, () => {
    stream.read += 1;
    return then({ kind: 'chunk', chunk });
  });
}

export function isOpen(world: World, number: number): boolean {
  return world.llm.stream(number) !== undefined;
}

/** Ends a stream that is not read to its end: what came so far is accounted for. */
export function closeStream(world: World, number: number): void {
  if (isOpen(world, number)) endStream(world, number, undefined);
}

function findStream(world: World, number: number): OpenStream {
  const stream = world.llm.stream(number);
  if (stream === undefined) throw new Error(`there is no open stream ${number}`);
  return stream;
}

/** Whether a stream breaks off before its next chunk. */
function isBroken({ answer: { fault, breaksAfter }, chunks, read }: OpenStream): boolean {
  if (fault === undefined || breaksAfter === undefined) return false;
  return read >= (breaksAfter === 'half' ? Math.floor(chunks.length / 2) : breaksAfter);
}

function endStream(world: World, number: number, fault: ModelFault | undefined): ChunkOutcome {
  const stream = findStream(world, number);
  world.llm.dropStream(number);
  const { answer, chunks, read } = stream;
  const choices = read < chunks.length ? [readSoFar(stream)] : answer.choices;
  const ending: Ending = { choices, progress: { read, chunks: chunks.length }, ...(fault && { fault }) };
  const settled = settleCall({ ...stream, world }, answer, ending);
  return settled.kind === 'reply' ? { kind: 'end', reply: settled.reply } : settled;
}

function readSoFar({ chunks, read, answer }: OpenStream): Choice {
  const came = chunks.slice(0, read);
  return {
    text: came.map(({ text }) => text).join(''),
    toolCalls: came.flatMap(({ toolCall }) => toolCall ?? []),
    finishReason: answer.choices[0]?.finishReason ?? 'stop',
  };
}
