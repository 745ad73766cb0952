import { instrument } from '../../syntax/instrument.js';
import { LuaTokenError } from '../../syntax/lua-tokens.js';
import { parseLua } from '../../syntax/parse-lua.js';
import type { CoveragePoints } from '../../syntax/points.js';
import type { CountingSource } from '../../world/world.js';

/** A source with counters, and what they mean. */
export interface MeasuredSource extends CountingSource {
  readonly points: CoveragePoints;
}

/** Puts counters of lines and branches into a source. Throws a LuaTokenError for what is no Lua. */
export function measureSource(source: Uint8Array): MeasuredSource {
  const made = instrument(parseLua(source), { lines: true, branches: true });
  const { counterCount, flagCount } = made.points;
  return { ...made, counterCount, flagCount };
}

/** The sources of the files that count, with counters in them; each is made once. */
export class CountingSources {
  readonly #files: ReadonlySet<string>;
  readonly #made = new Map<string, CountingSource>();

  constructor(files: readonly string[]) {
    this.#files = new Set(files);
  }

  /** The source to run in place of a file's; undefined where the file does not count, or is no Lua: Lua will say so. */
  find(file: string, source: Uint8Array): CountingSource | undefined {
    const known = this.#made.get(file);
    if (known !== undefined || !this.#files.has(file)) return known;
    try {
      const { points: _, ...made } = measureSource(source);
      this.#made.set(file, made);
      return made;
    } catch (error) {
      if (error instanceof LuaTokenError) return undefined;
      throw error;
    }
  }

  /** How many counters and flags a file that was found has. */
  sizeOf(file: string): Pick<CountingSource, 'counterCount' | 'flagCount'> {
    const made = this.#made.get(file);
    if (made === undefined) throw new Error(`${file} counts and was never asked for`);
    return made;
  }
}
