import { createHash } from 'node:crypto';
import type { ValueMap } from '../model/value.js';

export { prepareSource } from '../vm/source.js';

/** A Lua script as it stands in a file, a database or a text. */
export interface ScriptSource {
  /** What it is called: `epic_validation`, `quality/gate`. */
  readonly name: string;
  /** By which messages name its lines: relative to the project, with `/`. */
  readonly path: string;
  /** As `prepareSource` gives it: no byte order mark, no bytecode, at most 1 MiB. */
  readonly source: Uint8Array;
  /** The function to call, where the script has several. */
  readonly entry?: string;
  /** Globals of the script's own, such as its thresholds. */
  readonly globals?: ValueMap;
}

/**
 * The version of a source: the first 16 hex digits of its SHA-256, so that equal sources are equal versions. What else decides
 * how it runs (settings, modules) can be counted in.
 */
export function hashSource(source: Uint8Array, others: readonly Uint8Array[] = []): string {
  const hash = createHash('sha256').update(source);
  // With their lengths, so that no two lists of others read the same.
  for (const other of others) hash.update(`\0${other.length}\0`).update(other);
  return hash.digest('hex').slice(0, 16);
}
