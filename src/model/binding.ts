/** Whether scripts under test get a function too (`use`), or only scenario files (`control`). */
export type Half = 'use' | 'control';

/** One function of a binding, as the reference describes it. */
export interface FunctionDescription {
  /** As it is called: `llm.on`, `assert`; a method with what it is called on: `mock:reply`. */
  readonly name: string;
  /** Arguments and results: `(path: string) -> string`. */
  readonly signature: string;
  readonly summary: string;
  /** One line of Lua. */
  readonly example: string;
  readonly half: Half;
}

/** One thing in the world, as the reference describes it. */
export interface BindingDescription {
  readonly name: string;
  readonly summary: string;
  readonly functions: readonly FunctionDescription[];
}
