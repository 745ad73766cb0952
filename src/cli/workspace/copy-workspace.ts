import { constants, mkdirSync, mkdtempSync, realpathSync, rmSync, statSync } from 'node:fs';
import { chmod, copyFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { FixtureFile } from '../../mock/workspace-file.js';
import { type FoundFolder, openWorkspaceFolder } from '../../mock/workspace-folder.js';
import { WorkspaceError } from '../../mock/workspace-path.js';
import { KnownError } from '../../model/known-error.js';
import type { Warning } from '../../model/run-event.js';
import type { RealWorkspace } from '../../model/settings.js';
import { showSystemError } from '../../model/system-error.js';
import { baseFolder } from '../../world/real-folders.js';
import { readIgnoreRules } from './ignore-rules.js';
import { startReaper } from './reaper.js';

/** What a folder may hold to be copied, once and again for each worker. */
const MAX_FILES = 20_000;
const MAX_BYTES = 256 * 1024 * 1024;
const BYTES_PER_MIB = 1024 * 1024;

/** Files that are copied at the same time. */
const COPIES = 16;
/** The owner may read and write. */
const OWNER = 0o600;
const MAX_SHOWN = 5;

export interface CopyRequest {
  /** The project's folder, absolute. */
  readonly root: string;
  /** As the user wrote it, relative to the project or absolute. */
  readonly folder: string;
  /** Aborted when the user interrupts: then the copy stays as far as it came. */
  readonly signal: AbortSignal;
  /** Told in one line what is not as it should be with this machine. */
  readonly complain: (message: string) => void;
}

/** A copy of a real folder for the time of a run. */
export interface WorkspaceCopy {
  readonly workspace: RealWorkspace;
  /** What of the folder is not in the copy, and should perhaps be. */
  readonly warnings: readonly Warning[];
  /** Removes it with all that workers made beside it. It is removed too when the process ends without that, or is killed. */
  remove(): void;
}

/**
 * Copies a real folder to a temporary one, without what git ignores, histories and installed packages. Throws KnownError for
 * a folder that is not there, or holds too much to be a workspace.
 */
export async function copyWorkspace({ root, folder, signal, complain }: CopyRequest): Promise<WorkspaceCopy> {
  const shown = `real:${folder}`;
  const found = findFiles(resolve(root, folder), shown);
  try {
    const place = realpathSync(mkdtempSync(join(tmpdir(), 'moonrig-workspace-')));
    const remove = removeInAnyCase(place, complain);
    const refused = new Map(found.refused);
    const base = baseFolder({ folder: place });
    mkdirSync(base);
    await copyFiles([...found.files.entries()], { to: base, refused, signal });
    const warnings = refused.size === 0 ? [] : [showRefused(shown, refused)];
    return { workspace: { shown, folder: place, refused: Object.fromEntries(refused) }, warnings, remove };
  } catch (error) {
    const why = showSystemError(error);
    throw why === undefined
      ? error
      : new KnownError('bad-command-line', `--workspace ${shown}: cannot be copied: ${why}`);
  }
}

/** Has a folder removed when the process ends in whatever way; gives what removes it now. */
function removeInAnyCase(folder: string, complain: (message: string) => void): () => void {
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 });
  process.once('exit', remove);
  const dismissReaper = startReaper(folder, (error) =>
    complain(`the copy in ${folder} stays there if moonrig is killed: ${error.message}`),
  );
  return () => {
    process.off('exit', remove);
    remove();
    dismissReaper();
  };
}

function findFiles(path: string, shown: string): FoundFolder {
  const name = `--workspace ${shown}`;
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new KnownError('not-found', `${name}: there is no such folder`);
  }
  try {
    const found = openWorkspaceFolder(path, readIgnoreRules(realpathSync(path)));
    refuseLarge(found, name);
    return found;
  } catch (error) {
    const why = error instanceof WorkspaceError ? error.message : showSystemError(error);
    throw why === undefined ? error : new KnownError('not-found', `${name}: ${why}`);
  }
}

function refuseLarge({ files }: FoundFolder, name: string): void {
  const sizes = new Map<string, { count: number; bytes: number }>();
  const total = { count: 0, bytes: 0 };
  for (const [path, { size }] of files.entries()) {
    const top = path.replace(/\/.*$/s, '/');
    const sum = sizes.get(top) ?? { count: 0, bytes: 0 };
    sizes.set(top, { count: sum.count + 1, bytes: sum.bytes + size });
    total.count += 1;
    total.bytes += size;
  }
  if (total.count <= MAX_FILES && total.bytes <= MAX_BYTES) return;
  const show = ({ count, bytes }: typeof total) =>
    `${count} file${count === 1 ? '' : 's'}, ${(bytes / BYTES_PER_MIB).toFixed(1)} MiB`;
  const largest = [...sizes].sort(([, a], [, b]) => b.bytes - a.bytes || b.count - a.count).slice(0, MAX_SHOWN);
  const most = `${MAX_FILES} files and ${MAX_BYTES / BYTES_PER_MIB} MiB`;
  throw new KnownError('bad-command-line', `${name}: ${show(total)} are too much for a workspace (at most ${most})`, {
    hint: `name a smaller folder, or leave out in .gitignore what agents do not need; largest: ${largest
      .map(([top, sum]) => `${top} (${show(sum)})`)
      .join(', ')}`,
  });
}

interface CopyOptions {
  readonly to: string;
  /** Is told which files cannot be copied, and why. */
  readonly refused: Map<string, string>;
  readonly signal: AbortSignal;
}

async function copyFiles(
  files: (readonly [string, FixtureFile])[],
  { to, refused, signal }: CopyOptions,
): Promise<void> {
  for (const folder of new Set(files.map(([path]) => dirname(join(to, path))))) mkdirSync(folder, { recursive: true });
  const copyNext = async (): Promise<void> => {
    for (let next = files.pop(); next !== undefined && !signal.aborted; next = files.pop()) {
      const [path, { source }] = next;
      try {
        await copyWritable(source, join(to, path));
      } catch (error) {
        if (!isOfOneFile(error)) throw error;
        refused.set(path, `could not be copied: ${showSystemError(error)}`);
      }
    }
  };
  await Promise.all(Array.from({ length: COPIES }, copyNext));
}

/** What the system says of a file that others need not share: it may not be read, or is gone. */
function isOfOneFile(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && ['EACCES', 'EPERM', 'ENOENT', 'EBUSY'].includes(String(error.code))
  );
}

/** Whether a file may be written is for scenarios to say, not for the mode that it happens to have. */
async function copyWritable(source: string, target: string): Promise<void> {
  await copyFile(source, target, constants.COPYFILE_FICLONE);
  const { mode } = await stat(target);
  if ((mode & OWNER) !== OWNER) await chmod(target, mode | OWNER);
}

function showRefused(shown: string, refused: ReadonlyMap<string, string>): Warning {
  const lines = [...refused].slice(0, MAX_SHOWN).map(([path, why]) => `${path} ${why}`);
  const rest = refused.size > MAX_SHOWN ? `; and ${refused.size - MAX_SHOWN} more` : '';
  return { kind: 'warning', message: `not in the workspace ${shown}: ${lines.join('; ')}${rest}` };
}
