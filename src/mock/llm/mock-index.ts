import type { LlmMock } from './mock.js';

/** Mocks by the model that they are for, so that a call looks only at those that may be meant. */
export class MockIndex {
  /** Ids in the order in which they were made. */
  readonly #byModel = new Map<string, number[]>();
  readonly #forAny: number[] = [];

  copy(): MockIndex {
    const copy = new MockIndex();
    for (const [model, ids] of this.#byModel) copy.#byModel.set(model, [...ids]);
    copy.#forAny.push(...this.#forAny);
    return copy;
  }

  add({ id, match }: LlmMock): void {
    const models = match.model?.oneOf;
    if (models === undefined) this.#forAny.push(id);
    for (const model of new Set(models)) {
      const ids = this.#byModel.get(model);
      if (ids === undefined) this.#byModel.set(model, [id]);
      else ids.push(id);
    }
  }

  /** Ids of mocks that may be meant for a model, the newest first. Mocks that are made meanwhile are not among them. */
  *candidates(model: string): Iterator<number, void> {
    const own = this.#byModel.get(model) ?? [];
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
