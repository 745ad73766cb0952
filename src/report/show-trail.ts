import type { Entry } from '../model/entry.js';
import type { ScenarioResult } from '../model/run-event.js';
import { shorten } from './plain-text.js';
import { labelLines, type ShownLine, toLines, toOneLine } from './shown-line.js';

/** Facts that are shown, and characters of each. */
const MOST_SHOWN = 6;
const MAX_TEXT = 160;

/** The last facts of the journal before a scenario failed. */
export function showTrail(result: ScenarioResult): ShownLine[] {
  // Failed checks are shown themselves.
  const facts = foldChecks(entriesBefore(result).filter(({ kind }) => kind !== 'check.failed'));
  const shown = facts.slice(-MOST_SHOWN);
  const time = Math.max(...shown.map(({ at }) => at.length));
  const kind = Math.max(...shown.map((fact) => fact.kind.length));
  const lines = shown.flatMap((fact) =>
    toLines('entry', `${fact.at.padStart(time)}  ${fact.kind.padEnd(kind)}  ${fact.text}`.trimEnd()),
  );
  const more = facts.length > shown.length ? toLines('entry', `… ${facts.length - shown.length} before`) : [];
  return labelLines('journal', [...more, ...lines]);
}

/** Entries that are held of those before the last failure; a long journal holds its beginning and its end only. */
function entriesBefore({ journal, entryCount, failures, error, outcome }: ScenarioResult): readonly Entry[] {
  const decisive = outcome === 'failed' ? failures.at(-1) : error;
  const count = decisive?.entriesBefore ?? entryCount;
  const isWhole = journal.length >= entryCount;
  const head = Math.ceil(journal.length / 2);
  if (isWhole || count <= head) return journal.slice(0, count);
  return journal.slice(head, Math.max(head, journal.length - (entryCount - count)));
}

interface Fact {
  readonly at: string;
  readonly kind: string;
  readonly text: string;
}

/** Facts as texts; checks that held are counted where several follow each other. */
function foldChecks(entries: readonly Entry[]): Fact[] {
  const facts: Fact[] = [];
  let held = 0;
  for (const [index, { kind, at, text, task }] of entries.entries()) {
    held = kind === 'check' ? held + 1 : 0;
    if (held > 1 && entries[index - 1]?.at === at) facts.pop();
    else if (held > 1) held = 1;
    const who = task === undefined ? '' : `[${task}] `;
    const shown = held > 1 ? `${held} checks held` : shorten(toOneLine(`${who}${text}`), MAX_TEXT);
    facts.push({ at: `${at} ms`, kind: toOneLine(kind), text: shown });
  }
  return facts;
}
