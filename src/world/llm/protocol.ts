import type { LlmRequest, Message } from '../../mock/llm-request.js';
import type { Provider } from '../../model/settings.js';
import { nameMessage, type ProtocolProblem } from './protocol-problem.js';
import { findToolTurnProblems } from './tool-turns.js';

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
  return [
    ...messages.flatMap((message, i) => checkMessage(message, i, isStrict)),
    ...findToolTurnProblems(messages),
    ...(isStrict ? findTurnProblems(messages, provider) : []),
    ...(isStrict ? findMissingTools(request) : []),
  ];
}

function checkMessage(message: Message, index: number, isStrict: boolean): ProtocolProblem[] {
  const name = nameMessage(message, index);
  const { role, content, toolCalls = [] } = message;
  if (!ROLES.includes(role))
    return [{ message: `${name}: no provider knows this role`, hint: `roles are ${ROLES.join(', ')}` }];
  if (toolCalls.length > 0 && role !== 'assistant') {
    return [{ message: `${name} asks for tools`, hint: 'only an assistant’s message has tool_calls' }];
  }
  if (message.toolCallId !== undefined && role !== 'tool') {
    return [{ message: `${name} has a tool_call_id`, hint: 'a tool’s result has the role tool' }];
  }
  const isEmpty = isStrict ? content.trim() === '' : content === '';
  if (!isEmpty || toolCalls.length > 0 || role === 'tool') return [];
  return [{ message: `${name} is empty`, hint: 'providers refuse messages without content; leave it out' }];
}

/** Who may speak when, where the provider minds. */
function findTurnProblems(messages: readonly Message[], provider: Provider): ProtocolProblem[] {
  const problems: ProtocolProblem[] = [];
  let before: string | undefined;
  messages.forEach((message, i) => {
    const name = nameMessage(message, i);
    if (isSystem(message)) {
      if (before !== undefined)
        problems.push({
          message: `${name} comes after the conversation has begun`,
          hint: 'system messages come first',
        });
      return;
    }
    const turn = message.role === 'assistant' ? 'assistant' : 'user';
    if (before === undefined && message.role === 'assistant') {
      problems.push({ message: `${name} begins the conversation`, hint: 'the first turn is the user’s' });
    }
    if (isRepeated(message, before, provider)) {
      const hint =
        turn === 'assistant'
          ? 'a turn of the user or a tool’s result is missing between them, or they are one message'
          : 'put them together, or the assistant’s turn between them is missing';
      problems.push({ message: `${name} follows another turn of the ${turn}`, hint });
    }
    before = message.role === 'tool' ? 'tool' : turn;
  });
  if (provider === 'alternating' && before === 'assistant') {
    problems.push({ message: 'the assistant speaks last', hint: 'the last turn is the user’s, or a tool’s result' });
  }
  return problems;
}

/** Anthropic puts turns of the user together; results of tools are such turns everywhere. */
function isRepeated({ role }: Message, before: string | undefined, provider: Provider): boolean {
  if (role === 'assistant') return before === 'assistant';
  return provider === 'alternating' && role === 'user' && before === 'user';
}

const isSystem = ({ role }: Message) => role === 'system' || role === 'developer';

function findMissingTools({ messages, tools }: LlmRequest): ProtocolProblem[] {
  if (tools.length > 0) return [];
  const index = messages.findIndex(({ role, toolCalls = [] }) => role === 'tool' || toolCalls.length > 0);
  const message = messages[index];
  if (message === undefined) return [];
  const hint = 'each call of a conversation with tools offers them again';
  return [{ message: `${nameMessage(message, index)} speaks of a tool, and no tools are offered`, hint }];
}
