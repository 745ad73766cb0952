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
/** @type {typeof import('../src/model/random-numbers.js')} */
export const { createRandom } = await load('model/random-numbers.js');
/** @type {typeof import('../src/bench/statistics/compare-variants.js')} */
export const { compareVariants, DEFAULT_THRESHOLD } = await load('bench/statistics/compare-variants.js');
/** @type {typeof import('../src/bench/timing/batch-timer.js')} */
export const { createProcessClock } = await load('bench/timing/batch-timer.js');
/** @type {typeof import('../src/bench/timing/measure.js')} */
export const { measureCalls, takeTurns } = await load('bench/timing/measure.js');
/** @type {typeof import('../src/bench/timing/time-in-blocks.js')} */
export const { timeInBlocks } = await load('bench/timing/time-in-blocks.js');
/** @type {typeof import('../src/bench/load/bench-project.js')} */
export const { openBenchProject } = await load('bench/load/bench-project.js');
/** @type {typeof import('../src/bench/variant/open-variants.js')} */
export const { openVariant } = await load('bench/variant/open-variants.js');
/** @type {typeof import('../src/rule/twin/diff-runner.js')} */
export const { diffRules } = await load('rule/twin/diff-runner.js');
/** @type {typeof import('../src/rule/twin/input-shape.js')} */
export const { shapeOfExamples } = await load('rule/twin/input-shape.js');
/** @type {typeof import('../src/rule/twin/source-words.js')} */
export const { readSourceWords } = await load('rule/twin/source-words.js');
/** @type {typeof import('../src/rule/file-store.js')} */
export const { FileRuleStore } = await load('rule/file-store.js');
/** @type {typeof import('../src/rule/prepare-rule.js')} */
export const { prepareRule } = await load('rule/prepare-rule.js');
/** @type {typeof import('../src/rule/rule-engine.js')} */
export const { RuleEngine } = await load('rule/rule-engine.js');
/** @type {typeof import('../src/rule/rule-limits.js')} */
export const { readLimits } = await load('rule/rule-limits.js');
