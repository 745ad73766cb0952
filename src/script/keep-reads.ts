import type { ValueRead } from '../model/rule.js';

/** A read as it is noted: of a table only that it is one. */
export interface NotedRead extends ValueRead {
  readonly isTable: boolean;
}

/**
 * The reads that say something: a table that was only gone through, on the way to one of its fields, or whose items were counted
 * as well, does not.
 */
export function keepReads(reads: readonly NotedRead[]): readonly ValueRead[] {
  const saysMore = (path: string) =>
    reads.some((each) => isBelow(each.path, path) || (each.path === path && each.size !== undefined));
  return reads
    .filter(({ path, size, isTable }) => !isTable || size !== undefined || !saysMore(path))
    .map(({ isTable: _, ...read }) => read);
}

function isBelow(path: string, above: string): boolean {
  return path.startsWith(`${above}.`) || path.startsWith(`${above}[`);
}
