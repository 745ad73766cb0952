import { type Address, showAddress } from '../../model/address.js';
import type { Warning } from '../../model/run-event.js';
import type { Palette } from './palette.js';
import { makeVisible } from './visible.js';

/** Warnings with their addresses and hints, each once. */
export function showWarnings(warnings: readonly Warning[], palette: Palette): readonly string[] {
  if (warnings.length === 0) return [];
  const shown = warnings.map((warning) => {
    const head = makeVisible(`${showPlace(warning.at)}${warning.message}`);
    const hint = warning.hint === undefined ? '' : `\n    hint: ${makeVisible(warning.hint)}`;
    return `  ${head}${hint}`;
  });
  return ['', palette.warn('Warnings'), ...new Set(shown)];
}

function showPlace(at: Address | undefined): string {
  return at === undefined ? '' : `${showAddress(at)}: `;
}
