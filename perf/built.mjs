// @ts-check

/**
 * Loads a module of the last build. The types are those of its source, so that checking them needs no build.
 * @param {string} path Below `dist`.
 * @returns {Promise<any>}
 */
const load = (path) => import(new URL(`../dist/${path}`, import.meta.url).href);

/** @type {typeof import('../src/vm/compile.js')} */
export const { compileLua } = await load('vm/compile.js');
/** @type {typeof import('../src/vm/read-prelude.js')} */
export const { readPrelude } = await load('vm/read-prelude.js');
/** @type {typeof import('../src/vm/vm.js')} */
export const { Vm } = await load('vm/vm.js');
/** @type {typeof import('../src/world/host.js')} */
export const { createHost } = await load('world/host.js');
/** @type {typeof import('../src/world/world-base.js')} */
export const { createWorldBase } = await load('world/world-base.js');
/** @type {typeof import('../src/run/forks.js')} */
export const { Forks } = await load('run/forks.js');
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
