import { expect, it } from 'vitest';
import { LineShelf } from '../../src/model/line-shelf.js';

it('gives each line back, packed or not, in whatever order they are read', () => {
  const shelf = new LineShelf();
  const lines = Array.from({ length: 1000 }, (_, i) => `${i} → ${'é½'.repeat(i % 700)}`);
  const reads = lines.map((line) => shelf.add(line));
  expect(reads.map((read) => read())).toEqual(lines);
  expect([...reads].reverse().map((read) => read())).toEqual([...lines].reverse());
  expect(shelf.add('')()).toBe('');
});

it('keeps a line that is longer than a pack', () => {
  const shelf = new LineShelf();
  const line = 'x'.repeat(1_000_000);
  const [read, next] = [shelf.add(line), shelf.add('y')];
  expect([read() === line, next()]).toEqual([true, 'y']);
});
