import { describe, expect, it } from 'vitest';
import { cleanText, shorten } from '../../src/report/plain-text.js';
import { escapeAttribute, escapeText, XmlWriter } from '../../src/report/xml.js';

describe('cleanText', () => {
  it('takes terminal sequences away whole', () => {
    expect(cleanText('\u001b[1;31mred\u001b[0m')).toBe('red');
    expect(cleanText('\u001b]8;;http://x\u0007link\u001b]8;;\u001b\\')).toBe('link');
    expect(cleanText('\u009b31mred')).toBe('red');
    expect(cleanText('\u001b(Bplain')).toBe('plain');
  });

  it('shows every other control character', () => {
    expect(cleanText('a\u0000b\u001bC\u007fd\u0085e\rf')).toBe('a#x0b#x1BC#x7Fd#x85e#xDf');
    expect(cleanText('\ufffe\uffff')).toBe('#xFFFE#xFFFF');
  });

  it('shows marks that would turn the text around', () => {
    expect(cleanText('invoice\u202egnp.exe')).toBe('invoice#x202Egnp.exe');
  });

  it('keeps tabs and newlines, and makes CRLF a newline', () => {
    expect(cleanText('a\tb\nc\r\nd')).toBe('a\tb\nc\nd');
  });

  it('replaces lone surrogates and keeps pairs', () => {
    expect(cleanText('\ud83d 🌙')).toBe('\ufffd 🌙');
  });

  it('shows the beginning of a sequence that never ends', () => {
    expect(cleanText('\u001b]0;title')).toBe('#x1B]0;title');
    expect(cleanText(`${'\u001b['.repeat(3)}`)).toBe('#x1B[#x1B[#x1B[');
  });
});

describe('shorten', () => {
  it('leaves a short text alone and counts what it cuts', () => {
    expect(shorten('moon', 4)).toBe('moon');
    expect(shorten('moonrig', 4)).toBe('moon… (3 more characters)');
  });

  it('never cuts a character in two', () => {
    expect(shorten('ab🌙c', 3)).toBe('ab… (3 more characters)');
  });
});

describe('escapes', () => {
  it('leave no markup in text, not even the end of a CDATA section', () => {
    expect(escapeText('a < b && c ]]> d "e"')).toBe('a &lt; b &amp;&amp; c ]]&gt; d "e"');
  });

  it('keep newlines and tabs in attributes', () => {
    expect(escapeAttribute('"a"\n\tb')).toBe('&quot;a&quot;&#10;&#9;b');
  });
});

it('writes elements indented and text untouched', () => {
  const xml = new XmlWriter();
  xml.begin('root', {});
  xml.add('leaf', {}, 'one\n two');
  xml.add('empty', { b: 1, a: undefined, c: '' });
  xml.begin('hollow', { x: 1, y: 2, z: 3 }, ['z', 'x']);
  xml.end('hollow');
  xml.end('root');
  expect(xml.toString()).toBe(
    [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<root>',
      '  <leaf>one\n two</leaf>',
      '  <empty b="1" c=""/>',
      '  <hollow z="3" x="1"/>',
      '</root>',
      '',
    ].join('\n'),
  );
});
