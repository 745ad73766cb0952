import type { LlmRequest, Message } from '../../mock/llm-request.js';
import { preview } from '../mocks/describe.js';

/** One line that tells what was asked of which model. */
export function describeRequest(request: LlmRequest): string {
  const who = request.agent === undefined ? '' : ` by ${request.agent}`;
  const tools =
    request.tools.length === 0 ? '' : `, with the tools ${request.tools.map(({ name }) => name).join(', ')}`;
  return `asked${who} of ${request.model}: ${request.messages.map(showMessage).join(', ')}${tools}`;
}

function showMessage({ role, content, toolCalls = [], toolCallId }: Message): string {
  const calls = toolCalls.map(({ id, name }) => ` → ${name} (${id})`).join('');
  const answered = toolCallId === undefined ? '' : ` (${toolCallId})`;
  return `${role}${answered} ${content === '' && calls !== '' ? '' : preview(content)}${calls}`.replaceAll('  ', ' ');
}
