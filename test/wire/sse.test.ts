import { describe, expect, it } from 'vitest';
import { SseReader, writeSse } from '../../src/wire/sse.js';

const EVENTS = [{ data: 'one' }, { event: 'named', data: '{"a":1}' }, { data: 'two\nlines' }];
const TEXT = EVENTS.map(writeSse).join('');

describe('server-sent events', () => {
  it('are read as they were written', () => {
    expect(new SseReader().push(TEXT)).toEqual(EVENTS);
  });

  it('are read wherever the text is cut', () => {
    for (let at = 0; at <= TEXT.length; at++) {
      const reader = new SseReader();
      expect([...reader.push(TEXT.slice(0, at)), ...reader.push(TEXT.slice(at))]).toEqual(EVENTS);
    }
  });

  it('may end their lines with CR LF, even where a piece ends between the two', () => {
    const text = TEXT.replaceAll('\n', '\r\n');
    for (let at = 0; at <= text.length; at++) {
      const reader = new SseReader();
      expect([...reader.push(text.slice(0, at)), ...reader.push(text.slice(at))]).toEqual(EVENTS);
    }
  });

  it('are none where they are comments, or do not end', () => {
    expect(new SseReader().push(': keep-alive\n\ndata: half')).toEqual([]);
  });
});
