import { expect, it } from 'vitest';
import type { Line } from '../../src/cli/io.js';
import { createPerson } from '../../src/cli/person.js';

function open(lines: readonly Line[]) {
  const left = [...lines];
  const told: string[] = [];
  const person = createPerson({
    openLines: async () => {
      told.push('opened');
      const read = async (): Promise<Line> => left.shift() ?? { kind: 'end' };
      return { isTyped: true, close: () => undefined, read };
    },
    show: ({ text }) => told.push(text),
    showEnd: () => told.push('no more'),
    quit: () => told.push('quit'),
  });
  return { told, ask: (text: string) => person.ask({ text, prompt: '> ', scenario: 'a' }) };
}

it('a person is asked when there is a question, and no longer when the lines have ended', async () => {
  const { told, ask } = open([{ kind: 'line', text: 'next' }]);
  expect(told).toEqual([]);
  expect(await ask('first')).toBe('next');
  expect(await ask('')).toBeUndefined();
  expect(await ask('third')).toBeUndefined();
  expect(told).toEqual(['first', 'opened', 'no more']);
});

it('Ctrl-C at a question quits, and leaves it without an answer', async () => {
  const { told, ask } = open([{ kind: 'interrupted' }]);
  const answered = await Promise.race([ask('first'), new Promise((resolve) => setImmediate(resolve, 'open'))]);
  expect([answered, told]).toEqual(['open', ['first', 'opened', 'quit']]);
});
