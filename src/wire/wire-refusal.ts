import type { FieldPath, Refuse } from '../mock/fields.js';

/**
 * Why something on the wire cannot be read.
 * - `invalid`: it is not what the provider's API says; the provider would refuse it too.
 * - `unsupported`: the provider knows it, moonrig does not.
 */
export class WireRefusal extends Error {
  readonly kind: 'invalid' | 'unsupported';
  /** Where in the body, as the provider writes it: `messages[0].content`; empty for all of it. */
  readonly place: string;

  constructor(kind: WireRefusal['kind'], path: FieldPath, why: string) {
    super(why);
    this.name = 'WireRefusal';
    this.kind = kind;
    this.place = showPlace(path);
  }
}

/** Throws a WireRefusal of what is not as the provider has it. */
export const refuse: Refuse = (path, why) => {
  throw new WireRefusal('invalid', path, why);
};

/** Throws a WireRefusal of what only moonrig does not have. */
export const refuseUnsupported: Refuse = (path, what) => {
  throw new WireRefusal('unsupported', path, `moonrig does not support ${what}`);
};

function showPlace(path: FieldPath): string {
  const shown = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
  return shown.replace(/^\./, '');
}
