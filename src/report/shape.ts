/** Says what is wrong with a value read from a file (`result.seed is not text`), or nothing where it is as it must be. */
export type Shape = (value: unknown, name: string) => string | undefined;

/** A string. */
export const text: Shape = (value, name) => (typeof value === 'string' ? undefined : `${name} is not text`);

/** A number that is neither infinite nor NaN. */
export const number: Shape = (value, name) => (Number.isFinite(value) ? undefined : `${name} is not a number`);

/** A list whose items all have one shape. */
export function list(item: Shape): Shape {
  return (value, name) => {
    if (!Array.isArray(value)) return `${name} is not a list`;
    return firstProblem(value.map((each: unknown, index) => () => item(each, `${name}[${index}]`)));
  };
}

/** An object with these keys; further keys are let through. */
export function object(
  required: Readonly<Record<string, Shape>>,
  optional: Readonly<Record<string, Shape>> = {},
): Shape {
  const all = Object.entries({ ...required, ...optional });
  return (value, name) => {
    if (!isObject(value)) return `${name} is not an object`;
    const checks = all.filter(([key]) => key in required || value[key] !== undefined);
    return firstProblem(
      checks.map(
        ([key, shape]) =>
          () =>
            shape(value[key], name === '' ? key : `${name}.${key}`),
      ),
    );
  };
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function firstProblem(checks: readonly (() => string | undefined)[]): string | undefined {
  for (const check of checks) {
    const problem = check();
    if (problem !== undefined) return problem;
  }
  return undefined;
}
