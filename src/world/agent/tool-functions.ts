import { parseToolReply } from '../../mock/agent/parse-tool-reply.js';
import { ToolMocks } from '../../mock/agent/tool-mock.js';
import { type Answer, answerValue, LuaRaise } from '../../model/dispatch.js';
import { createValueMap, isValueMap, toNumber, type Value } from '../../model/value.js';
import { checkSchema, SchemaError } from '../../script/schema/json-schema.js';
import { type HostCall, type HostPart, luaTypeName } from '../host-function.js';
import { encodeJson } from '../json-binding.js';
import { refuseIn } from '../refuse-in.js';
import { numberOf } from './task-functions.js';
import { beginTool, endTool, readToolCall, showToModel } from './tool-calls.js';

/** As providers have it. */
const NAME = /^[A-Za-z0-9_-]{1,64}$/;

/** `where, name, schema`: a tool as a model is offered it, `{ name, description, parameters }`. */
function define({ args }: HostCall): Answer {
  const [where, name, schema = createValueMap()] = args;
  if (typeof name !== 'string' || !NAME.test(name)) {
    const got = typeof name === 'string' ? JSON.stringify(name) : luaTypeName(name);
    throw new LuaRaise(`${where}: a tool's name is expected (up to 64 of A-Z, a-z, 0-9, _ and -), got ${got}`);
  }
  if (!isValueMap(schema)) {
    throw new LuaRaise(`${where}: ${name}: a JSON schema of its arguments is expected, got ${luaTypeName(schema)}`);
  }
  const { description, ...parameters } = schema;
  if (description !== undefined && typeof description !== 'string') {
    throw new LuaRaise(`${where}: ${name}: description: a text is expected, got ${luaTypeName(description)}`);
  }
  const typed = createValueMap([['type', 'object'], ...Object.entries(parameters)]);
  assertSchema(`${where}: ${name}`, typed);
  return answerValue(
    createValueMap([
      ['name', name],
      ['description', description],
      ['parameters', typed],
    ]),
  );
}

/** Raises where a schema is none. */
function assertSchema(where: string, schema: Value): void {
  try {
    checkSchema(schema, createValueMap(), { isFromLua: true });
  } catch (error) {
    if (error instanceof SchemaError) throw new LuaRaise(`${where}: ${error.message}`);
    throw error;
  }
}

/** `number, agent, call, spec, known, can_run`: as `beginTool` answers it. */
function begin(call: HostCall): Answer {
  const [number, agent, given, spec, known, canRun] = call.args;
  return beginTool({
    ...call,
    task: call.world.agents.get(numberOf(number)),
    agent: numberOf(agent),
    call: readToolCall(call, given),
    spec: isValueMap(spec) ? spec : undefined,
    known: Array.isArray(known) ? known.map(String) : [],
    canRun: canRun === true,
  });
}

/** `number, call, value, is_error`: gives how the model is told of it. */
function end(call: HostCall): Answer {
  const [number, given, value, isError] = call.args;
  const outcome = { text: showToModel(value), isError: isError === true };
  endTool({ ...call, task: call.world.agents.get(numberOf(number)), call: readToolCall(call, given) }, outcome);
  return answerValue(outcome.text);
}

/** `agent, tool, matcher, shown`: gives the mock's id. */
function mock({ world, args, site }: HostCall): Answer {
  const [agent, tool, matcher, shown] = args;
  const at = site.address();
  world.tools ??= new ToolMocks();
  const id = world.tools.add({
    agent: numberOf(agent),
    tool: String(tool),
    ...(matcher !== undefined && { matcher: numberOf(matcher) }),
    shown: String(shown ?? ''),
    isOfBody: world.isBody,
    ...(at !== undefined && { at }),
    answers: { kind: 'none' },
    isOptional: false,
  });
  return answerValue(id);
}

/** Changes the mock that a method was called on. Its table is the scenario's, so it may say anything. */
function updateMock({ world: { tools }, args }: HostCall, change: Parameters<ToolMocks['update']>[1]): void {
  const id = toNumber(args[0]);
  if (id !== undefined && tools?.get(id) !== undefined) {
    tools.update(id, change);
    return;
  }
  throw new LuaRaise('agent:mock_tool: this is no mock of this scenario; call its methods with a colon');
}

function setReplies(call: HostCall): Answer {
  const [, answers, isSequence] = call.args;
  const name = `agent:mock_tool(…):${isSequence === true ? 'reply_sequence' : 'reply'}`;
  const list: readonly Value[] = Array.isArray(answers) ? answers : [];
  if (list.length === 0) throw new LuaRaise(`${name}: an answer is expected: a text, or { json = … }`);
  const refuse = refuseIn(name);
  const replies = list.map((answer, i) =>
    parseToolReply(answer, { path: isSequence === true ? [i] : [], refuse, toText: encodeJson }),
  );
  updateMock(call, {
    answers: { kind: 'replies', replies, isSequence: isSequence === true },
  });
  return answerValue();
}

/** `id, count, least`: how many calls a mock must answer; it may answer more where only the least is said. */
function setBounds(call: HostCall): Answer {
  const [, count, isLeast] = call.args;
  const least = toNumber(count);
  if (least === undefined || !Number.isInteger(least) || least < 0) {
    throw new LuaRaise(
      `agent:mock_tool(…):${isLeast === true ? 'at_least' : 'times'}: a whole number from 0 up is expected`,
    );
  }
  const most = isLeast === true ? Number.POSITIVE_INFINITY : least;
  updateMock(call, { bounds: { least, most } });
  return answerValue();
}

/** What the prelude asks of tools and their mocks. */
export const toolFunctions: HostPart = {
  internal: {
    'tool.define': define,
    'tool.begin': begin,
    'tool.end': end,
    'tool.mock': mock,
    'tool.reply': setReplies,
    'tool.reply_with': (call) => {
      updateMock(call, { answers: { kind: 'function', handler: numberOf(call.args[1]) } });
      return answerValue();
    },
    'tool.bounds': setBounds,
    'tool.optional': (call) => {
      updateMock(call, { isOptional: true });
      return answerValue();
    },
  },
};
