import type { RuleSettings, Thresholds } from './rule-settings.js';

/** A rule written in TypeScript. */
export interface NativeRule<Context = never, Result = unknown> extends Omit<RuleSettings, 'entry'> {
  /** Decides. `thresholds`: its own, with those of the `.json` beside it laid over them. */
  run(context: Context, thresholds: Thresholds): Result;
}

/** Gives a native rule its types: `export default defineRule({ run: (epic: Epic) => … })`. */
export function defineRule<Context, Result>(rule: NativeRule<Context, Result>): NativeRule<Context, Result> {
  return rule;
}
