import type * as Crypto from 'node:crypto';
import { toTextOrBytes } from '../../model/text-or-bytes.js';
import { type FileNode, GITLINK, SHORT_HASH } from './repository.js';

/**
 * Contents as texts of one character a byte: diffs are made of them, so that what is not UTF-8 comes out as it went in.
 */
export function toByteText(content: Uint8Array | string): string {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** What such a text stands for: text where it is valid UTF-8, else its bytes. */
export function fromByteText(text: string): string | Uint8Array {
  return toTextOrBytes(Buffer.from(text, 'latin1'));
}

/** How far git looks for a zero byte. */
const BINARY_SCAN = 8000;

/** Whether git would take it for binary. */
export function isBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, BINARY_SCAN).includes(0);
}

/** The lines of a text, without their ends; the last may lack one. */
export function splitLines(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** The beginning of the name that git gives a content. */
export function shortBlobId(file: FileNode, bytes: Uint8Array): string {
  if (file.mode === GITLINK) return String(file.id).slice(0, SHORT_HASH);
  return hashBlob(bytes).slice(0, SHORT_HASH);
}

/** The name that git gives a content. */
export function hashBlob(bytes: Uint8Array): string {
  return sha1(`blob ${bytes.length}\0`, bytes);
}

/** The SHA-1 of several texts or bytes behind each other, in hexadecimal. */
export function sha1(...parts: readonly (string | Uint8Array)[]): string {
  // Only who shows or makes hashes needs it; a worker starts faster without.
  const { createHash }: typeof Crypto = process.getBuiltinModule('node:crypto');
  const hash = createHash('sha1');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}
