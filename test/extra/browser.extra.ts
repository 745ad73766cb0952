import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CoveredFile } from '../../src/model/coverage.js';
import { toHtml } from '../../src/report/html.js';
import { createJournalRecord, JOURNAL_FILE } from '../report/journal-run.js';
import { createRichRecord } from '../report/rich-run.js';
import { createLargeRecord } from '../report/sketch-run.js';
import { openBrowser, type Page } from './browser.js';
import { findTool } from './tool.js';

const program = findTool(['chromium', 'chromium-browser', 'google-chrome', 'chrome'], 'CHROMIUM');

const branch = { line: 1, column: 1, group: 0, count: 3 };
const COVERAGE: readonly CoveredFile[] = [
  {
    file: 'rules/<b>.lua',
    source: 'if a then b() end\n<script>document.title = "owned"</script>\n\n',
    lines: [
      [1, 1200],
      [2, 0],
    ],
    branches: [
      { ...branch, kind: 'if' },
      { ...branch, kind: 'missing else', count: 0 },
      { ...branch, kind: 'or' },
    ],
    functions: [],
  },
  { file: 'rules/full.lua', source: 'return 1', lines: [[1, 1]], branches: [], functions: [] },
];

const EPIC = 'scenarios/rules/epic_validation.scenario.lua::epic validation › names every reason';
const hash = (parts: Readonly<Record<string, string>>) => `#${new URLSearchParams(parts)}`;
const texts = (selector: string) =>
  `[...document.querySelectorAll('${selector}')].map((element) => element.textContent)`;

describe.skipIf(program === undefined)('the page in a browser', () => {
  const folder = join(tmpdir(), `moonrig-page-${process.pid}`);
  const rich = pathToFileURL(join(folder, 'rich.html')).href;
  const large = pathToFileURL(join(folder, 'large.html')).href;
  const covered = pathToFileURL(join(folder, 'covered.html')).href;
  const journal = pathToFileURL(join(folder, 'journal.html')).href;
  let page: Page;

  beforeAll(async () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'rich.html'), toHtml(createRichRecord()));
    writeFileSync(join(folder, 'covered.html'), toHtml({ ...createRichRecord(), coverage: COVERAGE }));
    writeFileSync(join(folder, 'journal.html'), toHtml(createJournalRecord()));
    writeFileSync(join(folder, 'large.html'), toHtml(createLargeRecord(10_000)));
    page = await openBrowser(program ?? '');
  });

  async function openJournal(name: string, theme = 'light'): Promise<void> {
    await page.open(`${journal}${hash({ open: `${JOURNAL_FILE}::release › ${name}`, theme })}`);
    await page.evaluate(waitFor('.tl-mark'));
  }

  afterAll(async () => {
    await page.close();
    rmSync(folder, { recursive: true });
  });

  it('opens from a file and shows the verdict and every scenario', async () => {
    await page.resize(1440, 1400);
    await page.open(rich);
    expect(await page.evaluate(`document.querySelector('.verdict').textContent`)).toContain(
      '12 of 24 scenarios need attention',
    );
    expect(await page.evaluate(texts('.row .name'))).toHaveLength(24);
  });

  it('shows hostile names as text and runs none of them', async () => {
    await page.open(rich);
    expect(await page.evaluate(texts('.row .name'))).toContain('<img src=x onerror="document.title=\'owned\'">');
    expect(await page.evaluate('document.title')).toBe('agent-rules: needs attention');
    expect(await page.evaluate('document.images.length')).toBe(0);
  });

  it('lets no foreign script or style run, even where one gets into the page', async () => {
    await page.open(rich);
    await page.evaluate(
      `document.body.append(Object.assign(document.createElement('script'), { textContent: 'document.title = "owned"' }))`,
    );
    await page.evaluate(`document.body.setAttribute('style', 'display: none')`);
    expect(await page.evaluate('document.title')).toBe('agent-rules: needs attention');
    expect(await page.evaluate('getComputedStyle(document.body).display')).toBe('grid');
    // The two refusals are what the policy is for; the last test looks at all other complaints.
    expect(page.complaints.filter(isRefusal)).toHaveLength(2);
  });

  it('shows what its address asks for: a query, a scenario, an attempt', async () => {
    await page.open(`${rich}${hash({ q: 's:failed file:rules', open: EPIC, attempt: '2' })}`);
    expect(await page.evaluate(texts('.row .name'))).toEqual(['approves an epic with an owner', 'names every reason']);
    expect(await page.evaluate(`document.querySelector('#search').value`)).toBe('s:failed file:rules');
    expect(await page.evaluate(`document.querySelector('#found').textContent`)).toBe('2 of 24 scenarios');
    expect(await page.evaluate(waitFor('.pane h2'))).toBe('names every reason');
    expect(await page.evaluate(texts('[role=tab][aria-selected=true]'))).toEqual(['Attempt 28.3 ms']);
    expect(await page.evaluate(texts('.card .message'))).toEqual(["attempt to index a nil value (local 'verdict')"]);
    expect(await page.evaluate(`document.querySelector('.command code').textContent`)).toBe(
      'npx moonrig run scenarios/rules/epic_validation.scenario.lua:52 --seed 42',
    );
  });

  it('shows what ran of scripts, each with its source', async () => {
    for (const theme of ['light', 'dark']) {
      await page.open(`${covered}${hash({ theme })}`);
      expect(await page.evaluate(texts('.coverage tbody tr'))).toEqual([
        'rules/<b>.lua50 %1 of 266 %2 of 3100 %0 of 0',
        'rules/full.lua100 %1 of 1100 %0 of 0100 %0 of 0',
      ]);
      expect(await page.evaluate(`(${findPale})()`)).toEqual([]);
      await page.evaluate(`document.querySelector('.coverage tbody button').click()`);
      await page.evaluate(waitFor('.source-line'));
      expect(await page.evaluate(`document.querySelector('.pane h2').textContent`)).toBe('rules/<b>.lua');
      expect(await page.evaluate('decodeURIComponent(location.hash)')).toContain('source=rules/<b>.lua');
      expect(await page.evaluate(texts('.source-line'))).toEqual([
        '11,200×if a then b() endthe condition always held',
        '2never<script>document.title = "owned"</script>',
        '3 ',
      ]);
      expect(await page.evaluate(`(${findPale})()`)).toEqual([]);
      await page.press('Escape');
      expect(await page.evaluate(waitFor('.overview-head h2'))).toBe('Overview');
    }
  });

  it('is used with keys alone', async () => {
    await page.open(rich);
    for (const key of ['j', 'j', 'Enter']) await page.press(key);
    expect(await page.evaluate(waitFor('.pane .pill'))).toBe('failed');
    expect(await page.evaluate('decodeURIComponent(location.hash)')).toContain('falls+back');
    await page.press('Escape');
    expect(await page.evaluate(waitFor('.overview-head h2'))).toBe('Overview');
    await page.press('/');
    for (const key of 's:flaky') await page.press(key);
    expect(await page.evaluate(texts('.row .name'))).toEqual(['retries a rate limit']);
    await page.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('results');
    await page.press('?');
    expect(await page.evaluate(`document.querySelector('#help').open`)).toBe(true);
  });

  it('tells a screen reader where it is', async () => {
    await page.open(rich);
    await page.press('j');
    const current = `document.getElementById(document.querySelector('#results').getAttribute('aria-activedescendant'))`;
    expect(await page.evaluate(`${current}.getAttribute('role')`)).toBe('treeitem');
    expect(await page.evaluate(`${current}.textContent`)).toContain('stays under budget');
    const nameless = `[...document.querySelectorAll('button, input, [role=img], canvas')].filter((element) => !element.getAttribute('aria-label') && !element.textContent.trim()).length`;
    expect(await page.evaluate(nameless)).toBe(0);
  });

  it('has text of good contrast in both themes', async () => {
    for (const theme of ['light', 'dark']) {
      for (const open of ['', EPIC]) {
        await page.open(`${rich}${hash({ theme, open })}`);
        expect(await page.evaluate(`(${findPale})()`), theme).toEqual([]);
      }
    }
  });

  it('shows ten thousand scenarios with few elements, and reaches the last', async () => {
    await page.open(large);
    expect(await page.evaluate(`document.querySelector('#found').textContent`)).toBe('10,000 scenarios');
    expect(await page.evaluate(`document.querySelectorAll('*').length`)).toBeLessThan(1500);
    await page.evaluate(`document.querySelector('#results').focus()`);
    await page.press('End');
    expect(await page.evaluate(texts('.cursor .name'))).toEqual(['decides case 9999']);
    await page.press('Enter');
    expect(await page.evaluate(waitFor('.pane h2'))).toBe('decides case 9999');
  });

  it('draws a journal as lanes over virtual time, with the cost that runs up', async () => {
    await page.resize(1440, 1400);
    await openJournal('hands over');
    expect(await page.evaluate(texts('.tl-names span bdi'))).toEqual([
      'scenario',
      'coder',
      'reviewer',
      'reviewer · style',
      'reviewer · safety',
      'clock.after 1',
    ]);
    expect(await page.evaluate(`document.querySelector('.tl-names .tl-cost').textContent`)).toBe('3.17 ¢');
    const lane = (place: number) => `document.querySelector('[data-place="${place}"]').getBoundingClientRect()`;
    expect(await page.evaluate(`${lane(13)}.top < ${lane(14)}.top && ${lane(13)}.width < ${lane(14)}.width`)).toBe(
      true,
    );
  });

  it('opens a turn with its request and reply, as text, and shows what led to it', async () => {
    await openJournal('hands over');
    await page.evaluate(`document.querySelectorAll('.number')[8].click()`);
    expect(await page.evaluate(texts('.card-facts dd'))).toEqual([
      'sonnet',
      '1,200 tokens',
      '300 tokens',
      '0.81 ¢',
      '1.14 ¢',
      '1.85 s',
    ]);
    await page.evaluate(`document.querySelector('.entry-card summary').click()`);
    await page.evaluate(waitFor('.entry-card .role'));
    expect(await page.evaluate(texts('.entry-card details[open] .role'))).toEqual(['user', 'assistant', 'tool']);
    expect(await page.evaluate(texts('.links:first-of-type .link b'))).toEqual([
      'agent.task',
      'llm.call',
      'tool.call',
      'tool.result',
    ]);
    expect(await page.evaluate(`document.querySelectorAll('.entry.in-chain').length`)).toBe(5);
    expect(await page.evaluate(`document.querySelector('.tl-chain').getAttribute('points').split(' ').length`)).toBe(5);
    expect(await page.evaluate('document.images.length')).toBe(0);
  });

  it('goes through a journal with keys, along its entries and along what led to what', async () => {
    await openJournal('hands over');
    await page.evaluate(`document.querySelector('.tl-marks').focus()`);
    const current = () => page.evaluate(`document.querySelector('.tl-mark[aria-selected=true]').dataset.place`);
    await page.press('End');
    expect(await current()).toBe('20');
    await page.press('Home');
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowRight']) await page.press(key);
    expect(await current()).toBe('5');
    await page.press('ArrowUp');
    expect(await current()).toBe('4');
    const active = `document.getElementById(document.querySelector('.tl-marks').getAttribute('aria-activedescendant'))`;
    expect(await page.evaluate(`${active}.getAttribute('aria-label')`)).toContain('32.150 s, coder, llm.call');
    expect(await page.evaluate(`document.activeElement.className`)).toBe('tl-marks');
  });

  it('shows a thousand entries at one time with few marks, and reaches the last', async () => {
    await openJournal('is long');
    expect(await page.evaluate(`document.querySelectorAll('.tl-mark').length`)).toBeLessThan(150);
    await page.evaluate(`document.querySelector('.tl-marks').focus()`);
    await page.press('End');
    const last = `document.querySelector('.tl-mark[aria-selected=true]').getBoundingClientRect()`;
    expect(
      await page.evaluate(`${last}.right <= document.querySelector('.tl-scroll').getBoundingClientRect().right`),
    ).toBe(true);
    expect(await page.evaluate(`document.querySelectorAll('.tl-mark').length`)).toBeLessThan(150);
  });

  it('shows entries that an earlier version has written', async () => {
    await openJournal('is old');
    expect(await page.evaluate(texts('.entry .said'))).toEqual(['haiku: ok', 'equal held']);
    expect(await page.evaluate(`document.querySelectorAll('.tl-mark').length`)).toBe(2);
  });

  it('has text of good contrast in a journal, and keeps within a narrow screen', async () => {
    for (const theme of ['light', 'dark']) {
      await openJournal('hands over', theme);
      await page.evaluate(`document.querySelectorAll('.number')[8].click()`);
      await page.evaluate(`document.querySelectorAll('.entry-card details').forEach((each) => { each.open = true; })`);
      expect(await page.evaluate(`(${findPale})()`), theme).toEqual([]);
    }
    await page.resize(420, 800);
    await openJournal('hands over');
    await page.evaluate(`document.querySelectorAll('.number')[9].click()`);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(420);
    expect(await page.evaluate(`document.querySelector('.pane').scrollWidth <= 420`)).toBe(true);
  });

  it('has one column where there is little room', async () => {
    await page.resize(420, 800);
    await page.open(rich);
    const shows = (selector: string) => page.evaluate(`document.querySelector('${selector}').offsetParent !== null`);
    expect(await shows('.side')).toBe(true);
    expect(await shows('.pane')).toBe(false);
    await page.open(`${rich}${hash({ open: EPIC })}`);
    expect(await shows('.side')).toBe(false);
    expect(await shows('.pane')).toBe(true);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(420);
  });

  it('never complained, nor asked the network for anything', () => {
    expect(page.complaints.filter((complaint) => !isRefusal(complaint))).toEqual([]);
  });
});

function isRefusal(complaint: string): boolean {
  return /violates the following Content Security Policy/.test(complaint);
}

/** The text of the first such element, once there is one. */
function waitFor(selector: string): string {
  return `(async () => {
    while (!document.querySelector('${selector}')) await new Promise(requestAnimationFrame);
    return document.querySelector('${selector}').textContent;
  })()`;
}

/** In the page: texts whose contrast with what is behind them is below WCAG's AA, 4.5 to 1. */
const findPale = `() => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const paint = (colors) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const color of colors) { canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const luminance = (rgb) => rgb
    .map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const pale = [];
  for (const element of document.querySelectorAll('body *')) {
    const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '');
    const style = getComputedStyle(element);
    const isUnseen = element.closest('.unseen, .skip, dialog, script, style, noscript') !== null;
    if (!hasText || isUnseen || element.offsetParent === null || style.color === 'rgba(0, 0, 0, 0)') continue;
    const grounds = [];
    for (let each = element; each !== null; each = each.parentElement) grounds.unshift(getComputedStyle(each).backgroundColor);
    const behind = luminance(paint(grounds));
    const text = luminance(paint([...grounds, style.color]));
    const contrast = (Math.max(behind, text) + 0.05) / (Math.min(behind, text) + 0.05);
    if (contrast < 4.5) pale.push(element.className + ': ' + element.textContent.slice(0, 30) + ' ' + contrast.toFixed(2));
  }
  return pale;
}`;
