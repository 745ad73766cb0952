import { describe, expect, it } from 'vitest';
import { describeBindings } from '../../src/world/describe-bindings.js';
import type { HostPart } from '../../src/world/host-function.js';
import { hostModules } from '../../src/world/host-modules.js';

const files = import.meta.glob<Readonly<Record<string, unknown>>>('../../src/world/**/*.ts', { eager: true });

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether an export has host functions. */
function isHostPart(value: unknown): value is HostPart {
  if (!isRecord(value)) return false;
  const { internal, functions } = value;
  const hasPlain = Array.isArray(functions) && functions.some((fn) => isRecord(fn) && typeof fn.run === 'function');
  return hasPlain || isRecord(internal);
}

/** What stands in the sources: a line for each host function, as the rows of `host-modules.ts` say it. */
const found = Object.entries(files).flatMap(([path, module]) =>
  Object.entries(module)
    .filter((entry): entry is [string, HostPart] => isHostPart(entry[1]))
    .flatMap(([exported, part]) => {
      const file = path.replace('../../src/world/', './').replace(/ts$/, 'js');
      const plain = (part.functions ?? []).filter(({ run }) => run !== undefined);
      return [
        ...Object.keys(part.internal ?? {}).map((name) => `${file} ${exported} internal ${name}`),
        ...plain.map(({ name, half }) => `${file} ${exported} ${half} ${name}`),
      ];
    }),
);

const said = hostModules.flatMap(({ file, exported, ...names }) =>
  Object.entries(names).flatMap(([kind, list]) => list.map((name: string) => `${file} ${exported} ${kind} ${name}`)),
);

describe('host-modules.ts', () => {
  it('lacks no host function of the sources', () => {
    expect(found.filter((line) => !said.includes(line))).toEqual([]);
  });

  it('names none that is not there', () => {
    expect(said.filter((line) => !found.includes(line))).toEqual([]);
  });

  it('gives no name to two', () => {
    const names = said.map((line) => line.split(' ').at(-1));
    expect(names.length).toBe(new Set(names).size);
  });
});

it('describe-bindings.ts has every binding', () => {
  const described = describeBindings().flatMap(({ functions }) => functions);
  const exported = Object.values(files).flatMap((module) => Object.values(module).filter(isRecord));
  const bindings = exported.filter(({ name, summary }) => typeof name === 'string' && typeof summary === 'string');
  const functions = bindings.flatMap((binding) => (Array.isArray(binding.functions) ? binding.functions : []));
  expect(functions.length).toBeGreaterThan(50);
  expect(functions.filter((fn) => !described.includes(fn)).map(({ name }) => name)).toEqual([]);
});
