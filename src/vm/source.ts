import { KnownError } from '../model/known-error.js';

/** The largest Lua source that is taken. */
export const MAX_SOURCE_BYTES = 1024 * 1024;

const ESC = 0x1b;
const BOM = [0xef, 0xbb, 0xbf];
const HASH = 0x23;
const DASH = 0x2d;

/**
 * Readies the bytes of a Lua file for the VM: refuses bytecode and what is too large; passes over a byte order mark and
 * turns a first line that starts with `#` into a comment, as the `lua` command does.
 * Throws a KnownError `bad-source`.
 */
export function prepareSource(bytes: Uint8Array, file: string): Uint8Array {
  if (bytes.length > MAX_SOURCE_BYTES) {
    const size = (bytes.length / 1024 / 1024).toFixed(1);
    throw new KnownError('bad-source', `the file is too large: ${size} MiB, at most 1 MiB is taken`, { at: { file } });
  }
  const start = BOM.every((byte, i) => bytes[i] === byte) ? BOM.length : 0;
  const text = bytes.subarray(start);
  if (text[0] === ESC) {
    throw new KnownError('bad-source', 'the file is Lua bytecode: only source text is taken', {
      at: { file },
      hint: 'name the .lua file it was compiled from',
    });
  }
  if (text[0] !== HASH) return text;
  const comment = new Uint8Array(text.length + 2);
  comment.set([DASH, DASH]);
  comment.set(text, 2);
  return comment;
}
