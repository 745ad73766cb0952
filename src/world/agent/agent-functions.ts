import { type Answer, answerValue, LuaRaise } from '../../model/dispatch.js';
import { createValueMap, isValueMap, toNumber, type Value } from '../../model/value.js';
import { findFunction } from '../host.js';
import { type HostCall, numberArgument } from '../host-function.js';
import { hostModules } from '../host-modules.js';
import { closeStream, isOpen } from '../llm/stream.js';
import { ask, type CallWay, readNext } from '../llm/use-functions.js';
import { switchPoint } from '../pass-time.js';
import { drawId, drawUuid } from '../random-binding.js';
import type { RandomStream } from '../random-stream.js';
import type { AgentFunction, AgentRun } from './agent-run.js';
import { findStop } from './find-stop.js';
import { beginTool, endTool, readToolCall, showToModel } from './tool-calls.js';

let listed: ReadonlyMap<string, AgentFunction> | undefined;

/** What agents that are no Lua can call, by name: what scripts under test have, and what such agents need besides. */
export function listAgentFunctions(): ReadonlyMap<string, AgentFunction> {
  if (listed !== undefined) return listed;
  const functions = new Map<string, AgentFunction>();
  for (const name of hostModules.flatMap(({ use = [] }) => use)) {
    // Its file is loaded when it is called.
    functions.set(name, { run: (call) => findFunction(name)(call) });
  }
  for (const [name, own] of Object.entries(OWN)) functions.set(name, own);
  listed = functions;
  return functions;
}

const OWN: Readonly<Record<string, AgentFunction>> = {
  'llm.call': { run: (call, run) => askModel(call, run, CALL) },
  'llm.stream': { run: (call, run) => askModel(call, run, STREAM) },
  'llm.read_chunk': { run: readStream, show: ([chunk]) => chunk },
  'llm.close_stream': { run: closeStreamOf },
  'tool.call': { run: (call, run) => askPrelude(run, 'tool', call.args), show: showToolEnd },
  'tool.begin': { run: beginOwnTool, show: showToolBegin },
  'tool.end': { run: endOwnTool, show: showToolEnd },
  'workspace.grep': { run: (call, run) => askPrelude(run, 'grep', call.args), show: showGrep },
  'git.branch': { run: (call) => findFunction('git.branch')(call), show: showBranch },
  'http.request': { run: sendRequest, show: showHttpReply },
  'agent.hand_over': { run: (call, run) => askPrelude(run, 'hand_over', call.args) },
  'random.number': { run: (_, run) => answerValue(chanceOf(run).number()) },
  'random.integer': { run: drawInteger },
  'random.uuid': { run: ({ world }) => answerValue(drawUuid(world)) },
  'random.id': { run: ({ world, args }) => answerValue(drawId(world, args[0])) },
};

const CALL: CallWay = { name: 'llm.call', isStream: false, isTrying: true };
const STREAM: CallWay = { name: 'llm.stream', isStream: true, isTrying: true };

/** `model, prompt, options`: as `ask` answers it. An agent that may not ask again has ended. */
function askModel(call: HostCall, run: AgentRun, way: CallWay): Answer {
  const stop = findStop(run);
  if (stop !== undefined) {
    run.stop(stop);
    return { kind: 'raise', message: `${way.name}: ${stop.error}` };
  }
  run.turns += 1;
  const [model, prompt, options] = call.args;
  return switchPoint(call, () => ask({ ...call, args: [model, toMessages(prompt), options] }, way));
}

/** `stream`: the next chunk; nothing where the stream was read to its end. */
function readStream(call: HostCall): Answer {
  return isOpen(call.world, toNumber(call.args[0]) ?? 0) ? readNext(call, STREAM) : answerValue();
}

function closeStreamOf({ world, args }: HostCall): Answer {
  closeStream(world, toNumber(args[0]) ?? 0);
  return answerValue();
}

/** A text is what a user says; all else is messages, or will be refused. */
function toMessages(prompt: Value): Value {
  return typeof prompt === 'string' ? [createValueMap(Object.entries({ role: 'user', content: prompt }))] : prompt;
}

/** `{ hits, has_more }`. */
function showGrep([hits, hasMore]: readonly Value[]): Value {
  return createValueMap(Object.entries({ hits, has_more: hasMore === true }));
}

/** `{ current, all }`. */
function showBranch([current, all]: readonly Value[]): Value {
  return createValueMap(Object.entries({ current, all }));
}

/** `{ text, is_error }` of what the model is told. */
function showToolEnd([text, isError]: readonly Value[]): Value {
  return createValueMap([
    ['text', text],
    ['is_error', isError === true],
  ]);
}

/** The same where that is decided; `{ run = { id, arguments } }` where the agent's code has to run. */
function showToolBegin([verdict, ...rest]: readonly Value[]): Value {
  if (verdict !== 'run') return showToolEnd(rest);
  const [id, given] = rest;
  return createValueMap([['run', createValueMap(Object.entries({ id, arguments: given }))]]);
}

/** `call, spec`: the agent has code of its own for the tool. */
function beginOwnTool(call: HostCall, { task, agent }: AgentRun): Answer {
  const [given, spec] = call.args;
  return beginTool({
    ...call,
    task,
    agent,
    call: readToolCall(call, given),
    spec: isValueMap(spec) ? spec : createValueMap(),
    known: [],
    canRun: true,
  });
}

/** `call, value, is_error`. */
function endOwnTool(call: HostCall, { task }: AgentRun): Answer {
  const [given, value, isError] = call.args;
  const outcome = { text: showToModel(value), isError: isError === true };
  endTool({ ...call, task, call: readToolCall(call, given) }, outcome);
  return answerValue(outcome.text, outcome.isError);
}

/** `request`: sends it to another service. */
function sendRequest(call: HostCall): Answer {
  return switchPoint(call, () => findFunction('http.send')({ ...call, args: ['http.request', call.args[0]] }));
}

/** The reply; `{ failure }` where the network fails. */
function showHttpReply([reply, , failure]: readonly Value[]): Value {
  return reply ?? createValueMap([['failure', failure]]);
}

/** A tool that the scenario offers is run by Lua, and so are another agent and a search with Lua's patterns. */
function askPrelude({ handler }: AgentRun, what: 'tool' | 'hand_over' | 'grep', args: readonly Value[]): Answer {
  return { kind: 'call', handler, args: [what, ...args], resume: readResults };
}

/** What a handler gives: whether it went well, then its results or the message of an error and the number of the failure that it is. */
function readResults([ok, ...results]: readonly Value[]): Answer {
  if (ok === true) return answerValue(...results);
  const failure = toNumber(results[1]);
  return { kind: 'raise', message: String(results[0]), ...(failure !== undefined && { failure }) };
}

/** Chance for one agent: a stream of its own, so that one more draw here moves nothing elsewhere. */
export function chanceOf({ world, task }: AgentRun): RandomStream {
  return world.random(`agent ${task.agent}`);
}

function drawInteger(call: HostCall, run: AgentRun): Answer {
  const [low, high] = [0, 1].map((i) => numberArgument(call, i, 'random.integer'));
  if (low === undefined || high === undefined || !Number.isSafeInteger(low) || !Number.isSafeInteger(high)) {
    throw new LuaRaise('random.integer: whole numbers are expected');
  }
  if (low > high) throw new LuaRaise('random.integer: the first bound is above the second');
  return answerValue(chanceOf(run).integer(low, high));
}
