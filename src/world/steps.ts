import { showAddress } from '../model/address.js';
import { LuaRaise } from '../model/dispatch.js';
import type { Entry } from '../model/entry.js';
import { suggestName } from '../model/suggest.js';
import { createValueMap, isValueMap, toNumber, type Value, type ValueMap } from '../model/value.js';
import type { World } from './world.js';

/** Of an entry's text. */
const MAX_LINE = 120;

interface StepKind {
  /** What the user calls to make such an entry, where that is not the kind itself. */
  readonly names?: readonly string[];
  readonly fields: readonly string[];
  /** Whether each trajectory has it; the others are there where a pattern names them. */
  readonly isCall?: boolean;
}

/** Entries of the journal that a trajectory is made of, and the fields that patterns can ask for. */
const STEP_KINDS: Readonly<Record<string, StepKind>> = {
  'llm.call': {
    fields: [
      ...['model', 'agent', 'task', 'conversation', 'messages', 'tools', 'temperature', 'max_tokens', 'stream', 'json'],
      ...['timeout_ms', 'text', 'tool_calls', 'finish_reason', 'tokens', 'cost_cents', 'chunks', 'mock'],
      ...['error', 'fault', 'status', 'retry_after_ms'],
    ],
    isCall: true,
  },
  'http.request': {
    names: ['http.request', 'http.get', 'http.post', 'http.put', 'http.patch', 'http.delete', 'http.head'],
    fields: ['method', 'url', 'agent', 'task', 'headers', 'body', 'status', 'reply_headers', 'reply', 'fault'],
    isCall: true,
  },
  'workspace.read': { names: ['workspace.read_file'], fields: ['path', 'bytes'], isCall: true },
  'workspace.write': { names: ['workspace.write_file'], fields: ['path', 'bytes', 'before', 'after'], isCall: true },
  'workspace.glob': { fields: ['pattern', 'found'], isCall: true },
  'git.log': { names: ['git.log', 'git.commits'], fields: ['found'], isCall: true },
  'agent.task': { fields: ['agent', 'task'] },
  'agent.result': { fields: ['agent', 'task', 'success'] },
  log: { names: ['log.debug', 'log.info', 'log.warn', 'log.error'], fields: ['level', 'message', 'fields'] },
  print: { fields: [] },
  clock: { names: ['clock.sleep', 'clock.advance'], fields: ['ms'] },
  'script.load': { fields: ['path'] },
  require: { fields: ['path'] },
};

/** Whose entries are meant; where nothing is said, all of the scenario. */
export interface Subject {
  readonly agent?: string;
  readonly task?: string;
  /** Entries with these numbers, counted from 0: from the first up to, not including, the last. */
  readonly from?: number;
  readonly to?: number;
}

/** A subject as the prelude tells it. */
export function readSubject(value: Value): Subject {
  const map = isValueMap(value) ? value : createValueMap();
  const [from, to] = [toNumber(map.from), toNumber(map.to)];
  return {
    ...(map.agent !== undefined && { agent: String(map.agent) }),
    ...(map.task !== undefined && { task: String(map.task) }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
}

/** The entries of a subject. Throws a LuaRaise where the journal has not kept all of them. */
export function entriesOf(world: World, { agent, task, from, to }: Subject): readonly Entry[] {
  const { journal } = world;
  const all = journal.entries(Number.POSITIVE_INFINITY);
  if (all.length < journal.count) {
    throw new LuaRaise(`the journal keeps ${all.length} of this scenario's ${journal.count} entries: too few to tell`);
  }
  if (agent !== undefined) return insideTasks(all, ({ data }) => String(data?.agent) === agent);
  if (task !== undefined) return insideTasks(all, ({ data }) => String(data?.task) === task);
  return all.slice(from, to);
}

/** The entries from the beginning of each of certain tasks to its end, both included. */
function insideTasks(entries: readonly Entry[], isMeant: (entry: Entry) => boolean): Entry[] {
  let open = 0;
  return entries.filter((entry) => {
    if (entry.kind === 'agent.task' && isMeant(entry)) open += 1;
    const isInside = open > 0;
    if (entry.kind === 'agent.result' && isMeant(entry)) open = Math.max(0, open - 1);
    return isInside;
  });
}

/** Calls, and entries of the kinds that are named besides, as the prelude reads them. */
export function showSteps(entries: readonly Entry[], kinds: readonly string[]): ValueMap[] {
  const isStep = ({ kind }: Entry) => STEP_KINDS[kind]?.isCall === true || kinds.includes(kind);
  return entries.filter(isStep).map((entry) =>
    createValueMap([
      ['kind', entry.kind],
      ['name', nameOf(entry)],
      ['text', showLine(entry.text)],
      ['place', entry.file === undefined ? undefined : showAddress({ ...entry, file: entry.file })],
      ['fields', entry.data ?? createValueMap()],
    ]),
  );
}

function showLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > MAX_LINE ? `${line.slice(0, MAX_LINE).toWellFormed()}…` : line;
}

function nameOf({ kind, data }: Entry): string {
  if (typeof data?.call === 'string') return data.call;
  if (kind === 'log') return `log.${String(data?.level)}`;
  return STEP_KINDS[kind]?.names?.[0] ?? kind;
}

/** The kind of entry that a pattern's name means. Throws a LuaRaise for a name, or a field, that nothing has. */
export function kindOfStep(name: string | undefined, fields: readonly string[]): string | undefined {
  const found = Object.entries(STEP_KINDS).find(([kind, { names }]) => kind === name || names?.includes(name ?? ''));
  const known = Object.entries(STEP_KINDS).flatMap(([kind, { names = [kind] }]) => names);
  if (name !== undefined && found === undefined) throw refuse(`there is no call ${name}`, name, known);
  const possible = found?.[1].fields ?? Object.values(STEP_KINDS).flatMap((kind) => kind.fields);
  const odd = fields.find((field) => !possible.includes(field));
  if (odd !== undefined)
    throw refuse(`${name ?? 'no call'} has ${name === undefined ? 'a' : 'no'} field ${odd}`, odd, possible);
  return found?.[0];
}

function refuse(what: string, wrong: string, known: readonly string[]): LuaRaise {
  const near = suggestName(wrong, known);
  const hint = near === undefined ? `there are ${[...new Set(known)].join(', ')}` : `did you mean ${near}?`;
  return new LuaRaise(`assert.trajectory: ${what}; ${hint}`);
}
