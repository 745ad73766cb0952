/** Mocks by what they are for (a model, a method), so that a call looks only at those that may be meant. */
export class MockIndex {
  /** Ids in the order in which they were made. */
  readonly #byKey = new Map<string, number[]>();
  #forAny: number[] = [];

  copy(): MockIndex {
    const copy = new MockIndex();
    for (const [key, ids] of this.#byKey) copy.#byKey.set(key, [...ids]);
    copy.#forAny = [...this.#forAny];
    return copy;
  }

  /** Adds a mock that is for these keys alone, or for any where undefined. */
  add(id: number, keys: readonly string[] | undefined): void {
    if (keys === undefined) this.#forAny.push(id);
    for (const key of new Set(keys)) {
      const ids = this.#byKey.get(key);
      if (ids === undefined) this.#byKey.set(key, [id]);
      else ids.push(id);
    }
  }

  /** Ids of mocks that may be meant for a key, the newest first. Mocks that are made meanwhile are not among them. */
  *candidates(key: string): Iterator<number, void> {
    const own = this.#byKey.get(key) ?? [];
    let [i, j] = [own.length - 1, this.#forAny.length - 1];
    while (i >= 0 || j >= 0) {
      const [a, b] = [own[i] ?? -1, this.#forAny[j] ?? -1];
      if (a > b) {
        i -= 1;
        yield a;
      } else {
        j -= 1;
        yield b;
      }
    }
  }
}
