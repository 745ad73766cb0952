import type { LlmMatch, Mismatch } from '../mock/llm-match.js';
import type { LlmMock, NearestMock } from '../mock/llm-mocks.js';
import type { LlmRequest } from '../mock/llm-request.js';
import { showAddress } from '../model/address.js';
import type { Failure } from '../model/outcome.js';
import { describeNearMiss, toLine } from './near-miss.js';

const PREVIEW = 120;

/** A text on one line, cut to a readable length, in quotes. */
export function preview(text: string): string {
  const line = toLine(text);
  return JSON.stringify(line.length > PREVIEW ? `${line.slice(0, PREVIEW)}…` : line);
}

/** One line that tells what was asked of which model. */
export function describeRequest(request: LlmRequest): string {
  const who = request.agent === undefined ? '' : ` by ${request.agent}`;
  const messages = request.messages.map((message) => `${message.role} ${preview(message.content)}`);
  return `asked${who} of ${request.model}: ${messages.join(', ')}`;
}

const WHERE = { contains: 'in no message', system: 'in no system message', last: 'not in the last message' } as const;

function describeMismatch({ field, wanted, got }: Mismatch): string[] {
  if (field === 'model' || field === 'agent') return [`  ${field}: wanted ${wanted}, got ${got}`];
  const label = `  ${field}: `;
  return [`${label}${preview(wanted)} is ${WHERE[field]}`, ...describeNearMiss(label.length, wanted, got)];
}

function describeMatch(match: LlmMatch): string {
  const parts = Object.entries(match).map(([key, value]) => `${key} = ${JSON.stringify(value)}`);
  return parts.length === 0 ? 'llm.on{}' : `llm.on{ ${parts.join(', ')} }`;
}

function nameMock(mock: LlmMock): string {
  return mock.at === undefined ? describeMatch(mock.match) : `${describeMatch(mock.match)} (${showAddress(mock.at)})`;
}

/** The mock that came nearest to a request and what kept it from answering. */
export function describeNearest(nearest: NearestMock | undefined): string[] {
  if (nearest === undefined) return ['there is no mock at all; make one with llm.on{…}:reply{…}'];
  const { mock, mismatches, isExhausted } = nearest;
  const lines = [`nearest: ${nameMock(mock)}`];
  if (isExhausted) lines.push(`  used up: it has answered ${mock.used} of ${mock.used}`);
  if (mock.replies.length === 0) lines.push('  it has no :reply');
  return [...lines, ...mismatches.flatMap(describeMismatch)];
}

/** The failure of a promised answer that was not used, or not often enough. */
export function describeUnkept(mock: LlmMock): Failure {
  const wanted = mock.limit ?? 1;
  const often = wanted === 1 ? 'was never used' : `was used ${mock.used} of ${wanted} times`;
  return {
    check: 'mock',
    message: `the promised answer ${describeMatch(mock.match)} ${often}`,
    ...(mock.at !== undefined && { at: mock.at }),
    notes: ['a mock made in a scenario is a promise; :optional() says that it may stay unused'],
  };
}
