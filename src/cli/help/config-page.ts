import { inspect } from 'node:util';
import type { RunSettings } from '../../model/settings.js';
import { CONFIG_KEYS, type ConfigKey } from '../config/config-keys.js';
import { resolveSettings } from '../config/resolve-settings.js';

/** The page of `moonrig help config`: every key, from the table that checks it. */
export function showConfigPage(): string {
  const settings = resolveSettings({}, {}, '.');
  const keys = Object.entries(CONFIG_KEYS).map(([name, key]) => showKey(name, key, settings));
  return `moonrig.config.ts, .js, .mjs or .json at the top of the project. Every key may be left out; a flag wins over it.

  import { defineConfig } from 'moonrig';
  export default defineConfig({ timeoutMs: 2000, reporters: ['junit'] });

${keys.join('\n')}`;
}

function showKey(name: string, { type, meaning, standard, flag }: ConfigKey, settings: RunSettings): string {
  const value = typeof standard === 'string' ? standard : inspect(standard(settings), { depth: 3, breakLength: 100 });
  const lines = `default: ${value}`.split('\n').map((line) => `      ${line}\n`);
  return `  ${name}: ${type}${flag === undefined ? '' : ` (flag ${flag})`}\n      ${meaning}\n${lines.join('')}`;
}
