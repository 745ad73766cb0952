import type { Entry } from '../model/entry.js';
import type { ScenarioResult } from '../model/run-event.js';
import { alignEntries, describeEntry, type EntryLine, padEntry } from './entry-line.js';
import { labelLines, type ShownLine, toLines } from './shown-line.js';

/** Facts that are shown, and characters of each. */
const MOST_SHOWN = 6;
const MAX_TEXT = 160;

/** The last facts of the journal before a scenario failed. */
export function showTrail(result: ScenarioResult): ShownLine[] {
  // Failed checks are shown themselves.
  const facts = foldChecks(entriesBefore(result).filter(({ kind }) => kind !== 'check.failed'));
  const shown = facts.slice(-MOST_SHOWN);
  const widths = alignEntries(shown);
  const lines = shown.flatMap((fact) => {
    const { time, who, kind } = padEntry(fact, widths);
    return toLines('entry', [time, ...(widths.who > 0 ? [who] : []), kind, fact.text].join('  ').trimEnd());
  });
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

/** Facts as lines; checks that held are counted where several follow each other. */
function foldChecks(entries: readonly Entry[]): EntryLine[] {
  const facts: EntryLine[] = [];
  let held = 0;
  for (const [index, entry] of entries.entries()) {
    held = entry.kind === 'check' ? held + 1 : 0;
    if (held > 1 && entries[index - 1]?.at === entry.at) facts.pop();
    else if (held > 1) held = 1;
    const line = describeEntry(entry, MAX_TEXT);
    facts.push(held > 1 ? { ...line, text: `${held} checks held` } : line);
  }
  return facts;
}
