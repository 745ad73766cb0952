import type { Entry } from '../../model/entry.js';
import type { Palette } from './palette.js';
import { makeVisible } from './visible.js';

/** For `--debug`: one thing that a scenario did, as a line. */
export function showEntry(entry: Entry, palette: Palette): string {
  const at = entry.file === undefined ? '' : `  ${entry.file}${entry.line === undefined ? '' : `:${entry.line}`}`;
  const when = `${entry.at} ms`.padStart(10);
  const task = entry.task === undefined ? '' : `[${entry.task}] `;
  const text = `${palette.dim(makeVisible(task))}${makeVisible(entry.text)}${palette.dim(makeVisible(at))}`;
  return `${palette.dim(when)}  ${makeVisible(entry.kind).padEnd(14)}  ${text}`;
}
