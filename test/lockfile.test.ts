import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

interface LockedPackage {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

// The lock file's shape is npm's.
const lock = JSON.parse(readFileSync(join(import.meta.dirname, '../package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, LockedPackage>>;
};

describe('the lock file', () => {
  it('holds the packages of every platform, or npm 11 refuses to install from it', () => {
    const places = Object.keys(lock.packages);
    const missing = Object.entries(lock.packages).flatMap(([owner, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !places.some((place) => place.endsWith(`node_modules/${name}`)))
        .map((name) => `${owner} wants ${name}`),
    );
    expect(missing).toEqual([]);
  });
});
