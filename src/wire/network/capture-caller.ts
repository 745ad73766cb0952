/** Frames of a stack: clients have many of their own. */
const FRAMES = 50;

/** An error whose stack begins where `below` was called. */
export function captureCaller(below: (...args: never[]) => unknown): Error {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = FRAMES;
  const made = new Error('sent');
  Error.captureStackTrace(made, below);
  Error.stackTraceLimit = stackTraceLimit;
  return made;
}
