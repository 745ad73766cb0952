import type { AgentFault } from '../../model/agent-model.js';

/** What the world refuses an agent. Made where the agent calls, so that its stack shows the agent's line. */
export class WorldError extends Error {
  /** The number of the failed check that says the same, where one does. */
  failure: number | undefined;
  /** It came after the task was over, which has been told. */
  isStray = false;
  /** Of a model that did not answer. */
  fault: AgentFault | undefined;

  constructor(message: string) {
    super(message);
    this.name = 'WorldError';
  }

  /** Says that it came too late, which needs no word of its own any more. */
  stray(message: string): this {
    this.isStray = true;
    return this.tell(message, undefined);
  }

  /** Says what the world has refused, and why. */
  tell(message: string, failure: number | undefined): this {
    // A stack begins with the message that the error was made with.
    this.stack = this.stack?.replace(this.message, () => message) ?? '';
    this.message = message;
    this.failure = failure;
    return this;
  }
}
