import type { LlmMatch, Mismatch } from '../../mock/llm/match.js';
import type { LlmMock, Unready } from '../../mock/llm/mock.js';
import type { LlmRequest, Message } from '../../mock/llm-request.js';
import { showAddress } from '../../model/address.js';
import { isValueMap } from '../../model/value.js';
import { describeNearMiss, toLine } from '../near-miss.js';
import { showLua } from './show-lua.js';

const PREVIEW = 120;

/** A text on one line, cut to a readable length, in quotes. */
export function preview(text: string): string {
  const line = toLine(text.length > PREVIEW * 4 ? text.slice(0, PREVIEW * 4) : text);
  return JSON.stringify(line.length > PREVIEW ? `${line.slice(0, PREVIEW).toWellFormed()}…` : line);
}

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

/** What a mock asks for, as its author wrote it. */
export function describeMatch({ written }: LlmMatch, hasPredicate = false): string {
  const shown = isValueMap(written) ? showLua(written) : '{}';
  const body = shown === '{}' ? '' : shown.slice(2, -2);
  const parts = [body, hasPredicate ? 'where = function' : ''].filter((part) => part !== '');
  return parts.length === 0 ? 'llm.on{}' : `llm.on{ ${parts.join(', ')} }`;
}

/** A mock by its match, its name where it has one, and its place. */
export function nameMock(mock: LlmMock): string {
  const name = mock.name === undefined ? '' : ` "${mock.name}"`;
  const place = mock.at === undefined ? '' : ` (${showAddress(mock.at)})`;
  return `${describeMatch(mock.match, mock.where !== undefined)}${name}${place}`;
}

const WHERE: Readonly<Record<string, string>> = {
  contains: 'in no message',
  system: 'in no system message',
  last: 'not in the last message',
};

/** Lines that tell one way in which a call is not what a mock asks for. */
export function describeMismatch({ field, how, wanted, got }: Mismatch): string[] {
  const where = WHERE[field];
  const label = `  ${field}: `;
  if (where === undefined) return [`${label}wanted ${describeWanted(how, wanted)}, got ${got}`];
  if (how === 'lacks') return [`${label}${preview(wanted)} is there and should not be`];
  if (how === 'pattern') return [`${label}nothing matches the pattern ${preview(wanted)}; it is ${preview(got)}`];
  if (how === 'one of') return [`${label}wanted the whole text ${preview(wanted)}, got ${preview(got)}`];
  if (how === 'value') return [`${label}wanted ${wanted}, got ${preview(got)}`];
  return [`${label}${preview(wanted)} is ${where}`, ...describeNearMiss(label.length, wanted, got)];
}

function describeWanted(how: Mismatch['how'], wanted: string): string {
  if (how === 'contains') return `one with ${wanted}`;
  if (how === 'lacks') return `one without ${wanted}`;
  return how === 'pattern' ? `one like ${wanted}` : wanted;
}

/** Why a mock that might have been meant did not answer. */
export function describeUnready(unready: Unready, used: number): string {
  if (unready.kind === 'no answers') return '  it has no :reply';
  if (unready.kind === 'used up') return `  used up: it has given all of its ${used} answer${used === 1 ? '' : 's'}`;
  return `  too early: it comes after ${nameMock(unready.before)}`;
}
