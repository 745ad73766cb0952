import type { AgentFault } from '../../model/agent.js';

/** What the world refuses an agent. Made where the agent calls, so that its stack shows the agent's line. */
export class WorldError extends Error {
  /** The scenario has failed by it, which has been noted. */
  isFailure = false;
  /** It came after the task was over, which has been told. */
  isStray = false;
  /** Of a model that did not answer. */
  fault: AgentFault | undefined;

  constructor(message: string) {
    super(message);
    this.name = 'WorldError';
  }

  /** Says what the world has refused, and why. */
  tell(message: string, isFailure: boolean): this {
    // A stack begins with the message that the error was made with.
    this.stack = this.stack?.replace(this.message, () => message) ?? '';
    this.message = message;
    this.isFailure = isFailure;
    return this;
  }
}
