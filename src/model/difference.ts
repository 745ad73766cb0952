/** One field in which two tables differ, or by which they are known. */
export interface DiffRow {
  /** As it is written in a table: `name`, `[3]`, `["odd key"]`. */
  readonly key: string;
  /** Lua literals, each left out where only the other table has the field. */
  readonly expected?: string;
  readonly actual?: string;
  /** The literal of a field that is equal, shown to tell which table it is. */
  readonly both?: string;
}

/** Two tables that stand in the same place and differ. */
export interface DiffPart {
  /** Where they stand: `.items[2]`; empty for the values that were compared themselves. */
  readonly path: string;
  readonly rows: readonly DiffRow[];
  /** Fields that are equal and not shown. */
  readonly equalCount: number;
  /** Fields that differ and are not shown, since there are too many. */
  readonly hiddenCount: number;
}

/** How two tables differ: only the tables within them that hold a difference. */
export interface Difference {
  readonly parts: readonly DiffPart[];
  /** Equal fields of the tables around the parts. */
  readonly equalCount: number;
  /** Further tables that differ and are not shown. */
  readonly hiddenCount: number;
}

/** A variable as a Lua literal on one line. */
export interface Variable {
  readonly name: string;
  readonly value: string;
}

/** What the function knew in which something failed. */
export interface Variables {
  readonly values: readonly Variable[];
  /** How many more there are. */
  readonly hiddenCount: number;
}
