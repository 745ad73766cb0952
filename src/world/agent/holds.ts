/** What keeps virtual time from passing until it is released. */
export interface Hold {
  /** Waits for the world, whose time may pass meanwhile. */
  away<Result>(ask: () => Promise<Result>): Promise<Result>;
  release(): void;
}

/** What an agent does that has not come to the world yet, or back from it. */
export class Holds {
  readonly #open = new Set<Hold>();
  readonly #onDrop: () => void;
  #isUsed = false;

  constructor(onDrop: () => void) {
    this.#onDrop = onDrop;
  }

  get isEmpty(): boolean {
    return this.#open.size === 0;
  }

  /** Whether there ever was one. */
  get isUsed(): boolean {
    return this.#isUsed;
  }

  add(): Hold {
    this.#isUsed = true;
    let isReleased = false;
    const hold: Hold = {
      away: async (ask) => {
        this.#drop(hold);
        try {
          return await ask();
        } finally {
          if (!isReleased) this.#open.add(hold);
        }
      },
      release: () => {
        isReleased = true;
        this.#drop(hold);
      },
    };
    this.#open.add(hold);
    return hold;
  }

  #drop(hold: Hold): void {
    this.#open.delete(hold);
    this.#onDrop();
  }
}
