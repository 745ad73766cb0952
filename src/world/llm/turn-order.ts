import type { Message } from '../../mock/llm-request.js';
import type { Provider } from '../../model/settings.js';
import { nameMessage, type ProtocolProblem } from './protocol-problem.js';

interface Turn {
  readonly message: Message;
  readonly index: number;
}

const isSystem = ({ message: { role } }: Turn) => role === 'system' || role === 'developer';

/** Who may speak when, as `anthropic` and `alternating` have it (see `protocol.ts`). */
export function findTurnProblems(messages: readonly Message[], provider: Provider): ProtocolProblem[] {
  const all = messages.map((message, index): Turn => ({ message, index }));
  const turns = all.filter((turn) => !isSystem(turn));
  const [first] = turns;
  if (first === undefined) {
    return [{ message: 'there are system messages only', hint: 'at least one message of the user is expected' }];
  }
  const late = all.filter((turn) => isSystem(turn) && turn.index > first.index);
  return [
    ...late.map((turn) => tell(turn, 'it comes after the conversation has begun', 'system messages come first')),
    ...(first.message.role === 'assistant'
      ? [tell(first, 'it begins the conversation', 'the first turn is the user’s')]
      : []),
    ...turns.flatMap((turn, i) => checkOrder(turns[i - 1], turn, provider)),
    ...checkLast(turns.at(-1) ?? first, provider),
  ];
}

function tell({ message, index }: Turn, what: string, hint: string): ProtocolProblem {
  return { message: `${nameMessage(message, index)}: ${what}`, hint };
}

/** Results of tools are turns of the user. Several in a row are put together, and so are Anthropic's turns of the user. */
function checkOrder(before: Turn | undefined, turn: Turn, provider: Provider): ProtocolProblem[] {
  const [last, role] = [before?.message.role, turn.message.role];
  if (last === 'assistant' && role === 'assistant') {
    const hint = 'a turn of the user, or a tool’s result, is missing between them, or the two are one message';
    return [tell(turn, 'it follows another turn of the assistant', hint)];
  }
  if (provider !== 'alternating' || last !== 'user' || role !== 'user') return [];
  const hint = 'the assistant’s turn is missing between them, or the two are one message';
  return [tell(turn, 'it follows another turn of the user', hint)];
}

function checkLast(last: Turn, provider: Provider): ProtocolProblem[] {
  if (provider !== 'alternating' || last.message.role !== 'assistant') return [];
  return [tell(last, 'the assistant speaks last', 'the last turn is the user’s, or a tool’s result')];
}
