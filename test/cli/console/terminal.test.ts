import { expect, it } from 'vitest';
import { wantsColor, wantsProgress } from '../../../src/cli/console/terminal.js';

const terminal = { write: () => true, isTTY: true };
const pipe = { write: () => true };

it.each([
  ['a terminal', terminal, {}, true],
  ['a pipe', pipe, {}, false],
  ['a dumb terminal', terminal, { TERM: 'dumb' }, false],
  ['NO_COLOR', terminal, { NO_COLOR: '1' }, false],
  ['an empty NO_COLOR', terminal, { NO_COLOR: '' }, true],
  ['FORCE_COLOR', pipe, { FORCE_COLOR: '1' }, true],
  ['FORCE_COLOR=0', terminal, { FORCE_COLOR: '0' }, false],
  ['FORCE_COLOR and NO_COLOR', pipe, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
])('decides on colours by %s', (_name, stdout, env, expected) => {
  expect(wantsColor({ stdout, env }, true)).toBe(expected);
  expect(wantsColor({ stdout, env }, false)).toBe(false);
});

it.each([
  ['a terminal', terminal, {}, true],
  ['a pipe', pipe, {}, false],
  ['a build server', terminal, { CI: 'true' }, false],
  ['CI=false', terminal, { CI: 'false' }, true],
  ['a dumb terminal', terminal, { TERM: 'dumb' }, false],
])('decides on progress by %s', (_name, stdout, env, expected) => {
  expect(wantsProgress({ stdout, env })).toBe(expected);
});
