import { parseToolReply } from '../../mock/agent/parse-tool-reply.js';
import type { ToolMock, ToolReply } from '../../mock/agent/tool-mock.js';
import { showAddress } from '../../model/address.js';
import type { Answer } from '../../model/dispatch.js';
import { failCheck } from '../check-binding.js';
import { encodeJson } from '../json-binding.js';
import { callHandler } from '../mocks/handler.js';
import { passTime } from '../pass-time.js';
import { refuseIn } from '../refuse-in.js';
import { nameToolMock } from './describe-unkept.js';
import type { ToolOutcome, ToolRequest } from './tool-request.js';

const TIMEOUT_MS = 30_000;

interface Ways {
  /** Ends the call. */
  readonly end: (outcome: ToolOutcome) => Answer;
  /** Where no mock answers; undefined where one must. */
  readonly unmatched: (() => Answer) | undefined;
}

/** Looks for the mock of a tool that answers a call, the newest first. */
export function answerByMock(request: ToolRequest, ways: Ways): Answer {
  const { world, agent, call } = request;
  return tryMocks(request, ways, { left: world.tools?.listOf(agent, call.name) ?? [], refused: [] });
}

/** Mocks that are still to be asked, and why others have not answered. */
interface Search {
  readonly left: readonly ToolMock[];
  readonly refused: readonly string[];
}

function tryMocks(request: ToolRequest, ways: Ways, { left, refused }: Search): Answer {
  const [mock, ...rest] = left;
  if (mock === undefined) return ways.unmatched?.() ?? failUnmatched(request, refused);
  const goOn = (why: string) => {
    const place = mock.at === undefined ? '' : ` (${showAddress(mock.at)})`;
    return tryMocks(request, ways, { left: rest, refused: [...refused, `${nameToolMock(mock)}${place}: ${why}`] });
  };
  const unready = request.world.tools?.findUnready(mock);
  if (unready !== undefined) return goOn(unready);
  if (mock.matcher === undefined) return use(mock, request, ways);
  return callHandler(mock.matcher, [request.call.arguments], (result) => {
    if (result.kind === 'raised') return failMock(mock, request, result.message);
    // Nothing where the arguments are as asked for, else what is different.
    return result.value === undefined ? use(mock, request, ways) : goOn(String(result.value));
  });
}

function use(mock: ToolMock, request: ToolRequest, ways: Ways): Answer {
  const reply = request.world.tools?.use(mock);
  if (reply !== undefined) return settle(reply, request, ways);
  const { answers } = mock;
  if (answers.kind !== 'function') throw new Error(`the mock ${mock.id} of a tool has no answer left`);
  return callHandler(answers.handler, [request.call.arguments], (result) => {
    if (result.kind === 'raised') return failMock(mock, request, result.message);
    const refuse = refuseIn('agent:mock_tool(…):reply_with');
    return settle(parseToolReply(result.value, { path: [], refuse, toText: encodeJson }), request, ways);
  });
}

/** A function of a mock's that raises is its author's mistake. */
function failMock(mock: ToolMock, request: ToolRequest, why: string): Answer {
  const message = `the mock ${nameToolMock(mock)} is wrong: its function raised: ${why}`;
  const failure = failCheck(request.world, { ...request, args: [] }, { check: 'mock', message });
  return { kind: 'raise', message, failure };
}

function settle(reply: ToolReply, request: ToolRequest, { end }: Ways): Answer {
  const { fault, latencyMs } = reply;
  const ms = latencyMs + (fault?.kind === 'timeout' ? (fault.afterMs ?? TIMEOUT_MS) : 0);
  return passTime(request, ms, () => end(readOutcome(reply, ms)));
}

function readOutcome({ text, error, fault }: ToolReply, ms: number): ToolOutcome {
  if (error !== undefined) return { text: error, isError: true };
  switch (fault?.kind) {
    case 'timeout':
      return { text: `the tool gave no answer within ${ms} ms`, isError: true };
    case 'connection_reset':
      return { text: 'the connection was reset', isError: true };
    case 'unavailable':
      return { text: 'the tool is not available at this time', isError: true };
    case 'truncated':
      return { text: text.slice(0, Math.floor(text.length / 2)), isError: false };
    case 'malformed_json':
      return { text: breakJson(text), isError: false };
    case undefined:
      return { text, isError: false };
  }
}

/** JSON that breaks off inside its last value. */
function breakJson(text: string): string {
  return text.length < 2 ? '{"' : text.slice(0, text.trimEnd().length - 1);
}

function failUnmatched(request: ToolRequest, refused: readonly string[]): Answer {
  const { world, call } = request;
  const message = `no mock answers this call of the tool ${call.name}`;
  const why =
    refused.length === 0 ? [`it has no function either; make a mock with agent:mock_tool("${call.name}")`] : refused;
  const notes = [`called with ${encodeJson(call.arguments)}`, ...why];
  const failure = failCheck(world, { ...request, args: [] }, { check: 'mock', message, notes });
  return { kind: 'raise', message: `${message}\n${notes.join('\n')}`, failure };
}
