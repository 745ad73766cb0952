/** @import { PageEntry } from '../page-types.js' */

/** Which entries of a journal led to which, by their places in it. */
export class Causes {
  /** @type {Map<number, number>} */
  #places = new Map();
  /** @type {Map<number, number[]>} */
  #effects = new Map();
  /** @type {readonly PageEntry[]} */
  #entries;

  /** @param {readonly PageEntry[]} entries */
  constructor(entries) {
    this.#entries = entries;
    for (const [place, { number }] of entries.entries()) if (number !== undefined) this.#places.set(number, place);
    for (const place of entries.keys()) {
      const cause = this.causeOf(place);
      if (cause !== undefined) this.#effects.set(cause, [...(this.#effects.get(cause) ?? []), place]);
    }
  }

  /**
   * The place of what led to an entry; undefined where nothing did, or where it is not held.
   * @param {number} place
   */
  causeOf(place) {
    const cause = this.#entries[place]?.cause;
    const found = cause === undefined ? undefined : this.#places.get(cause);
    // What comes later leads to nothing, whatever a file says: the chain must end.
    return found !== undefined && found < place ? found : undefined;
  }

  /**
   * The places of all that led to an entry, the first first, with its own last.
   * @param {number} place
   */
  chainOf(place) {
    const chain = [place];
    for (let at = this.causeOf(place); at !== undefined; at = this.causeOf(at)) chain.unshift(at);
    return chain;
  }

  /**
   * The places of what an entry led to.
   * @param {number} place
   * @returns {readonly number[]}
   */
  effectsOf(place) {
    return this.#effects.get(place) ?? [];
  }
}
