import type { Message } from '../../mock/llm-request.js';

/** What a provider would refuse a request for. */
export interface ProtocolProblem {
  /** With the message's number, counted from 1. */
  readonly message: string;
  readonly hint: string;
}

/** A message by its number and role. */
export function nameMessage({ role }: Message, index: number): string {
  return `message ${index + 1} (${role})`;
}
