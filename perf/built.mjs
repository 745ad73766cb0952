// @ts-check

/**
 * Loads a module of the last build. The types are those of its source, so that checking them needs no build.
 * @param {string} path Below `dist`.
 * @returns {Promise<any>}
 */
const load = (path) => import(new URL(`../dist/${path}`, import.meta.url).href);

/** @type {typeof import('../src/world/world-base.js')} */
export const { createWorldBase } = await load('world/world-base.js');
/** @type {typeof import('../src/run/forks.js')} */
export const { openForks } = await load('run/forks.js');
/** @type {typeof import('../src/run/vm-parts.js')} */
export const { readVmParts } = await load('run/vm-parts.js');
/** @type {typeof import('../src/run/load-file.js')} */
export const { loadFile } = await load('run/load-file.js');
/** @type {typeof import('../src/run/file-session.js')} */
export const { FileSession } = await load('run/file-session.js');
/** @type {typeof import('../src/run/outbox.js')} */
export const { Outbox } = await load('run/outbox.js');
/** @type {typeof import('../src/run/deadline.js')} */
export const { createSharedMarks, WorkerMarks } = await load('run/deadline.js');
/** @type {typeof import('../src/cli/config/resolve-settings.js')} */
export const { resolveSettings } = await load('cli/config/resolve-settings.js');
