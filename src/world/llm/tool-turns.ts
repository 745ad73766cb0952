import type { Message } from '../../mock/llm-request.js';
import type { ProtocolProblem } from './protocol-problem.js';

/** A call of a tool that has no result yet. */
interface Pending {
  readonly name: string;
  /** Of the message that asks for it, from 1. */
  readonly message: number;
}

/**
 * Whether each result of a tool answers a call that was made just before, each call is answered before the next turn, and
 * ids are unique. OpenAI and Anthropic both demand it.
 */
export function findToolTurnProblems(messages: readonly Message[]): ProtocolProblem[] {
  const turns = new ToolTurns();
  for (const [i, message] of messages.entries()) turns.read(message, i + 1);
  turns.end();
  return turns.problems;
}

class ToolTurns {
  readonly problems: ProtocolProblem[] = [];
  readonly #pending = new Map<string, Pending>();
  /** The message that asked, by id. */
  readonly #asked = new Map<string, number>();
  readonly #answered = new Map<string, number>();

  read(message: Message, number: number): void {
    if (message.role === 'tool') this.#readResult(message, number);
    else this.#readTurn(message, number);
  }

  #readTurn(message: Message, number: number): void {
    this.#expectNone(`message ${number} (${message.role}) comes before`);
    for (const { id, name } of message.toolCalls ?? []) this.#ask(id, { name, message: number });
  }

  end(): void {
    this.#expectNone('the conversation ends before');
  }

  #ask(id: string, call: Pending): void {
    const earlier = this.#asked.get(id);
    if (earlier !== undefined) {
      this.#tell(
        `message ${call.message} (assistant): the id ${id} was used in message ${earlier} already`,
        'each call of a tool has an id of its own',
      );
    }
    if (id === '')
      this.#tell(
        `message ${call.message} (assistant): a call of ${call.name} has no id`,
        'send it back as the model gave it',
      );
    this.#asked.set(id, call.message);
    this.#pending.set(id, call);
  }

  #readResult({ toolCallId: id }: Message, number: number): void {
    const waiting = [...this.#pending].map(([each, { name }]) => `${each} (${name})`).join(', ');
    const hint = waiting === '' ? 'no call waits for a result' : `waiting for a result: ${waiting}`;
    const asked = id === undefined ? undefined : this.#asked.get(id);
    if (id === undefined) this.#tell(`message ${number} (tool) has no tool_call_id`, hint);
    else if (this.#pending.delete(id)) this.#answered.set(id, number);
    else if (asked === undefined)
      this.#tell(`message ${number} (tool) answers ${id}, which no message before it asks for`, hint);
    else
      this.#tell(
        `message ${number} (tool) answers ${id} again, after message ${this.#answered.get(id) ?? asked}`,
        hint,
      );
  }

  #expectNone(what: string): void {
    for (const [id, { name, message }] of this.#pending) {
      this.#tell(
        `${what} the result of ${id} (${name}, asked for in message ${message})`,
        'each call is answered by a message of the role tool before the next turn',
      );
      this.#answered.set(id, message);
    }
    this.#pending.clear();
  }

  #tell(message: string, hint: string): void {
    this.problems.push({ message, hint });
  }
}
