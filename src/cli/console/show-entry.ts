import type { Entry } from '../../model/entry.js';
import { describeEntry, padEntry } from '../../report/entry-line.js';
import type { Paint, Palette } from './palette.js';
import { makeVisible } from './visible.js';

export interface EntryView {
  readonly palette: Palette;
  /** How deep it lies in what led to it; 0 where nothing did. */
  readonly depth?: number;
  /** Columns of the terminal; a line that is too long is cut. */
  readonly columns?: number;
}

const INDENT = '  ';
/** Deeper ones are shown as deep as this: the text must have room. */
const MAX_DEPTH = 10;
/** Entries are told one by one, so the columns are as wide as they mostly have to be. */
const WIDTHS = { time: 10, who: 0, kind: 15 };
/** Where nobody says how wide a line may be. */
const MAX_TEXT = 400;
const LEAST_TEXT = 40;

/** One thing that a scenario did, as a line: when, where in what led to it, what kind, who, what, and by which line. */
export function showEntry(entry: Entry, { palette, depth = 0, columns }: EntryView): string {
  const indent = INDENT.repeat(Math.min(depth, MAX_DEPTH));
  const line = describeEntry(entry);
  const { time, kind } = padEntry(line, WIDTHS);
  const who = line.who === '' ? '' : `[${line.who}] `;
  const at = entry.file === undefined ? '' : `  ${entry.file}${entry.line === undefined ? '' : `:${entry.line}`}`;
  const used = time.length + indent.length + kind.length + who.length + 4;
  const most = columns === undefined ? MAX_TEXT : Math.max(LEAST_TEXT, columns - used);
  const text = cut(makeVisible(line.text), most);
  // Where it happened is the first to go where there is little room.
  const place = columns !== undefined && used + text.length + at.length > columns ? '' : at;
  const paint = paintOf(entry, palette);
  return `${palette.dim(time)}  ${indent}${paint(makeVisible(kind))}  ${palette.dim(makeVisible(who))}${text}${palette.dim(makeVisible(place))}`;
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).toWellFormed()}…` : text;
}

/** What went wrong is red, what was scripted to go wrong yellow. */
function paintOf({ kind, data }: Entry, { bad, warn, strong }: Palette): Paint {
  if (kind === 'check.failed') return bad;
  if (data?.fault !== undefined) return warn;
  if (data?.error !== undefined) return bad;
  return kind === 'llm.call' || kind === 'tool.call' || kind === 'agent.task' ? strong : (text) => text;
}
