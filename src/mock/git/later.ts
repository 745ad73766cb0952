/** Something that is there at once, or comes later. */
export type Later<T> = T | Promise<T>;

/**
 * An answer in the making: it stops wherever something has to be waited for. What is written in this way over a mocked
 * history gives its answer at once, also where Lua cannot pause, and over a real repository later.
 */
export type Reading<T> = Generator<Promise<unknown>, T, unknown>;

/** What a reading asks for: `const commit = yield* read(repository.commit(hash))`. */
export function* read<T>(asked: Later<T>): Reading<T> {
  if (!(asked instanceof Promise)) return asked;
  // `settle` sends back what the promise gave.
  return (yield asked) as T;
}

/** Takes a reading to its end: at once where it never has to wait. What it throws is thrown, or rejects the promise. */
export function settle<T>(reading: Reading<T>): Later<T> {
  const step = reading.next();
  return step.done === true ? step.value : settleLater(reading, step.value);
}

async function settleLater<T>(reading: Reading<T>, first: Promise<unknown>): Promise<T> {
  let awaited = first;
  for (;;) {
    const step = await awaited.then(
      (value) => reading.next(value),
      (error) => reading.throw(error),
    );
    if (step.done === true) return step.value;
    awaited = step.value;
  }
}
