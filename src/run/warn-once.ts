import type { Warning } from '../model/run-event.js';

/** Lua can make up as many places as it likes. */
const MAX_WARNINGS = 100;

/** Passes each warning on once, and no more than a hundred. */
export function warnOnce(tell: (warning: Warning) => void): (warning: Warning) => void {
  const told = new Set<string>();
  return (warning) => {
    const key = JSON.stringify(warning);
    if (told.size >= MAX_WARNINGS || told.has(key)) return;
    told.add(key);
    tell(warning);
  };
}
