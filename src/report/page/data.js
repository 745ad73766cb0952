import { find } from './dom.js';

/** @import { PageDetail, PageIndex, PageRow, PageSource } from '../page-types.js' */
/** @import { Searchable } from './query.js' */

/** A row of the list, with what a query asks of it. @typedef {PageRow & { readonly number: number, readonly search: Searchable }} Row */

/** @returns {Promise<PageIndex>} */
export async function readIndex() {
  return unpack('index');
}

/** @type {Map<number, Promise<PageDetail[]>>} */
const blocks = new Map();

/**
 * The details of one row; its block is unpacked once.
 * @param {Row} row
 * @param {PageIndex} index
 * @returns {Promise<PageDetail>}
 */
export async function readDetail(row, index) {
  const number = Math.floor(row.number / index.detailsPerBlock);
  const block = blocks.get(number) ?? unpack(`details-${number}`);
  blocks.set(number, block);
  const detail = (await block)[row.number % index.detailsPerBlock];
  if (detail === undefined) throw new Error(`no details of row ${row.number}`);
  return detail;
}

/**
 * The lines of a file that counts, by its place in the index.
 * @param {number} number
 * @returns {Promise<PageSource>}
 */
export async function readSource(number) {
  return unpack(`source-${number}`);
}

/**
 * @param {PageIndex} index
 * @returns {Row[]}
 */
export function createRows(index) {
  return index.rows.map((row, number) => {
    const file = index.files[row.file] ?? '';
    const text = [row.path.join(' › '), file, row.message ?? '', row.reason ?? ''].join('\n').toLowerCase();
    return { ...row, number, search: { outcome: row.outcome, tags: row.tags, file, text } };
  });
}

/**
 * @param {string} id
 * @returns {Promise<any>} what the report wrote under this id
 */
async function unpack(id) {
  const packed = Uint8Array.from(atob(find(id).textContent ?? ''), (character) => character.charCodeAt(0));
  const text = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(text).json();
}
