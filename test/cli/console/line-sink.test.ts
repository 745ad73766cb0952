import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLiveSink, createPlainSink } from '../../../src/cli/console/line-sink.js';

const CLEAR = '\r\u001B[2K';
let writes: string[] = [];
const output = { write: (text: string) => writes.push(text), columns: 12 };

beforeEach(() => {
  writes = [];
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

it('prints lines at once and no status where there is no terminal', () => {
  const sink = createPlainSink(output);
  sink.status(() => '1/2');
  sink.line('done');
  sink.close();
  expect(writes).toEqual(['done\n']);
});

it('gathers what happens within a tenth of a second into one write', () => {
  const sink = createLiveSink(output);
  for (let count = 1; count <= 1000; count++) {
    sink.line(`line ${count}`);
    sink.status(() => `${count}/1000`);
  }
  expect(writes).toEqual([]);
  vi.advanceTimersByTime(100);
  expect(writes).toHaveLength(1);
  expect(writes[0]?.startsWith(`${CLEAR}line 1\nline 2\n`)).toBe(true);
  expect(writes[0]?.endsWith('line 1000\n1000/1000')).toBe(true);
  vi.advanceTimersByTime(1000);
  expect(writes).toHaveLength(1);
});

it('cuts the status to the width of the terminal, wide characters counted as two', () => {
  const sink = createLiveSink(output);
  sink.status(() => '0123456789abcdef');
  vi.advanceTimersByTime(100);
  sink.status(() => '日本語の名前です');
  vi.advanceTimersByTime(100);
  expect(writes).toEqual([`${CLEAR}0123456789a`, `${CLEAR}日本語の名`]);
});

it('leaves no status line behind', () => {
  const sink = createLiveSink(output);
  sink.status(() => '1/2');
  sink.line('last');
  sink.close();
  expect(writes).toEqual([`${CLEAR}last\n`]);
  vi.advanceTimersByTime(1000);
  expect(writes).toHaveLength(1);
});
