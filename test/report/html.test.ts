import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { foldEvents } from '../../src/model/run-record.js';
import { BENCH_STYLES } from '../../src/report/bench/bench-html.js';
import { PAGE_SCRIPTS, PAGE_STYLES, toHtml } from '../../src/report/html.js';
import { createDetailBlocks, createPageIndex } from '../../src/report/page-data.js';
import { createRichRecord } from './rich-run.js';
import { createEvents, createLargeRecord, createResult } from './sketch-run.js';

const PAGE = new URL('../../src/report/page/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, PAGE), 'utf8');

function unpack(html: string, id: string): unknown {
  const packed = html.match(new RegExp(`<script type="text/plain" id="${id}">([A-Za-z0-9+/=]*)</script>`))?.[1] ?? '';
  return JSON.parse(inflateRawSync(Buffer.from(packed, 'base64')).toString());
}

const hash = (text = '') => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

describe('the data of the page', () => {
  it('is as the golden file has it', async () => {
    const record = createRichRecord();
    const data = { index: createPageIndex(record), details: [...createDetailBlocks(record)] };
    await expect(`${JSON.stringify(data, null, 1)}\n`).toMatchFileSnapshot('golden/page-data.json');
  });

  it('stands in the page whole', () => {
    const record = createLargeRecord(600);
    const html = toHtml(record);
    expect(unpack(html, 'index')).toEqual(createPageIndex(record));
    const blocks = [...createDetailBlocks(record)];
    expect(blocks.map((_, number) => unpack(html, `details-${number}`))).toEqual(blocks);
    expect(blocks.map(({ length }) => length)).toEqual([250, 250, 100]);
  });

  it('leaves out the journals of the last good results where there are very many entries, never those of bad ones', () => {
    const journal = Array.from({ length: 100 }, (_, i) => ({ number: i + 1, kind: 'print', at: 0, text: 'x' }));
    const results = Array.from({ length: 300 }, (_, i) => ({
      ...createResult({ file: 'a.scenario.lua', path: [`s ${i}`], outcome: i === 299 ? 'failed' : 'passed' }),
      journal,
      entryCount: 100,
    }));
    const record = { ...createRichRecord(), results };
    const kept = [...createDetailBlocks(record)].flat().map((detail) => detail.journal.length);
    expect(kept).toEqual([...Array(200).fill(100), ...Array(99).fill(0), 100]);
  });

  it('names the command that runs a scenario again as the run was started', () => {
    const [block] = createDetailBlocks(createRichRecord(), 'pnpm moonrig');
    expect(block?.[0]?.command).toBe('pnpm moonrig run scenarios/agents/cost_optimizer.scenario.lua:9 --seed 42');
  });
});

describe('the page', () => {
  const html = toHtml(createRichRecord());

  it('is the same when it is made again', () => {
    expect(toHtml(createRichRecord())).toBe(html);
  });

  it('lets only its own script and style through, by their hashes', () => {
    const policy = html.match(/http-equiv="Content-Security-Policy" content="([^"]*)"/)?.[1];
    const script = html.match(/<script type="module">([\s\S]*?)<\/script>/)?.[1];
    const style = html.match(/<style>([\s\S]*?)<\/style>/)?.[1];
    expect(policy).toBe(
      `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; img-src data:; base-uri 'none'; form-action 'none'`,
    );
  });

  it('asks no network for anything', () => {
    expect(html).not.toMatch(/(?:src|href)="(?!data:|#)/);
    expect(html).not.toMatch(/@import|url\(/);
  });

  it('has no name, output or reply outside its packed data', () => {
    expect(html).not.toContain('onerror=');
    expect(html).not.toContain('owned');
    expect(html).not.toContain('epic validation');
  });

  it('shows the project in its title as text', () => {
    const [started, ...rest] = createEvents([createResult({ file: 'a.lua', path: ['a'] })]);
    if (started?.kind !== 'run.started') throw new Error('a run begins with run.started');
    const record = foldEvents([{ ...started, project: '</title><script>{{data}}<!--script-->' }, ...rest]);
    expect(toHtml(record)).toContain(
      '<title>&lt;/title&gt;&lt;script&gt;{{data}}&lt;!--script--&gt;: all good</title>',
    );
  });

  it('leaves no place of the template unfilled', () => {
    expect(html).not.toMatch(/\{\{\w+\}\}|<!--\w+-->/);
  });
});

describe('the sources of the page', () => {
  const names = readdirSync(PAGE);

  it('are all in it, or in that of benches', () => {
    const used = new Set([...PAGE_SCRIPTS, ...PAGE_STYLES, ...BENCH_STYLES, 'page.html']);
    expect([...used].sort()).toEqual(names.sort());
  });

  it('import only scripts that stand before them, under their own names', () => {
    for (const [place, name] of PAGE_SCRIPTS.entries()) {
      const source = read(name);
      const earlier = PAGE_SCRIPTS.slice(0, place);
      for (const [, imported = ''] of source.matchAll(/^import [^;]* from '\.\/([^']*)';$/gm)) {
        expect(earlier, name).toContain(imported);
      }
      expect(source, name).not.toMatch(/^import [^;]* as |^import '|^export (?:default|\{|\*)/m);
    }
  });

  it('declare no name twice, since they become one script', () => {
    const declared = PAGE_SCRIPTS.flatMap((name) =>
      [...read(name).matchAll(/^(?:export )?(?:async )?(?:function|class|const|let) (\w+)/gm)].map(([, word]) => word),
    );
    expect(declared.filter((word, index) => declared.indexOf(word) !== index)).toEqual([]);
  });

  it('never turn text into markup or code', () => {
    for (const name of PAGE_SCRIPTS) {
      expect(read(name), name).not.toMatch(
        /innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|DOMParser/,
      );
      expect(read(name), name).not.toMatch(/<\/script|<!--/i);
    }
  });
});
