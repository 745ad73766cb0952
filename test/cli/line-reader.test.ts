import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { openLineReader } from '../../src/cli/line-reader.js';

/** A reader over a stream of the test's; with a terminal it reads key by key. */
function open(isTyped: boolean) {
  const stdin = Object.assign(new PassThrough(), { isTTY: isTyped, setRawMode: () => stdin });
  const stdout = Object.assign(new PassThrough(), { isTTY: isTyped, columns: 80 });
  let printed = '';
  stdout.on('data', (bytes: Buffer) => {
    printed += bytes.toString();
  });
  const interrupts: string[] = [];
  const reader = openLineReader({ stdin, stdout, onInterrupt: () => interrupts.push('interrupt') });
  return { stdin, reader, interrupts, printed: () => printed };
}

const line = (text: string) => ({ kind: 'line', text });

describe('lines of a pipe', () => {
  it('are kept until they are read, and end when they end', async () => {
    const { stdin, reader, printed } = open(false);
    stdin.end('one\r\ntwo\nhalf');
    const read = [];
    for (let i = 0; i < 5; i++) read.push(await reader.read('> '));
    expect(read).toEqual([line('one'), line('two'), line('half'), { kind: 'end' }, { kind: 'end' }]);
    expect(printed()).toBe('');
  });
});

describe('lines of a terminal', () => {
  it('are asked for with a prompt', async () => {
    const { stdin, reader, printed } = open(true);
    const read = reader.read('ask> ');
    stdin.write('one\r');
    expect(await read).toEqual(line('one'));
    expect(printed()).toContain('ask> ');
    reader.close();
  });

  it('are dropped at Ctrl-C, and those before can be had again', async () => {
    const { stdin, reader, interrupts } = open(true);
    const first = reader.read('> ');
    stdin.write('one\r');
    await first;
    const second = reader.read('> ');
    stdin.write('half\x03');
    expect(await second).toEqual({ kind: 'interrupted' });
    const third = reader.read('> ');
    stdin.write('\x1b[A\r');
    expect(await third).toEqual(line('one'));
    expect(interrupts).toEqual([]);
    reader.close();
  });

  it('end at Ctrl-D', async () => {
    const { stdin, reader } = open(true);
    const read = reader.read('> ');
    stdin.write('\x04');
    expect(await read).toEqual({ kind: 'end' });
  });

  it('tell of Ctrl-C while none is read', async () => {
    const { stdin, reader, interrupts } = open(true);
    stdin.write('\x03');
    await expect.poll(() => interrupts).toEqual(['interrupt']);
    reader.close();
  });
});
