/**
 * What the address of the page says, so that a link shows what its sender saw.
 * @typedef {object} State
 * @property {string} query
 * @property {string} open id of the opened scenario, or nothing
 * @property {number} attempt 1-based; 0 is the last
 * @property {string} source name of a script whose coverage is shown, or nothing
 * @property {boolean} overview the overview, asked for on a narrow screen
 * @property {'light' | 'dark' | ''} theme nothing is the system's
 */

/**
 * @param {string} hash `location.hash`
 * @returns {State}
 */
export function readState(hash) {
  const found = new URLSearchParams(hash.replace(/^#/, ''));
  const attempt = Number(found.get('attempt'));
  const theme = found.get('theme');
  return {
    query: found.get('q') ?? '',
    open: found.get('open') ?? '',
    attempt: Number.isInteger(attempt) && attempt > 0 ? attempt : 0,
    source: found.get('source') ?? '',
    overview: found.get('view') === 'overview',
    theme: theme === 'light' || theme === 'dark' ? theme : '',
  };
}

/**
 * @param {State} state
 * @returns {string} a hash, `#` where all is as at first
 */
export function writeState(state) {
  const shown = new URLSearchParams();
  if (state.query !== '') shown.set('q', state.query);
  if (state.open !== '') shown.set('open', state.open);
  if (state.attempt !== 0) shown.set('attempt', String(state.attempt));
  if (state.source !== '') shown.set('source', state.source);
  if (state.overview) shown.set('view', 'overview');
  if (state.theme !== '') shown.set('theme', state.theme);
  return `#${shown}`;
}
