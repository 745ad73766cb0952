import type { Stats } from 'node:fs';
import { hashBlob, isBinary } from './contents.js';
import type { IndexEntry } from './git-package.js';
import type { RealObjects } from './real-objects.js';
import { type FileNode, GITLINK } from './repository.js';
import type { WorkingFolder } from './working-folder.js';

/** What files of the working folder are read with. */
export interface TrackedReader {
  readonly folder: WorkingFolder;
  readonly objects: RealObjects;
  /** Whether line ends of the working folder may be others than those of commits (`core.autocrlf`). */
  readonly hasOtherLineEnds: boolean;
  readonly hasFileModes: boolean;
  /** When the index was written, in seconds since 1970. */
  readonly indexSeconds: number;
}

/** A file of the index as it is in the working folder; undefined where it is gone. */
export async function readTracked(reader: TrackedReader, entry: IndexEntry): Promise<FileNode | undefined> {
  const { folder, objects } = reader;
  const mode = modeOf(entry);
  const stats = folder.look(entry.path);
  if (entry.flags.assumeValid || (entry.flags.skipWorktree && stats === undefined))
    return objects.file(entry.oid, mode);
  // What happened inside a submodule is its own affair.
  if (mode === GITLINK) return stats?.isDirectory() ? objects.file(entry.oid, mode) : undefined;
  if (stats === undefined || !(stats.isFile() || stats.isSymbolicLink())) return undefined;
  const modeNow = modeNowOf(stats, entry, reader.hasFileModes);
  if (isFresh(stats, entry, reader.indexSeconds)) return objects.file(entry.oid, modeNow);
  const bytes = await readContent(reader, entry, stats);
  const id = hashBlob(bytes);
  return id === entry.oid ? objects.file(id, modeNow) : { kind: 'file', id, mode: modeNow, read: () => bytes };
}

/** The mode of an entry, as trees have it. */
export function modeOf({ mode }: IndexEntry): string {
  return mode.toString(8);
}

function modeNowOf(stats: Stats, entry: IndexEntry, hasFileModes: boolean): string {
  if (stats.isSymbolicLink()) return '120000';
  const mode = modeOf(entry);
  if (!hasFileModes && mode.startsWith('100')) return mode;
  return (stats.mode & 0o100) === 0 ? '100644' : '100755';
}

/** Whether size and time tell that a file is as it was when it was added; a file as young as the index may deceive. */
function isFresh(stats: Stats, entry: IndexEntry, indexSeconds: number): boolean {
  const seconds = Math.floor(stats.mtimeMs / 1000);
  const sameMs = Math.floor(stats.mtimeMs) % 1000 === Math.floor(entry.mtimeNanoseconds / 1e6);
  return stats.size === entry.size && seconds === entry.mtimeSeconds && sameMs && seconds < indexSeconds;
}

/** A file's content with the line ends that a commit would give it. */
async function readContent(reader: TrackedReader, entry: IndexEntry, stats: Stats): Promise<Uint8Array> {
  const bytes = reader.folder.read(entry.path, stats);
  if (!reader.hasOtherLineEnds || stats.isSymbolicLink() || isBinary(bytes) || !bytes.includes(CR)) return bytes;
  // As git does it: a file that was committed with such line ends keeps them.
  const before = await reader.objects.file(entry.oid, modeOf(entry)).read();
  if (before.includes(CR)) return bytes;
  return Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
}

const CR = 0x0d;
