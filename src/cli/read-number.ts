import { KnownError } from '../model/known-error.js';

/** A reader of a flag's whole number within bounds, both included; it throws KnownError with what is allowed. */
export function readWhole(
  flag: string,
  bounds: { readonly min: number; readonly max: number },
): (text: string) => number {
  return (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= bounds.min && value <= bounds.max) return value;
    const range = `a whole number from ${bounds.min} to ${bounds.max}`;
    throw new KnownError('bad-command-line', `${flag}: expected ${range}, found ${JSON.stringify(text)}`);
  };
}
