import type { Config } from '../../model/config.js';
import { REPORT_NAMES } from '../reports/report-names.js';
import { BOUNDS } from './bounds.js';
import { amount, inside, oneOf, text, whole } from './check-scalar.js';
import { dictionary, list, shape } from './check-table.js';
import { type Check, expected, type Problem } from './problem.js';

const price = shape({ input: amount, output: amount, cached: amount }, ['input', 'output']);
const folders: Check = (value, path) => (Array.isArray(value) ? list(inside) : inside)(value, path);
const reporterName = oneOf(REPORT_NAMES);
const placedReporter = shape({ name: reporterName, path: text }, ['name', 'path']);
const reporter: Check = (value, path) => (typeof value === 'object' ? placedReporter : reporterName)(value, path);
const seed: Check = (value, path) =>
  typeof value === 'number' && Number.isFinite(value)
    ? undefined
    : text(value, path) && expected('a text or a number', { value, path });

const KEYS: { readonly [Key in keyof Required<Config>]: Check } = {
  scenarios: list(inside),
  exclude: list(text),
  timeoutMs: whole(BOUNDS.timeoutMs),
  retries: whole(BOUNDS.retries),
  workers: whole(BOUNDS.workers),
  seed,
  bail: whole(BOUNDS.bail),
  memoryMb: whole(BOUNDS.memoryMb),
  empty: oneOf(['fail', 'warn']),
  checks: oneOf(['strict', 'lua']),
  reporters: list(reporter),
  junitDialect: oneOf(['common', 'jenkins', 'ant']),
  roots: shape({
    behavior: folders,
    rule: folders,
    workflow: folders,
    config: folders,
    transform: folders,
    template: folders,
    prompt: folders,
  }),
  modulePaths: list(inside),
  setupFiles: list(inside),
  mocks: inside,
  levels: dictionary(text),
  prices: dictionary(price),
};

/** What is wrong with what a config file holds, the first of it; undefined where it is a Config. */
export function checkConfig(value: unknown): Problem | undefined {
  return shape(KEYS)(value, '');
}
