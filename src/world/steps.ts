import { showAddress } from '../model/address.js';
import { LuaRaise } from '../model/dispatch.js';
import type { Entry } from '../model/entry.js';
import { ENTRY_KINDS, type EntryKind } from '../model/entry-kinds.js';
import { didYouMean, suggestName } from '../model/suggest.js';
import { createValueMap, isValueMap, toNumber, type Value, type ValueMap } from '../model/value.js';
import { chainOf, type OpenTask, taskOf } from './agent/agent-tasks.js';
import type { World } from './world.js';

/** Of an entry's text, and of a name. */
const MAX_LINE = 120;
/** Names that are listed. */
const MAX_NAMES = 20;

/** What is checked is no step: all others can be part of a trajectory, with the fields that patterns can ask for. */
const STEP_KINDS: Readonly<Record<string, EntryKind>> = Object.fromEntries(
  Object.entries(ENTRY_KINDS).filter(([kind]) => !['property', 'check', 'check.failed'].includes(kind)),
);

/** Whose entries are meant; where nothing is said, all of the scenario. */
export interface Subject {
  readonly agent?: string | undefined;
  readonly task?: string | undefined;
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

/**
 * The entries of a subject. Throws a LuaRaise where there never was such an agent or task, or where the journal has not
 * kept all of them.
 */
export function entriesOf(world: World, { agent, task, from, to }: Subject): readonly Entry[] {
  const { journal, agents } = world;
  if (agent !== undefined && !agents.names.includes(agent)) throw refuseDoer('agent', agent, agents.names);
  if (task !== undefined && !agents.taskNames.includes(task)) throw refuseDoer('task', task, agents.taskNames);
  const all = journal.entries(Number.POSITIVE_INFINITY);
  if (all.length < journal.count) {
    throw new LuaRaise(`the journal keeps ${all.length} of this scenario's ${journal.count} entries: too few to tell`);
  }
  if (agent === undefined && task === undefined) return all.slice(from, to);
  return all.filter((entry) => isOf(entry, { agent, task }));
}

/** Whether an entry happened in a task that is meant; or it is a call that says whose it is without a task around it. */
function isOf(entry: Entry, subject: Pick<Subject, 'agent' | 'task'>): boolean {
  if (outermostTask(entry, subject) !== undefined) return true;
  const { kind, data } = entry;
  if (kind !== 'llm.call') return false;
  return subject.agent !== undefined ? data?.agent === subject.agent : String(data?.task) === subject.task;
}

/** The outermost task of a subject's in which an entry happened: what a task hands over counts as its own. */
export function outermostTask(entry: Entry, { agent, task }: Pick<Subject, 'agent' | 'task'>): OpenTask | undefined {
  const isMeant = (each: OpenTask) => (agent !== undefined ? each.agent === agent : String(each.id) === task);
  return [...chainOf(taskOf(entry))].findLast(isMeant);
}

/** What is of nobody that there was says nothing, whatever is expected of it. */
function refuseDoer(what: 'agent' | 'task', name: string, known: readonly string[]): LuaRaise {
  const shown = JSON.stringify(name.length > MAX_LINE ? `${name.slice(0, MAX_LINE).toWellFormed()}…` : name);
  const others =
    known.length === 0 ? `; there was no ${what} at all` : `; there are ${known.slice(0, MAX_NAMES).join(', ')}`;
  return new LuaRaise(`there was no ${what} ${shown} in this scenario${didYouMean(name, known) || others}`);
}

/** Calls, and entries of the kinds that are named besides, as the prelude reads them: with some fields, or with all. */
export function showSteps(entries: readonly Entry[], kinds: readonly string[], names?: readonly string[]): ValueMap[] {
  const pick = (data = createValueMap()) =>
    names === undefined ? data : createValueMap(names.map((name) => [name, data[name]]));
  const isStep = ({ kind }: Entry) => STEP_KINDS[kind]?.isCall === true || kinds.includes(kind);
  return entries.filter(isStep).map((entry) =>
    createValueMap([
      ['kind', entry.kind],
      ['name', nameOf(entry)],
      ['text', showLine(entry.text)],
      ['place', entry.file === undefined ? undefined : showAddress({ ...entry, file: entry.file })],
      ['fields', pick(entry.data)],
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
  const possible = (found === undefined ? Object.values(STEP_KINDS) : [found[1]]).flatMap(({ fields }) =>
    Object.keys(fields),
  );
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
