import { createHash } from 'node:crypto';

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
}

/** The version of a source: the first 16 hex digits of its SHA-256, so that equal sources are equal versions. */
export function hashSource(source: Uint8Array): string {
  return createHash('sha256').update(source).digest('hex').slice(0, 16);
}
