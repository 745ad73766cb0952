/** Where something was written. */
export interface Address {
  /** Relative to the project, with `/`. */
  readonly file: string;
  /** 1-based. */
  readonly line?: number;
}

/** `file:line`, or `file` where the line is not known. */
export function showAddress(address: Address): string {
  return address.line === undefined ? address.file : `${address.file}:${address.line}`;
}
