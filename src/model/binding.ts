/** Whether scripts under test get a function too (`use`), or only scenario files (`control`). */
export type Half = 'use' | 'control';

/** One function of a binding, as the reference describes it. */
export interface FunctionDescription {
  /** As it is called: `llm.on`, `assert`; a method with the receiver of its shape: `llm_mock:reply`. */
  readonly name: string;
  /** Arguments and results: `(path: string, options?: Options) -> string`; a value's: `: userdata`. See `signature.ts`. */
  readonly signature: string;
  /** Further ways to call it. */
  readonly overloads?: readonly string[];
  /** Other names of the same function. */
  readonly aliases?: readonly string[];
  readonly summary: string;
  /** One line of Lua. */
  readonly example: string;
  readonly half: Half;
}

/** One field of a table that a binding takes or gives. */
export interface FieldDescription {
  /** `text`; `agent?` where it may be left out; `[string]` for fields of any name. */
  readonly name: string;
  readonly type: string;
  readonly summary: string;
}

/** A table that a binding takes or gives, under the name that signatures call it by. */
export interface ShapeDescription {
  readonly name: string;
  readonly summary: string;
  /** How functions are named that are its methods: `llm_mock` for `llm_mock:reply`. */
  readonly receiver?: string;
  readonly fields: readonly FieldDescription[];
}

/** A name for a type that is too long to write out in each signature. */
export interface TypeAliasDescription {
  readonly name: string;
  readonly summary: string;
  readonly type: string;
}

export type TypeDescription = ShapeDescription | TypeAliasDescription;

/** One thing in the world, as the reference describes it. */
export interface BindingDescription {
  readonly name: string;
  readonly summary: string;
  readonly functions: readonly FunctionDescription[];
  /** The tables its functions take and give. */
  readonly types?: readonly TypeDescription[];
  /** Other names of the same binding. */
  readonly aliases?: readonly string[];
  /** A shape whose fields its table has too. */
  readonly base?: string;
}

/** A shape of rows `[name, type, summary]`. */
export function describeShape(
  name: string,
  summary: string,
  rows: readonly (readonly [name: string, type: string, summary: string])[],
): ShapeDescription {
  return { name, summary, fields: rows.map(([field, type, about]) => ({ name: field, type, summary: about })) };
}

/** The names of a shape's fields, without the marks. */
export function fieldNames({ fields }: ShapeDescription): string[] {
  return fields.map(({ name }) => name.replace(/\?$/, ''));
}
