import type { Entry } from '../model/entry.js';
import { shorten } from './plain-text.js';
import { toOneLine } from './shown-line.js';

/** An entry as the columns of one line, each clean and without newlines. */
export interface EntryLine {
  /** Virtual time, exact: `0 ms`, `250 ms`, `31.250 s`. */
  readonly time: string;
  /** The agent and the task in whose name it happened; empty for the scenario's own code. */
  readonly who: string;
  readonly kind: string;
  readonly text: string;
}

/** How wide each column is at least. */
export type EntryWidths = Readonly<Record<'time' | 'who' | 'kind', number>>;

/** An entry as it is shown wherever one line has to do: terminal, trail of a failure, page. */
export function describeEntry(entry: Entry, maxLength = Number.POSITIVE_INFINITY): EntryLine {
  const { at, kind, agent, task } = entry;
  const who = [agent, task].filter((name) => name !== undefined).join(' · ');
  return {
    time: showVirtualTime(at),
    who: toOneLine(who),
    kind: toOneLine(kind),
    text: shorten(toOneLine(saidBy(entry)), maxLength),
  };
}

/** An entry's text without the name of who it was, which is shown beside it: `haiku: ok`, `begins task-1`. */
export function saidBy({ agent, text }: Entry): string {
  const mark = [' → ', ': ', ' '].find((each) => agent !== undefined && text.startsWith(`${agent}${each}`));
  return agent === undefined || mark === undefined ? text : text.slice(agent.length + mark.length);
}

/** Widths in which lines stand below each other. */
export function alignEntries(lines: readonly EntryLine[]): EntryWidths {
  const widest = (column: keyof EntryWidths) => Math.max(0, ...lines.map((line) => line[column].length));
  return { time: widest('time'), who: widest('who'), kind: widest('kind') };
}

/** The columns before the text, each as wide as it is to be; nobody has no column where nobody is told of. */
export function padEntry({ time, who, kind }: EntryLine, widths: EntryWidths): Omit<EntryLine, 'text'> {
  return { time: time.padStart(widths.time), who: who.padEnd(widths.who), kind: kind.padEnd(widths.kind) };
}

/** `0 ms`, `250 ms`, `31.250 s`. */
export function showVirtualTime(ms: number): string {
  return Math.abs(ms) < 1000 ? `${Number(ms.toFixed(3))} ms` : `${(ms / 1000).toFixed(3)} s`;
}
