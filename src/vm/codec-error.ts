/** A value that cannot cross the boundary. `path` tells where in the value, such as `.tools[2].run`. */
export class CodecError extends Error {
  readonly path: string;
  constructor(why: string, path: readonly (string | number)[]) {
    const where = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
    super(where === '' ? why : `${where}: ${why}`);
    this.name = 'CodecError';
    this.path = where;
  }
}

/** Tables nested deeper than this do not cross. */
export const MAX_DEPTH = 64;
/** Bytes of strings and nodes that may cross in one call. */
export const MAX_CALL_BYTES = 16 * 1024 * 1024;
/** The same in one scenario, from one restore of the VM to the next. */
export const MAX_SCENARIO_BYTES = 512 * 1024 * 1024;
/** What a number, boolean or table slot counts for. */
export const NODE_BYTES = 16;
