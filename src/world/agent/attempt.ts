import { type Answer, LuaRaise } from '../../model/dispatch.js';
import { KnownError, showKnownError } from '../../model/known-error.js';

/** The answer that raises an error, which may be that of a failed check. */
export function raise(message: string, failure: number | undefined): Answer {
  return { kind: 'raise', message, ...(failure !== undefined && { failure }) };
}

/** What a host function answers; what it throws at its caller is raised. */
export function attempt(run: () => Answer): Answer {
  try {
    return run();
  } catch (error) {
    return toRaise(error);
  }
}

/** What was thrown as an answer. Throws it again where it is a mistake of moonrig's own. */
export function toRaise(error: unknown): Answer {
  if (error instanceof LuaRaise) return raise(error.message, error.failure);
  if (error instanceof KnownError) return { kind: 'raise', message: showKnownError(error) };
  throw error;
}
