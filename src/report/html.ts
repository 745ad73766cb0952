import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { isBad } from '../model/outcome.js';
import type { RunRecord } from '../model/run-record.js';
import { toPageSource } from './page-coverage.js';
import { createDetailBlocks, createPageIndex } from './page-data.js';
import { escapeText } from './xml.js';

/** From `src/report` and from `dist/report` alike. */
const PAGE = new URL('../../src/report/page/', import.meta.url);

/** The page's scripts, each after those it imports. */
export const PAGE_SCRIPTS: readonly string[] = [
  'outcomes.js',
  'format.js',
  'dom.js',
  'query.js',
  'state.js',
  'data.js',
  'theme.js',
  'tree-lines.js',
  'tree.js',
  'lines.js',
  'families.js',
  'causes.js',
  'timeline-layout.js',
  'timeline-lines.js',
  'timeline.js',
  'entry-card.js',
  'journal.js',
  'detail.js',
  'lanes.js',
  'coverage.js',
  'overview.js',
  'header.js',
  'keys.js',
  'main.js',
];

/** The page's styles; a later one wins. */
export const PAGE_STYLES: readonly string[] = [
  'page.css',
  'header.css',
  'side.css',
  'list.css',
  'detail.css',
  'lines.css',
  'journal.css',
  'timeline.css',
  'overview.css',
  'coverage.css',
  'help.css',
  'narrow.css',
];

const GOOD_ICON = '%231a7f45';
const BAD_ICON = '%23c8242f';

/**
 * The record as one HTML page that needs nothing else, online or off. Its only script and style are let through by their
 * hashes; every name, output and reply of the run is in the data, which the page shows as text.
 */
export function toHtml(record: RunRecord, command?: string): string {
  assets ??= readAssets();
  const { page, script, style, csp } = assets;
  const hasBad = record.results.some(({ outcome }) => isBad(outcome));
  // One by one, so that a block's parts are gone before the next one is made.
  const blocks = Array.from(createDetailBlocks(record, command), (block, index) =>
    writeData(`details-${index}`, block),
  );
  const sources = (record.coverage ?? []).map((file, index) => writeData(`source-${index}`, toPageSource(file)));
  const parts: Readonly<Record<string, string>> = {
    csp,
    style: `<style>${style}</style>`,
    script: `<script type="module">${script}</script>`,
    title: escapeText(`${record.started.project || 'moonrig'}: ${hasBad ? 'needs attention' : 'all good'}`),
    icon: hasBad ? BAD_ICON : GOOD_ICON,
    data: [writeData('index', createPageIndex(record)), ...blocks, ...sources].join('\n'),
  };
  // One pass: a part that looks like a place for another stays as it is.
  return page.replace(/(?:<!--|\{\{)(\w+)(?:-->|\}\})/g, (place, name: string) => parts[name] ?? place);
}

/** Reads what every page has in common, which `toHtml` does otherwise. */
export function prepareHtml(): void {
  assets ??= readAssets();
}

interface Assets {
  readonly page: string;
  readonly style: string;
  readonly script: string;
  readonly csp: string;
}

let assets: Assets | undefined;

function readAssets(): Assets {
  const style = `\n${PAGE_STYLES.map(readText).join('\n')}`;
  const script = `\n${PAGE_SCRIPTS.map((name) => joinable(readText(name))).join('\n')}`;
  const policy = [
    "default-src 'none'",
    `script-src '${hash(script)}'`,
    `style-src '${hash(style)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return { page: readText('page.html'), style, script, csp: policy.join('; ') };
}

function readText(name: string): string {
  // A checkout with CRLF gives the same page.
  return readFileSync(new URL(name, PAGE), 'utf8').replaceAll('\r\n', '\n');
}

/** A module as part of one long one: what it imports stands before it under the same name; types are for the compiler. */
function joinable(source: string): string {
  return source.replace(/^import [^;]*;\n|^\/\*\* @import .*\n/gm, '').replace(/^export /gm, '');
}

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/** zlib's level: a third less time than with the usual one, for a twentieth more bytes. */
const QUICK = 3;

function writeData(id: string, data: unknown): string {
  const packed = deflateRawSync(JSON.stringify(data), { level: QUICK }).toString('base64');
  return `<script type="text/plain" id="${id}">${packed}</script>`;
}
