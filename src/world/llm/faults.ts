import type { MockFault } from '../../mock/llm/fault.js';
import { toJsonText } from '../../mock/llm/json-text.js';
import type { ModelFault } from '../../mock/llm/outcome.js';
import type { MockChoice, MockReply } from '../../mock/llm/reply.js';
import type { LlmRequest } from '../../mock/llm-request.js';

const TIMEOUT_MS = 60_000;

/** What a model says that refuses, unless its mock has words for it. */
export const REFUSAL = 'I can’t help with that.';

/** A fault in place of an answer, and the virtual milliseconds it takes on top of the latency. */
interface NetworkFault {
  readonly fault: ModelFault;
  readonly afterMs: number;
}

/** What comes in place of an answer, of the provider or the network; undefined where an answer comes. */
export function findNetworkFault(
  reply: MockReply,
  fault: MockFault | undefined,
  request: LlmRequest,
): NetworkFault | undefined {
  if (reply.error !== undefined) return { fault: { kind: 'error', message: reply.error }, afterMs: 0 };
  if (fault?.kind !== 'timeout') return fault === undefined ? undefined : atOnce(describeFault(fault));
  const afterMs = fault.afterMs ?? Math.min(TIMEOUT_MS, request.timeoutMs ?? TIMEOUT_MS);
  return { fault: { kind: 'timeout', message: `timeout: no answer within ${afterMs} ms` }, afterMs };
}

function atOnce(fault: ModelFault | undefined): NetworkFault | undefined {
  return fault === undefined ? undefined : { fault, afterMs: 0 };
}

/** A fault as callers see it; undefined for those that still give an answer. */
function describeFault({ kind, status, retryAfterMs, message }: MockFault): ModelFault | undefined {
  const retry = retryAfterMs === undefined ? '' : `; retry after ${retryAfterMs} ms`;
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (kind === 'rate_limit')
    return { kind, status: 429, ...wait, message: `429: ${message ?? 'too many requests'}${retry}` };
  if (kind === 'overloaded') return { kind, status: 529, ...wait, message: `529: ${message ?? 'overloaded'}${retry}` };
  if (kind === 'server_error') {
    const code = status ?? 500;
    return { kind, status: code, message: `${code}: ${message ?? 'server error'}` };
  }
  if (kind === 'connection_reset') return { kind, message: message ?? 'connection reset' };
  return kind === 'truncated' ? { kind, message: 'the answer broke off half-way' } : undefined;
}

/** The same answer with its JSON broken off inside: that of its tools' calls, else its text. */
export function breakJson(choice: MockChoice): MockChoice {
  if (choice.toolCalls.length === 0) return { ...choice, text: breakOff(choice.text === '' ? '{}' : choice.text) };
  const toolCalls = choice.toolCalls.map((call) => {
    const whole = typeof call.arguments === 'string' ? call.arguments : (toJsonText(call.arguments) ?? '{}');
    return { ...call, arguments: breakOff(whole) };
  });
  return { ...choice, toolCalls };
}

/** The first two thirds of a text, and at least its last character less; then it is no JSON any more. */
function breakOff(text: string): string {
  const cut = text.slice(0, Math.max(1, Math.floor((text.length * 2) / 3))).toWellFormed();
  return isJson(cut) ? `{"` : cut;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
