import type { PlainData } from '../../script/script-errors.js';

/** One implementation, as a bench names it. */
export interface VariantDefinition {
  readonly name: string;
  /** As it is written: a Lua rule or a native one, by its ending. */
  readonly path: string;
  /** The function of a Lua rule, where it has several. */
  readonly entry?: string;
}

/** Where the inputs of a bench come from. */
export type InputSource =
  | { readonly kind: 'list'; readonly list: readonly PlainData[] }
  /** A function of the bench file. */
  | { readonly kind: 'made'; readonly count: number }
  /** A JSON file with a list. */
  | { readonly kind: 'file'; readonly path: string };

/** A bench as its file says it. */
export interface BenchDefinition {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  /** Its place in the file, from 1. */
  readonly number: number;
  /** The baseline first, the others by name. */
  readonly variants: readonly [VariantDefinition, ...VariantDefinition[]];
  /** Whether it names its baseline. */
  readonly hasOwnBaseline: boolean;
  readonly inputs: InputSource;
  /** Sizes of the input, ascending; none where they have no size. */
  readonly sizes: readonly number[];
}
