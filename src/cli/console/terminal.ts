import type { Io } from '../io.js';

/**
 * Whether to print colours: `--no-color` wins, then FORCE_COLOR (`0` and `false` say no), then NO_COLOR, then whether
 * stdout is a terminal that can.
 */
export function wantsColor({ stdout, env }: Pick<Io, 'stdout' | 'env'>, flag: boolean): boolean {
  if (!flag) return false;
  const force = env.FORCE_COLOR;
  if (force !== undefined) return force !== '0' && force !== 'false';
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  return stdout.isTTY === true && env.TERM !== 'dumb';
}

/** Whether the environment says that a build server runs this. */
export function isBuildServer({ CI: ci }: Io['env']): boolean {
  return ci !== undefined && ci !== '' && ci !== '0' && ci !== 'false';
}

/** Whether a line that is rewritten in place would be seen: on a terminal that is not a build server's log. */
export function wantsProgress({ stdout, env }: Pick<Io, 'stdout' | 'env'>): boolean {
  return stdout.isTTY === true && !isBuildServer(env) && env.TERM !== 'dumb';
}
