import type * as Diff from 'diff';
import { loadLate } from '../../model/load-late.js';
import type { TreeChange } from './compare-trees.js';
import { isBinary, shortBlobId, splitLines, toByteText } from './contents.js';
import { type Reading, read } from './later.js';
import type { FileNode } from './repository.js';

/** Edits beyond which a file is shown as all removed, all added: the search would take too long. */
export const MAX_EDITS = 1000;
const NO_ID = '0000000';
const CONTEXT_LINES = 3;
const MAX_SECTION = 80;

/** Changes as `git diff` shows them: a rename as a deletion and an addition. One character a byte. */
export function* showPatch(changes: readonly TreeChange[]): Reading<string> {
  let text = '';
  for (const change of changes) text += yield* showChange(change);
  return text;
}

interface Side {
  readonly file: FileNode;
  readonly bytes: Uint8Array;
}

function* showChange({ path, before, after }: TreeChange): Reading<string> {
  // A file that became a link, or the other way round, is shown as two.
  if (before && after && before.mode.slice(0, 3) !== after.mode.slice(0, 3))
    return (yield* showChange({ path, before })) + (yield* showChange({ path, after }));
  const [old, now] = [yield* readSide(before), yield* readSide(after)];
  const names = { old: quote(`a/${path}`), now: quote(`b/${path}`) };
  const head = `diff --git ${names.old} ${names.now}\n${showModes(old?.file, now?.file)}`;
  if (before?.id === after?.id) return head;
  const sameMode = old?.file.mode === now?.file.mode ? ` ${old?.file.mode}` : '';
  const index = `index ${idOf(old)}..${idOf(now)}${sameMode}\n`;
  return head + index + showBody(old, now, { old: old ? names.old : '/dev/null', now: now ? names.now : '/dev/null' });
}

function* readSide(file: FileNode | undefined): Reading<Side | undefined> {
  return file && { file, bytes: yield* read(file.read()) };
}

function idOf(side: Side | undefined): string {
  return side === undefined ? NO_ID : shortBlobId(side.file, side.bytes);
}

function showModes(old: FileNode | undefined, now: FileNode | undefined): string {
  if (old === undefined) return `new file mode ${now?.mode}\n`;
  if (now === undefined) return `deleted file mode ${old.mode}\n`;
  return old.mode === now.mode ? '' : `old mode ${old.mode}\nnew mode ${now.mode}\n`;
}

function showBody(old: Side | undefined, now: Side | undefined, names: { old: string; now: string }): string {
  const [before, after] = [old?.bytes ?? new Uint8Array(), now?.bytes ?? new Uint8Array()];
  if (isBinary(before) || isBinary(after)) return `Binary files ${names.old} and ${names.now} differ\n`;
  if (before.length + after.length === 0) return '';
  const hunks = findHunks(toByteText(before), toByteText(after));
  const lines = splitLines(toByteText(before));
  return `--- ${endName(names.old)}\n+++ ${endName(names.now)}\n${hunks.map((hunk) => showHunk(hunk, lines)).join('')}`;
}

/** Behind a name with a space stands a tab, so that tools find its end. */
function endName(name: string): string {
  return name.includes(' ') ? `${name}\t` : name;
}

function findHunks(before: string, after: string): readonly Diff.StructuredPatchHunk[] {
  // The package's types are those of its modules.
  const { structuredPatch } = loadLate('diff', import.meta.url) as typeof Diff;
  const patch = structuredPatch('', '', before, after, '', '', { context: CONTEXT_LINES, maxEditLength: MAX_EDITS });
  if (patch !== undefined) return patch.hunks;
  const [removed, added] = [structuredPatch('', '', before, ''), structuredPatch('', '', '', after)];
  const lines = [...removed.hunks, ...added.hunks].flatMap((hunk) => hunk.lines);
  const [oldLines, newLines] = [splitLines(before).length, splitLines(after).length];
  return [{ oldStart: 1, oldLines, newStart: 1, newLines, lines }];
}

function showHunk(hunk: Diff.StructuredPatchHunk, oldLines: readonly string[]): string {
  const { oldStart, newStart } = hunk;
  const ranges = `@@ -${showRange(oldStart, hunk.oldLines)} +${showRange(newStart, hunk.newLines)} @@`;
  return `${ranges}${showSection(oldLines, oldStart)}\n${hunk.lines.map((line) => `${line}\n`).join('')}`;
}

function showRange(start: number, count: number): string {
  if (count === 1) return String(start);
  return `${count === 0 ? start - 1 : start},${count}`;
}

/** The last line above a hunk that begins like the head of a function, as git has it for languages it does not know. */
function showSection(lines: readonly string[], start: number): string {
  const head = lines.slice(0, Math.max(0, start - 1)).findLast((line) => /^[A-Za-z_$]/.test(line));
  return head === undefined ? '' : ` ${head.slice(0, MAX_SECTION).trimEnd()}`;
}

const ESCAPES: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '"': '\\"', '\\': '\\\\' };

/** A path with what would be in the way escaped, as git does it with `core.quotePath=false`. */
function quote(path: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what has to be found
  const special = /[\u0000-\u001f"\\\u007f]/g;
  const text = toByteText(path);
  if (text.search(special) < 0) return text;
  const octal = (char: string) => `\\${char.charCodeAt(0).toString(8).padStart(3, '0')}`;
  return `"${text.replaceAll(special, (char) => ESCAPES[char] ?? octal(char))}"`;
}
