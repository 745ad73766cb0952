/** When all that promises have to do at this moment is done. */
export function whenIdle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
