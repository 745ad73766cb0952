import type { Choice, NoAnswer } from '../../mock/llm/outcome.js';
import type { LlmRequest } from '../../mock/llm-request.js';
import { isValueMap } from '../../model/value.js';
import { checkSchema, SchemaError } from '../../script/schema/json-schema.js';
import { parseJson } from '../parse-json.js';
import type { ModelCall } from './call.js';
import { failMock } from './choose-mock.js';
import type { PreparedAnswer } from './prepared-answer.js';
import { findCallProblem } from './tool-offer.js';

const MISTAKEN = 'with mistaken = true in the reply, the model errs on purpose';

/**
 * Whether a mock answers what no model would: it calls a tool that was not offered, with arguments that do not fit, or says
 * no JSON where JSON was asked for. That is its author's mistake, unless the reply says that it is on purpose.
 */
export function checkAnswer(call: ModelCall, { mock, reply, choices, damage }: PreparedAnswer): NoAnswer | undefined {
  if (mock === undefined || reply.isMistaken || damage === 'malformed_json') return undefined;
  const problem = choices.map((choice) => findToolMistake(choice, call.request)).find((each) => each !== undefined);
  const isWhole = damage === undefined || damage === 'slow_start';
  const why = problem ?? (isWhole ? findJsonMistake(choices[0]?.text ?? '', call.request) : undefined);
  return why === undefined ? undefined : failMock(call, mock, `${why}; ${MISTAKEN}`);
}

function findToolMistake({ toolCalls }: Choice, { tools }: LlmRequest): string | undefined {
  for (const toolCall of toolCalls) {
    const problem = findCallProblem(toolCall, tools);
    if (problem !== undefined) return `${problem.message} (${problem.hint})`;
  }
  return undefined;
}

function findJsonMistake(text: string, { json }: LlmRequest): string | undefined {
  if (json === undefined || text === '') return undefined;
  const parsed = parseJson(text);
  if ('problem' in parsed) return `the call asks for JSON, and the answer is none: ${parsed.problem}`;
  if (!isValueMap(json)) return undefined;
  try {
    const [problem] = checkSchema(json, parsed.value, { isFromLua: false, isLenient: true });
    return (
      problem &&
      `the answer does not keep to the JSON schema that the call asks for: ${problem.path}: ${problem.message}`
    );
  } catch (error) {
    if (error instanceof SchemaError) return `the JSON schema that the call asks for is none: ${error.message}`;
    throw error;
  }
}
