import { type Address, showAddress } from '../model/address.js';
import type { Entry } from '../model/entry.js';
import { createValueMap, isValueMap, toNumber, type Value, type ValueMap } from '../model/value.js';
import { encodeMap, encodeValue } from '../model/value-json.js';
import { describeEntry, saidBy } from './entry-line.js';
import { diffLines } from './line-diff.js';
import type { PageEntry, PageMessage, PageTurn } from './page-types.js';
import { cleanText, shorten } from './plain-text.js';
import type { ShownLine } from './shown-line.js';

/** UTF-16 units of one entry's data, and of one of its texts, that the page keeps. */
const MAX_DATA_LENGTH = 8000;
const MAX_TEXT_LENGTH = 4000;
/** Messages of one call that the page keeps: the last, since the others were told by the calls before. */
const MAX_MESSAGES = 20;

/** An entry as the page shows it. */
export function toPageEntry(entry: Entry): PageEntry {
  const { number, kind, at, cause, file, line, data } = entry;
  const place: Address | undefined = file === undefined ? undefined : { file, ...(line === undefined ? {} : { line }) };
  const { time, who } = describeEntry(entry);
  const diff = data === undefined ? undefined : showChange(data);
  const turn = kind === 'llm.call' && data !== undefined ? toTurn(data) : undefined;
  const rest = data === undefined ? undefined : showData(turn === undefined ? data : without(data, TOLD_BY_TURN));
  const tookMs = toNumber(data?.latency_ms) ?? (kind === 'clock' ? toNumber(data?.ms) : undefined);
  const trouble = findTrouble(entry);
  return {
    ...(number === undefined ? {} : { number }),
    kind: cleanText(kind),
    at,
    time,
    who,
    text: shorten(cleanText(saidBy(entry)), MAX_TEXT_LENGTH),
    ...(cause === undefined ? {} : { cause }),
    ...(tookMs === undefined || tookMs <= 0 ? {} : { tookMs }),
    ...(trouble === undefined ? {} : { trouble }),
    ...(turn === undefined ? {} : { turn }),
    ...(place === undefined ? {} : { place: cleanText(showAddress(place)) }),
    ...(rest === undefined ? {} : { data: rest }),
    ...(diff === undefined ? {} : { diff }),
  };
}

function findTrouble({ kind, data }: Entry): PageEntry['trouble'] {
  if (data?.fault !== undefined) return 'fault';
  const isBad = kind === 'check.failed' || data?.error !== undefined || data?.success === false;
  return isBad ? 'bad' : undefined;
}

const TOLD_BY_TURN = ['model', 'messages', 'text', 'tool_calls', 'tokens', 'cost_cents', 'latency_ms'];

function toTurn(data: ValueMap): PageTurn {
  const tokens = isValueMap(data.tokens) ? data.tokens : createValueMap();
  const counts = Object.entries({
    input: toNumber(tokens.input),
    output: toNumber(tokens.output),
    cached: toNumber(tokens.cached),
    cents: toNumber(data.cost_cents),
  }).filter(([, count]) => count !== undefined);
  const messages = listOf(data.messages);
  const left = messages.length - MAX_MESSAGES;
  return {
    model: showText(data.model),
    ...Object.fromEntries(counts),
    messages: [
      ...(left > 0 ? [{ role: '…', text: `${left} before` }] : []),
      ...messages.slice(-MAX_MESSAGES).map(toMessage),
    ],
    ...(data.text === undefined || data.text === '' ? {} : { reply: showText(data.text) }),
    asked: listOf(data.tool_calls).map(showCall),
  };
}

function toMessage(value: Value): PageMessage {
  if (!isValueMap(value)) return { role: '', text: showText(value) };
  const calls = listOf(value.tool_calls).map(showCall);
  const text = [...(value.content === '' || value.content === undefined ? [] : [showText(value.content)]), ...calls];
  return { role: showText(value.role ?? ''), text: text.join('\n') };
}

function showCall(value: Value): string {
  if (!isValueMap(value)) return showText(value);
  return `${showText(value.name)} ${showText(value.arguments)}`;
}

const listOf = (value: Value): readonly Value[] => (Array.isArray(value) ? value : []);

function showText(value: Value): string {
  const text = typeof value === 'string' ? value : JSON.stringify(encodeValue(value));
  return shorten(cleanText(text ?? ''), MAX_TEXT_LENGTH);
}

function without(data: ValueMap, names: readonly string[]): ValueMap | undefined {
  const left = Object.entries(data).filter(([name]) => !names.includes(name));
  return left.length === 0 ? undefined : createValueMap(left);
}

function showData(data: ValueMap | undefined): string | undefined {
  if (data === undefined) return undefined;
  return shorten(cleanText(JSON.stringify(encodeMap(data), null, 2)), MAX_DATA_LENGTH);
}

const KINDS = { same: 'context', gap: 'context', added: 'diff-added', removed: 'diff-removed' } as const;
const MARKS = { same: '  ', gap: '  ', added: '+ ', removed: '- ' } as const;

/** A file that was written: its lines before and after. */
function showChange({ before, after }: ValueMap): ShownLine[] | undefined {
  if (typeof before !== 'string' || typeof after !== 'string') return undefined;
  // A newline at the end ends the last line; it is no line of its own.
  return diffLines(cleanText(before).replace(/\n$/, ''), cleanText(after).replace(/\n$/, ''))
    .slice(0, 200)
    .map(({ change, text }) => ({ kind: KINDS[change], text: shorten(`${MARKS[change]}${text}`, MAX_TEXT_LENGTH) }));
}
