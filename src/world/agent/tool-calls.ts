import type { ToolCall } from '../../mock/llm-request.js';
import { type Answer, answerValue, LuaRaise } from '../../model/dispatch.js';
import { didYouMean } from '../../model/suggest.js';
import { createValueMap, isValueMap, type Value } from '../../model/value.js';
import { checkSchema, SchemaError } from '../../script/schema/json-schema.js';
import type { SchemaProblem } from '../../script/schema/schema-problems.js';
import type { Asking } from '../ask-model.js';
import { encodeJson } from '../json-binding.js';
import { preview } from '../mocks/describe.js';
import { parseJson } from '../parse-json.js';
import { answerByMock } from './tool-answers.js';
import type { ToolEnd, ToolOutcome, ToolRequest } from './tool-request.js';

/** Problems of arguments that are told; the others are counted. */
const MAX_PROBLEMS = 5;
const MAX_SHOWN = 200;

/** A call as it was made; without an id it gets the next one of the world. */
export function readToolCall({ world }: Asking, value: Value): ToolCall {
  const map = isValueMap(value) ? value : createValueMap();
  const id = typeof map.id === 'string' ? map.id : world.llm.nextToolCallId();
  return { id, name: String(map.name), arguments: map.arguments ?? createValueMap() };
}

/**
 * Notes a call and sees what is to be done: answers `"answered", text, is_error` where that is decided (no such tool, wrong
 * arguments, a mock), else `"run", id, arguments`; then `endTool` follows.
 */
export function beginTool(request: ToolRequest): Answer {
  const { call, canRun } = request;
  noteToolCall(request);
  const problem = findProblem(request);
  if (problem !== undefined) return answerTool(request, { text: problem, isError: true });
  return answerByMock(request, {
    end: (outcome) => answerTool(request, outcome),
    unmatched: canRun ? () => answerValue('run', call.id, call.arguments) : undefined,
  });
}

/** Notes what a call has given. */
export function endTool({ world, site, task, call }: ToolEnd, outcome: ToolOutcome): void {
  const { text, isError } = outcome;
  const shown = `${call.name}: ${isError ? 'error: ' : ''}${preview(text)}`;
  const data = createValueMap(Object.entries({ agent: task.agent, task: task.id, id: call.id, name: call.name, text }));
  if (isError) data.error = true;
  world.note(site, 'tool.result', shown, data);
}

/** How a model is told of a value: a text as it is, all else as JSON. */
export function showToModel(value: Value): string {
  return typeof value === 'string' ? value : encodeJson(value);
}

function answerTool(request: ToolRequest, outcome: ToolOutcome): Answer {
  endTool(request, outcome);
  return answerValue('answered', outcome.text, outcome.isError);
}

/** Notes a call. */
export function noteToolCall({ world, site, task, call }: ToolEnd): void {
  const { id, name } = call;
  const args = showToModel(call.arguments);
  const shown = args.length > MAX_SHOWN ? `${args.slice(0, MAX_SHOWN).toWellFormed()}…` : args;
  const data = createValueMap(
    Object.entries({ agent: task.agent, task: task.id, id, name, arguments: call.arguments }),
  );
  world.note(site, 'tool.call', `${task.agent} → ${name} ${shown}`, data);
}

/** Schemas of agents' own tools may say more than the draft has. Raises where one is none. */
function findSchemaProblems(name: string, schema: Value, args: Value): readonly SchemaProblem[] {
  try {
    return checkSchema(schema, args, { isFromLua: true, isLenient: true });
  } catch (error) {
    if (error instanceof SchemaError) throw new LuaRaise(`the tool ${name}: ${error.message}`);
    throw error;
  }
}

/** Why a call cannot be done, in words for the model. */
function findProblem({ world, agent, call, spec, known }: ToolRequest): string | undefined {
  const { name } = call;
  if (spec === undefined && (world.tools?.listOf(agent, name) ?? []).length === 0) {
    const there = known.length === 0 ? 'there are none' : `there are: ${known.join(', ')}`;
    return `there is no tool called ${name}${didYouMean(name, known)}; ${there}`;
  }
  if (typeof call.arguments === 'string') {
    const parsed = parseJson(call.arguments);
    return `the arguments are not valid JSON: ${'problem' in parsed ? parsed.problem : 'a text is no table of names'}`;
  }
  const schema = spec?.parameters;
  if (schema === undefined) return undefined;
  const problems = findSchemaProblems(name, schema, call.arguments);
  if (problems.length === 0) return undefined;
  const shown = problems.slice(0, MAX_PROBLEMS).map(showProblem);
  const more = problems.length > shown.length ? `; and ${problems.length - shown.length} more` : '';
  return `invalid arguments: ${shown.join('; ')}${more}`;
}

/** What is wrong with the whole needs no path. */
function showProblem({ path, message }: SchemaProblem): string {
  return path === '(whole)' ? message : `${path.replace(/^\./, '')}: ${message}`;
}
