import { readFileSync } from 'node:fs';

const ABSENT = ['ENOENT', 'ENOTDIR', 'EISDIR'];

/** A file's text; undefined where there is no such file. Throws what else the system says. */
export function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && ABSENT.includes(String(error.code))) return undefined;
    throw error;
  }
}
