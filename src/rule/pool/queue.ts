/** First in, first out, however many there are: an array's `shift` moves all that stays. */
export class Queue<T> {
  #incoming: T[] = [];
  /** What came first stands last. */
  #outgoing: T[] = [];

  add(item: T): void {
    this.#incoming.push(item);
  }

  /** The one that has waited longest; undefined where there is none. */
  take(): T | undefined {
    if (this.#outgoing.length === 0) {
      this.#outgoing = this.#incoming.reverse();
      this.#incoming = [];
    }
    return this.#outgoing.pop();
  }
}
