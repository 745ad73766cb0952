import type * as Diff from 'diff';
import { loadLate } from '../model/load-late.js';
import type { WorkspaceChange } from './workspace.js';
import type { WorkspaceFile } from './workspace-file.js';

/** Unchanged lines around each change, as with git. */
const CONTEXT = 3;
/** Lines that a search for the shortest diff may change; beyond it all lines of a file are told as changed. */
const MAX_EDITS = 2000;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes as text; undefined where they are not UTF-8. */
export function decodeText(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** What a file holds, nothing where there is none; undefined where it is no text: not UTF-8, or with a NUL. */
export function readText(file: WorkspaceFile | undefined): string | undefined {
  if (file === undefined) return '';
  const bytes = file.bytes();
  return bytes.includes(0) ? undefined : decodeText(bytes);
}

/** Changes as `git diff` shows them, without the lines that name objects; what is no text is only said to differ. */
export function showDiff(changes: readonly WorkspaceChange[]): string {
  return changes.map(showChange).join('');
}

function showChange({ path, before, after }: WorkspaceChange): string {
  // The package's types are those of its modules.
  const { structuredPatch, formatPatch, FILE_HEADERS_ONLY } = loadLate('diff', import.meta.url) as typeof Diff;
  const from = before === undefined ? '/dev/null' : `a/${path}`;
  const to = after === undefined ? '/dev/null' : `b/${path}`;
  const [old, now] = [readText(before), readText(after)];
  if (old === undefined || now === undefined) return `Binary files ${from} and ${to} differ\n`;
  const shortest = structuredPatch(from, to, old, now, undefined, undefined, {
    context: CONTEXT,
    maxEditLength: MAX_EDITS,
  });
  if (shortest !== undefined) return formatPatch(shortest, FILE_HEADERS_ONLY);
  const [gone, come] = [structuredPatch(from, to, old, ''), structuredPatch(from, to, '', now)];
  const [removed, added] = [gone.hunks[0], come.hunks[0]];
  if (removed === undefined || added === undefined) throw new Error(`${path} differs too much and not at all`);
  const { newStart, newLines } = added;
  const whole = { ...removed, newStart, newLines, lines: [...removed.lines, ...added.lines] };
  return formatPatch({ ...gone, hunks: [whole] }, FILE_HEADERS_ONLY);
}
