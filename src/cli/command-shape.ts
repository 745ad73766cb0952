/** One flag of a command. */
export interface Option {
  /** As help shows it: `-t, --filter <text>`; `<…>` must have a value, `[…]` may. */
  readonly flags: string;
  readonly summary: string;
  /** Reads its value; without it the text is the value. Throws KnownError. */
  readonly read?: (text: string) => unknown;
  /** Whether it may stand several times; its value is then a list. */
  readonly isRepeatable?: boolean;
  /** The value of a flag with `[…]` that has none; a value must then be a whole number. */
  readonly bare?: string;
}

/** What a command takes, as data: parsing and help are made from it. */
export interface CommandShape {
  readonly name: string;
  readonly summary: string;
  /** Its arguments as commander writes them: `[paths...]`. */
  readonly argument?: { readonly name: string; readonly summary: string };
  readonly options: readonly Option[];
  readonly examples: readonly string[];
}

/** What the user asked of a command; `Flags` are its options by name, in camel case, each of them optional. */
export interface Request<Flags> {
  readonly flags: Flags;
  readonly paths: readonly string[];
}
