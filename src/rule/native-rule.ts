/** A JSON schema. */
export type Schema = Readonly<Record<string, unknown>>;

/** A rule written in TypeScript. */
export interface NativeRule<Context = never, Result = unknown> {
  readonly input?: Schema;
  readonly output?: Schema;
  run(context: Context): Result;
}

/** Gives a native rule its types: `export default defineRule({ run: (epic: Epic) => … })`. */
export function defineRule<Context, Result>(rule: NativeRule<Context, Result>): NativeRule<Context, Result> {
  return rule;
}
