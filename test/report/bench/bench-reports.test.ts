import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { toBenchHtml } from '../../../src/report/bench/bench-html.js';
import { toBenchJson } from '../../../src/report/bench/bench-json.js';
import { toBenchJunit } from '../../../src/report/bench/bench-junit.js';
import { toBenchMarkdown } from '../../../src/report/bench/bench-markdown.js';
import { checkBenchRecord } from '../../../src/report/bench/bench-shape.js';
import { showComparison, showDigits, showRate, showTime } from '../../../src/report/bench/show-figures.js';
import { compare, createRecord, goodBench, refusedBench } from './bench-record.js';

describe('figures', () => {
  it.each([
    [0.0412, '0.041 ns'],
    [4.119, '4.12 ns'],
    [999.6, '1.00 µs'],
    [41_234, '41.2 µs'],
    [-1500, '-1.50 µs'],
    [2.5e9, '2.50 s'],
  ])('%f ns are %s', (ns, text) => {
    expect(showTime(ns)).toBe(text);
  });

  it('have three digits', () => {
    expect([0, 0.4123, 4.123, 41.23, 412.3, 4123].map(showDigits)).toEqual([
      '0',
      '0.412',
      '4.12',
      '41.2',
      '412',
      '4123',
    ]);
    expect([41.2, 41_200, 4.12e7, 3e9].map(showRate)).toEqual(['41.2', '41.2 k', '41.2 M', '3.00 G']);
  });

  it('become words, with the interval of the number beside them', () => {
    expect(showComparison(compare('a', 'b', 0.5, 'faster'))).toBe('2.00x faster [1.98, 2.02]');
    expect(showComparison(compare('a', 'b', 1.5, 'slower'))).toBe('1.50x slower [1.48, 1.52]');
    expect(showComparison(compare('a', 'b', 1.01, 'same'))).toBe('same 1.01 [1.00, 1.02]');
  });
});

const record = createRecord([goodBench, refusedBench], { against: 'main (3f2a9c1)' });

describe('the page', () => {
  const page = toBenchHtml(record);

  it('lets through its style by its hash, and no script', () => {
    const style = /<style>([\s\S]*)<\/style>/.exec(page)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(page).toContain(`style-src 'sha256-${hash}'`);
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<script|style="|https?:/);
  });

  it('has every picture, each with title and description', () => {
    const pictures = page.match(/<svg [\s\S]*?<\/svg>/g) ?? [];
    const titles = pictures.map(
      (picture) => /<title id="[^"]+">([^<]+)<\/title><desc id="[^"]+">[^<]+<\/desc>/.exec(picture)?.[1],
    );
    expect(titles).toEqual([
      'All comparisons',
      'All comparisons',
      'Time of a call, by block',
      'Differences, block by block',
      'Blocks over time',
      'Time by size of the input',
      'Where a call of Lua spends its time',
    ]);
    expect(page).not.toMatch(/NaN|undefined|Infinity/);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('shows names as text, and counter-examples', () => {
    expect(page).toContain('<h2>epic &lt;validation&gt;</h2>');
    expect(page).toContain('input: {"score":50}\nlua: 1\nfast: 2');
  });

  it('can be made of one block, or of none that was timed', () => {
    const [lua] = goodBench.variants;
    const single = lua && { ...goodBench, variants: [{ ...lua, samples: [5] }], comparisons: [], changes: [] };
    expect(toBenchHtml(createRecord(single ? [single] : []))).not.toMatch(/NaN|Infinity/);
    expect(toBenchHtml(createRecord([refusedBench]))).toContain('Not timed: fast and lua give different results');
  });
});

it('Markdown has a table a bench, and escapes what means something', () => {
  const text = toBenchMarkdown(record);
  expect(text).toContain('## epic \\<validation\\>');
  expect(text).toContain(
    '| fast | 600 ns \\[594 ns, 606 ns\\] | 1.67 M | 1.00 % | 5.00 ms | 2.00x faster \\[1.98, 2.02\\] | same 1.00 \\[0.990, 1.01\\] |',
  );
  expect(text).toContain('- fast and lua take as long at size 2.50');
  expect(text).toContain(
    '**Not timed:** fast and lua give different results. The simplest input found:\n\n    {"score":50}',
  );
});

describe('JUnit', () => {
  it('has a testcase a variant, and fails those that are slower than allowed', () => {
    const xml = toBenchJunit(record, { isGuarded: true });
    expect(xml).toContain('<testsuites name="shop" tests="3" failures="2" errors="0" skipped="0" time="1.234">');
    expect(xml).toContain('name="epic &lt;validation&gt; › fast"');
    expect(xml).toContain('<failure message="lua is slower than allowed: 1.20x slower [1.19, 1.21]" type="slower">');
    expect(xml).toContain('<failure message="fast and lua give different results" type="disagreement">');
    expect(toBenchJunit(record, { isGuarded: false })).toContain('failures="1"');
  });

  it('skips what is too noisy', () => {
    const noisy = { ...goodBench, selfCheck: { ...compare('lua', 'lua', 1.2, 'slower'), isNoisy: true } };
    const xml = toBenchJunit(createRecord([noisy]), { isGuarded: true });
    expect(xml).toContain('skipped="2"');
    expect(xml).toContain('<skipped message="too noisy: the same twice came out as 1.20 [1.19, 1.21]"/>');
  });
});

it('JSON can be read again', () => {
  const read: unknown = JSON.parse(toBenchJson(record));
  expect(read).toEqual(record);
  expect(checkBenchRecord(read)).toBeUndefined();
  expect(checkBenchRecord({ ...record, benches: [{}] })).toBe('benches[0].name is not text');
  expect(checkBenchRecord({ ...record, format: 2 })).toBe('it was written by a newer moonrig');
});
