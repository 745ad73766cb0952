import { describe, expect, it } from 'vitest';
import { PathTree } from '../../src/mock/path-tree.js';
import { createRandom } from '../support/random.js';

/** A tree and a plain map through the same random changes; `check` sees both after each. */
function change(
  seed: number,
  count: number,
  check: (tree: PathTree<number>, plain: Map<string, number>) => void,
): void {
  const random = createRandom(seed);
  let tree = PathTree.of<number>([]);
  const plain = new Map<string, number>();
  for (let i = 0; i < count; i++) {
    const path = `p${Math.floor(random() * 60)}`;
    if (random() < 0.4) {
      tree = tree.delete(path);
      plain.delete(path);
    } else {
      tree = tree.set(path, i);
      plain.set(path, i);
    }
    check(tree, plain);
  }
}

const sorted = (plain: ReadonlyMap<string, number>) => [...plain].sort(([a], [b]) => (a < b ? -1 : 1));

describe('a tree of paths', () => {
  it('holds what a map would, sorted, after any changes', () => {
    for (let seed = 1; seed <= 10; seed++) {
      let count = 0;
      change(seed, 200, (tree, plain) => {
        if (count++ % 9 !== 0) return;
        expect([...tree.entries()]).toEqual(sorted(plain));
        expect(tree.size).toBe(plain.size);
        for (const path of ['p7', 'p31', 'q']) expect(tree.get(path)).toBe(plain.get(path));
        expect([...tree.entries('p3')]).toEqual(sorted(plain).filter(([path]) => path >= 'p3'));
        expect(tree.first('p3')).toBe(sorted(plain).find(([path]) => path >= 'p3')?.[0]);
      });
    }
  });

  it('stays as it was when another is made of it', () => {
    const before = PathTree.of([
      ['a', 1],
      ['b', 2],
    ]);
    before.set('c', 3).delete('a').set('b', 4);
    expect([...before.entries()]).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
    expect(before.delete('none')).toBe(before);
  });

  it('tells what differs between any two trees, and nothing else', () => {
    const seen: { tree: PathTree<number>; plain: Map<string, number> }[] = [];
    change(3, 300, (tree, plain) => seen.push({ tree, plain: new Map(plain) }));
    for (let i = 0; i < seen.length; i += 7) {
      const [older, newer] = [seen[i], seen[(i * 13) % seen.length]];
      if (older === undefined || newer === undefined) continue;
      const paths = [...new Set([...older.plain.keys(), ...newer.plain.keys()])].sort();
      const expected = paths
        .map((path) => ({ path, before: older.plain.get(path), after: newer.plain.get(path) }))
        .filter(({ before, after }) => before !== after);
      expect([...older.tree.differences(newer.tree)]).toEqual(expected);
    }
  });

  it('is made and compared in time that a long list does not notice', () => {
    const entries = Array.from({ length: 100_000 }, (_, i) => [`f${String(i).padStart(6, '0')}`, i] as const);
    const tree = PathTree.of(entries);
    let later = tree;
    for (let i = 0; i < 100; i++)
      later = later.set(`f${String(i * 997).padStart(6, '0')}`, -1).delete(`f00000${i % 10}`);
    later = later.set('a', 0).set('z', 0);
    const found = [...tree.differences(later)];
    expect(found.length).toBe(111);
    expect(found.at(0)).toEqual({ path: 'a', before: undefined, after: 0 });
  });

  it('stays flat when paths come in order', () => {
    let tree = PathTree.of<number>([]);
    for (let i = 0; i < 20_000; i++) tree = tree.set(`f${String(i).padStart(6, '0')}`, i);
    for (let i = 0; i < 19_990; i++) tree = tree.delete(`f${String(i).padStart(6, '0')}`);
    expect([...tree.entries()].map(([, value]) => value)).toEqual(Array.from({ length: 10 }, (_, i) => 19_990 + i));
  });
});
