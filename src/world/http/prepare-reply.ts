import type { HttpMocking } from '../../mock/http/http-mock.js';
import type { HttpFailureKind, HttpOutcome, HttpRequest } from '../../mock/http/http-request.js';
import type { MockHttpReply } from '../../mock/http/reply.js';
import { breakJson } from '../llm/faults.js';
import type { ChosenAnswer } from '../mocks/choose.js';

const TIMEOUT_MS = 60_000;
const SLOW_MS = 10_000;

/** What a request comes to, and the virtual milliseconds until it does. */
export interface PreparedReply {
  readonly latencyMs: number;
  readonly outcome: Extract<HttpOutcome, { kind: 'reply' | 'fault' }>;
}

/** What a mock's answer comes to, with what goes wrong with it. */
export function prepareReply(request: HttpRequest, chosen: ChosenAnswer<HttpMocking>): PreparedReply {
  const { reply, fault = reply.fault } = chosen;
  const limit = request.timeoutMs ?? Number.POSITIVE_INFINITY;
  const kind = fault?.kind;
  if (kind === 'timeout') return giveUp(Math.min(reply.latencyMs + (fault?.afterMs ?? TIMEOUT_MS), limit));
  const latencyMs = reply.latencyMs + (kind === 'slow_start' ? (fault?.afterMs ?? SLOW_MS) : 0);
  const bodyMs = kind === 'slow' ? (fault?.afterMs ?? SLOW_MS) : 0;
  if (latencyMs + bodyMs > limit) return giveUp(limit);
  if (kind === 'dns_failure' || kind === 'connection_refused' || kind === 'connection_reset') {
    return { latencyMs, outcome: { kind: 'fault', fault: kind, message: describeFault(kind, request) } };
  }
  const answered = damage(reply, fault);
  return { latencyMs, outcome: { kind: 'reply', reply: answered, bodyMs, isCut: kind === 'truncated' } };
}

function giveUp(afterMs: number): PreparedReply {
  const message = `timeout: no answer within ${afterMs} ms`;
  return { latencyMs: afterMs, outcome: { kind: 'fault', fault: 'timeout', message } };
}

function describeFault(kind: HttpFailureKind, { url }: HttpRequest): string {
  const { host, hostname } = new URL(url);
  if (kind === 'dns_failure') return `no such host: ${hostname}`;
  return `${kind === 'connection_refused' ? 'connection refused' : 'connection reset'} by ${host}`;
}

/** The answer as a fault leaves it. */
function damage({ status, headers, body }: MockHttpReply, fault: HttpMocking['fault'] | undefined): MockHttpReply {
  const reply = { status, headers, body, latencyMs: 0 };
  if (fault?.kind === 'malformed_json' && typeof body === 'string') {
    return { ...reply, body: breakJson({ text: body, toolCalls: [] }).text };
  }
  if (fault?.kind !== 'truncated') return reply;
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const cut = bytes.subarray(0, fault.afterBytes ?? Math.floor(bytes.length / 2));
  return { ...reply, body: typeof body === 'string' ? Buffer.from(cut).toString() : cut };
}
