import { isSameJson } from '../../mock/llm/same-value.js';
import type { LlmRequest, ToolCall, ToolSpec } from '../../mock/llm-request.js';
import { suggestName } from '../../model/suggest.js';
import { isValueMap } from '../../model/value.js';
import { checkSchema, SchemaError } from '../../script/schema/json-schema.js';
import type { ModelState } from './model-state.js';
import { nameMessage, type ProtocolProblem } from './protocol-problem.js';

/** What OpenAI and Anthropic take as a tool's name. */
const TOOL_NAME = /^[\w-]{1,128}$/;

/** What is wrong with the tools that a request offers, and with the calls of them that its messages tell of. */
export function findToolProblems(request: LlmRequest, state: ModelState): ProtocolProblem[] {
  if (request.tools.length === 0) return [];
  return [...request.tools.flatMap((tool, i) => checkOffer(request.tools, tool, i)), ...checkHistory(request, state)];
}

function checkOffer(tools: readonly ToolSpec[], { name, parameters }: ToolSpec, index: number): ProtocolProblem[] {
  const which = `tool ${index + 1} (${name})`;
  if (!TOOL_NAME.test(name)) {
    return [
      { message: `${which}: providers refuse this name`, hint: 'letters, digits, _ and - are taken, at most 128' },
    ];
  }
  const first = tools.findIndex((tool) => tool.name === name);
  if (first < index)
    return [{ message: `${which}: tool ${first + 1} has the same name`, hint: 'names of tools are unique' }];
  if (parameters === undefined || (isValueMap(parameters) && parameters.type === 'object')) return [];
  return [
    {
      message: `${which}: its parameters are no schema of an object`,
      hint: 'parameters = { type = "object", properties = … }',
    },
  ];
}

/** Calls that messages tell of; those that a mock made, and that come back as they were, have been looked at then. */
function checkHistory({ messages, tools }: LlmRequest, state: ModelState): ProtocolProblem[] {
  return messages.flatMap((message, i) =>
    (message.toolCalls ?? []).flatMap((call) => {
      const issued = state.issued(call.id);
      if (issued !== undefined && issued.name === call.name && isSameJson(issued.arguments, call.arguments)) return [];
      const problem = findCallProblem(call, tools);
      return problem === undefined
        ? []
        : [{ message: `${nameMessage(message, i)}: ${problem.message}`, hint: problem.hint }];
    }),
  );
}

/** What is wrong with a call of a tool, by the tools that are offered. */
export function findCallProblem(call: Omit<ToolCall, 'id'>, tools: readonly ToolSpec[]): ProtocolProblem | undefined {
  const spec = tools.find(({ name }) => name === call.name);
  if (spec === undefined)
    return describeUnknown(
      call.name,
      tools.map(({ name }) => name),
    );
  if (typeof call.arguments === 'string') {
    return {
      message: `the arguments of ${call.name} are no JSON`,
      hint: `they are ${JSON.stringify(call.arguments.slice(0, 80))}`,
    };
  }
  if (spec.parameters === undefined) return undefined;
  try {
    const [problem, ...more] = checkSchema(spec.parameters, call.arguments, { isFromLua: true, isLenient: true });
    if (problem === undefined) return undefined;
    const rest = more.length === 0 ? '' : ` (and ${more.length} more)`;
    return {
      message: `the arguments of ${call.name} do not fit its schema: ${problem.path}: ${problem.message}${rest}`,
      hint: 'the tool’s parameters say what it takes',
    };
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
    return {
      message: `the arguments of ${call.name} cannot be checked: ${error.message}`,
      hint: 'parameters are a JSON schema of draft 2020-12 or draft-07',
    };
  }
}

function describeUnknown(name: string, known: readonly string[]): ProtocolProblem {
  const near = suggestName(name, known);
  const offered = known.length === 0 ? 'no tools are offered' : `offered: ${known.join(', ')}`;
  return {
    message: `the tool ${name} is not offered`,
    hint: near === undefined ? offered : `did you mean ${near}? ${offered}`,
  };
}
