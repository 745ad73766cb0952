import type { LlmRequest, Message } from '../../mock/llm-request.js';
import type { Provider } from '../../model/settings.js';
import { nameMessage, type ProtocolProblem } from './protocol-problem.js';
import { findToolTurnProblems } from './tool-turns.js';
import { findTurnProblems } from './turn-order.js';

const ROLES = ['system', 'developer', 'user', 'assistant', 'tool'];

/**
 * What is wrong with the messages of a request. Where OpenAI and Anthropic differ, the provider decides:
 * - `openai`: roles in any order, system messages anywhere.
 * - `anthropic`: system messages first, then the user; no two assistant turns in a row; no message of blanks alone; tools are
 *   offered wherever messages speak of calls of them.
 * - `alternating`: as `anthropic`, and user and assistant alternate strictly, as Bedrock, Mistral and many chat templates
 *   demand; the user, or a tool, speaks last.
 * - `any`: what one of OpenAI and Anthropic takes.
 */
export function findMessageProblems(request: LlmRequest, provider: Provider): ProtocolProblem[] {
  const { messages } = request;
  if (messages.length === 0) return [{ message: 'there is no message', hint: 'a call says something to the model' }];
  const isStrict = provider === 'anthropic' || provider === 'alternating';
  const problems = findToolTurnProblems(messages);
  for (const [i, message] of messages.entries()) {
    const problem = checkMessage(message, i, isStrict);
    if (problem !== undefined) problems.push(problem);
  }
  if (isStrict) problems.push(...findTurnProblems(messages, provider), ...findMissingTools(request));
  return problems;
}

function checkMessage(message: Message, index: number, isStrict: boolean): ProtocolProblem | undefined {
  const { role, content, toolCalls, toolCallId } = message;
  const isEmpty = isStrict ? isBlank(content) : content === '';
  if (!ROLES.includes(role))
    return tell(message, index, ['no provider knows this role', `roles are ${ROLES.join(', ')}`]);
  if (toolCalls !== undefined && role !== 'assistant') {
    return tell(message, index, ['it asks for tools', 'only an assistant’s message has tool_calls']);
  }
  if (toolCallId !== undefined && role !== 'tool') {
    return tell(message, index, ['it has a tool_call_id', 'the result of a tool has the role tool']);
  }
  if (!isEmpty || toolCalls !== undefined || role === 'tool') return undefined;
  return tell(message, index, ['it is empty', 'providers refuse messages without content; leave it out']);
}

function tell(message: Message, index: number, [what, hint]: readonly [string, string]): ProtocolProblem {
  return { message: `${nameMessage(message, index)}: ${what}`, hint };
}

const isBlank = (text: string) => !/\S/.test(text);

function findMissingTools({ messages, tools }: LlmRequest): ProtocolProblem[] {
  if (tools.length > 0) return [];
  const index = messages.findIndex(({ role, toolCalls = [] }) => role === 'tool' || toolCalls.length > 0);
  const message = messages[index];
  if (message === undefined) return [];
  const hint = 'each call of a conversation with tools offers them again';
  return [{ message: `${nameMessage(message, index)} speaks of a tool, and no tools are offered`, hint }];
}
