import { readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { compareText } from '../../model/run-record.js';
import { asUnreadable, MOCK_ENDINGS } from './mock-source.js';

/** The mock files below a folder, in folders of it too, by path; none where there is no such folder. Names with a dot in front are left out. */
export function listMockFiles(root: string, folder: string): string[] {
  return listAllFiles(root, folder).filter((file) => MOCK_ENDINGS.includes(extname(file)));
}

/** All files below a folder. */
export function listAllFiles(root: string, folder: string): string[] {
  return listBelow(root, folder).sort(compareText);
}

function listBelow(root: string, folder: string): string[] {
  return listEntries(root, folder).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.name.startsWith('.')) return [];
    return entry.isDirectory() ? listBelow(root, path) : [path];
  });
}

function listEntries(root: string, folder: string) {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw asUnreadable(error, folder);
  }
}
