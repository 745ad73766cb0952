import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toHtml } from '../../src/report/html.js';
import { createLargeRecord, createRichRecord } from '../report/rich-run.js';
import { openBrowser, type Page } from './browser.js';
import { findTool } from './tool.js';

const program = findTool(['chromium', 'chromium-browser', 'google-chrome', 'chrome'], 'CHROMIUM');

const EPIC = 'scenarios/rules/epic_validation.scenario.lua::epic validation › names every reason';
const hash = (parts: Readonly<Record<string, string>>) => `#${new URLSearchParams(parts)}`;
const texts = (selector: string) =>
  `[...document.querySelectorAll('${selector}')].map((element) => element.textContent)`;

describe.skipIf(program === undefined)('the page in a browser', () => {
  const folder = join(tmpdir(), `moonrig-page-${process.pid}`);
  const rich = pathToFileURL(join(folder, 'rich.html')).href;
  const large = pathToFileURL(join(folder, 'large.html')).href;
  let page: Page;

  beforeAll(async () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'rich.html'), toHtml(createRichRecord()));
    writeFileSync(join(folder, 'large.html'), toHtml(createLargeRecord(10_000)));
    page = await openBrowser(program ?? '');
  });

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
