import type { LlmRequest, Message } from '../llm-request.js';
import { comparePath } from './json-path.js';
import type { CallNumbers, LlmMatch, Mismatch, NumberRange } from './match.js';
import { findTextMismatch, matchesText, showTextMatch, type TextMatch } from './text-match.js';

/** Whether a request is what a mock asks for. */
export function matchesRequest(match: LlmMatch, request: LlmRequest, numbers: CallNumbers): boolean {
  return compare(match, request, { numbers, most: 1 }).length === 0;
}

/** All ways in which a request is not what a mock asks for; none where it matches. */
export function compareRequest(match: LlmMatch, request: LlmRequest, numbers: CallNumbers): Mismatch[] {
  return compare(match, request, { numbers, most: Number.POSITIVE_INFINITY });
}

interface Bounds {
  readonly numbers: CallNumbers;
  /** Mismatches that are looked for. */
  readonly most: number;
}

const NONE: Mismatch[] = [];

/** Cheap comparisons come first: of most mocks one of them says no. */
function compare(match: LlmMatch, request: LlmRequest, { numbers, most }: Bounds): Mismatch[] {
  const found: Mismatch[] = [];
  for (const compareField of COMPARISONS) {
    for (const mismatch of compareField(match, request, numbers)) {
      found.push(mismatch);
      if (found.length >= most) return found;
    }
  }
  return found;
}

type Comparison = (match: LlmMatch, request: LlmRequest, numbers: CallNumbers) => readonly Mismatch[];

const COMPARISONS: readonly Comparison[] = [
  ({ model }, request) => compareText('model', model, request.model),
  ({ agent }, request) => compareText('agent', agent, request.agent),
  ({ task }, request) => compareText('task', task, request.task),
  ({ conversation }, request) => compareText('conversation', conversation, request.conversation),
  ({ call }, _, numbers) => compareNumber('call', call, numbers.call),
  ({ agentCall }, _, numbers) => compareNumber('agent_call', agentCall, numbers.agentCall),
  ({ temperature }, request) => compareRange('temperature', temperature, request.temperature),
  ({ role }, request) => compareText('role', role, request.messages.at(-1)?.role),
  ({ last }, request) => compareText('last', last, request.messages.at(-1)?.content),
  ({ tools }, request) => (tools === undefined ? NONE : compareTools(tools, request)),
  ({ system }, request) => (system === undefined ? NONE : compareText('system', system, systemText(request.messages))),
  ({ contains }, request) =>
    contains === undefined ? NONE : contains.flatMap((part) => compareAny(part, request.messages)),
  ({ paths }, request) => (paths === undefined ? NONE : paths.flatMap((path) => comparePath(path, request))),
];

function compareText(field: string, match: TextMatch | undefined, text: string | undefined): readonly Mismatch[] {
  if (match === undefined) return NONE;
  const mismatch = findTextMismatch(match, text ?? '');
  if (mismatch === undefined && text !== undefined) return NONE;
  const { how, wanted } = mismatch ?? { how: 'value', wanted: ['any'] };
  return [{ field, how, wanted: wanted.join(' or '), got: text ?? 'none' }];
}

function compareNumber(field: string, wanted: number | undefined, got: number): readonly Mismatch[] {
  return wanted === undefined || wanted === got
    ? NONE
    : [{ field, how: 'value', wanted: String(wanted), got: String(got) }];
}

function compareRange(field: string, range: NumberRange | undefined, got: number | undefined): readonly Mismatch[] {
  if (range === undefined || (got !== undefined && got >= range.least && got <= range.most)) return NONE;
  return [{ field, how: 'value', wanted: showRange(range), got: got === undefined ? 'none' : String(got) }];
}

function showRange({ least, most }: NumberRange): string {
  if (least === most) return String(least);
  if (most === Number.POSITIVE_INFINITY) return `${least} or more`;
  return least === Number.NEGATIVE_INFINITY ? `${most} or less` : `${least} to ${most}`;
}

function compareTools(wanted: readonly TextMatch[], { tools }: LlmRequest): readonly Mismatch[] {
  const got = tools.length === 0 ? 'none' : tools.map(({ name }) => name).join(', ');
  if (wanted.length === 0) return tools.length === 0 ? NONE : [{ field: 'tools', how: 'value', wanted: 'none', got }];
  const missing = wanted.filter((match) => !tools.some(({ name }) => matchesText(match, name)));
  return missing.map((match) => ({ field: 'tools', how: 'value', wanted: showTextMatch(match), got }));
}

/** What must hold of some message; that a text is lacking must hold of all. */
function compareAny(match: TextMatch, messages: readonly Message[]): readonly Mismatch[] {
  const { lacks, ...positive } = match;
  if (lacks === undefined && messages.some(({ content }) => matchesText(positive, content))) return NONE;
  const isThere = messages.some(({ content }) => matchesText(positive, content));
  const whole = textOf(messages);
  const unwanted = lacks?.find((part) => whole.includes(part));
  if (unwanted !== undefined) return [{ field: 'contains', how: 'lacks', wanted: unwanted, got: whole }];
  if (isThere) return NONE;
  const mismatch = findTextMismatch(positive, whole) ?? findTextMismatch(positive, messages[0]?.content ?? '');
  const { how, wanted } = mismatch ?? { how: 'contains', wanted: positive.contains ?? [] };
  return [{ field: 'contains', how, wanted: wanted.join(' or '), got: whole }];
}

function systemText(messages: readonly Message[]): string {
  return textOf(messages.filter(({ role }) => role === 'system' || role === 'developer'));
}

/** All contents, set apart by empty lines. */
export function textOf(messages: readonly Message[]): string {
  return messages.length === 1 ? (messages[0]?.content ?? '') : messages.map(({ content }) => content).join('\n\n');
}
