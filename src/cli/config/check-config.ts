import { shape } from './check-table.js';
import { CONFIG_KEYS } from './config-keys.js';
import type { Problem } from './problem.js';

const checkKeys = shape(Object.fromEntries(Object.entries(CONFIG_KEYS).map(([key, { check }]) => [key, check])));

/** What is wrong with what a config file holds, the first of it; undefined where it is a Config. */
export function checkConfig(value: unknown): Problem | undefined {
  return checkKeys(value, '');
}
