import { expect, it } from 'vitest';
import { checkConfig } from '../../../src/cli/config/check-config.js';

it('takes a config that uses every key', () => {
  const config = {
    scenarios: ['specs/**/*.lua'],
    exclude: ['**/old/**'],
    timeoutMs: 0,
    retries: 2,
    workers: 4,
    seed: 7,
    bail: 1,
    memoryMb: 64,
    empty: 'warn',
    checks: 'lua',
    reporters: ['junit', { name: 'html', path: '../page.html' }],
    junitDialect: 'ant',
    roots: { rule: 'rules', behavior: ['a', 'b/c'] },
    modulePaths: ['lib'],
    mocks: 'mocks',
    openHosts: ['localhost', 'api.example.com:8443', '127.0.0.1:80', '::1', '[::1]:80'],
    levels: { simple: 'tiny' },
    prices: { tiny: { input: 1, output: 2.5 } },
  };
  expect(checkConfig(config)).toBeUndefined();
  expect(checkConfig({})).toBeUndefined();
  expect(checkConfig({ retries: undefined })).toBeUndefined();
});

it.each([
  [5, '', 'expected an object, found 5'],
  [[], '', 'expected an object, found a list'],
  [null, '', 'expected an object, found null'],
  [() => 1, '', 'expected an object, found a function'],
  [{ timeoutMs: '5s' }, 'timeoutMs', 'expected a whole number from 0 to 2147483647, found "5s"'],
  [{ timeoutMs: 1.5 }, 'timeoutMs', 'expected a whole number from 0 to 2147483647, found 1.5'],
  [{ workers: 0 }, 'workers', 'expected a whole number from 1 to 256, found 0'],
  [{ memoryMb: 16 }, 'memoryMb', 'expected a whole number from 32 to 2048, found 16'],
  [{ retries: Number.NaN }, 'retries', 'expected a whole number from 0 to 100, found NaN'],
  [{ scenarios: 'a' }, 'scenarios', 'expected a list, found "a"'],
  [{ scenarios: ['a', 5] }, 'scenarios[1]', 'expected a path in the project, found 5'],
  [{ scenarios: ['../a'] }, 'scenarios[0]', 'expected a path in the project, relative to its folder, found "../a"'],
  [{ mocks: '/tmp' }, 'mocks', 'expected a path in the project, relative to its folder, found "/tmp"'],
  [{ mocks: 'C:\\x' }, 'mocks', 'expected a path in the project, relative to its folder, found "C:\\\\x"'],
  [{ empty: true }, 'empty', "expected 'fail' or 'warn', found true"],
  [{ roots: { rule: ['ok', {}] } }, 'roots.rule[1]', 'expected a path in the project, found an object'],
  [{ levels: { simple: '' } }, 'levels.simple', 'expected a text, found ""'],
  [{ prices: { opus: { input: 1 } } }, 'prices.opus.output', 'is missing'],
  [{ prices: { opus: { input: -1, output: 1 } } }, 'prices.opus.input', 'expected a number of at least 0, found -1'],
  [{ reporters: [{ name: 'html' }] }, 'reporters[0].path', 'is missing'],
  [{ openHosts: [5] }, 'openHosts[0]', 'expected a host such as localhost:8080, found 5'],
  [{ openHosts: ['a:99999'] }, 'openHosts[0]', 'expected a host such as localhost:8080, found "a:99999"'],
  [{ openHosts: ['a b'] }, 'openHosts[0]', 'expected a host such as localhost:8080, found "a b"'],
  [{ seed: '' }, 'seed', 'expected a text or a number, found ""'],
  [{ seed: 'x'.repeat(61), levels: 1 }, 'levels', 'expected an object, found 1'],
  [{ empty: 'x'.repeat(61) }, 'empty', "expected 'fail' or 'warn', found a text of 61 characters"],
])('says what is wrong with %j', (config, path, message) => {
  expect(checkConfig(config)).toMatchObject({ path, message });
});

it('suggests the key or word that was meant', () => {
  expect(checkConfig({ openHosts: ['https://api.example.com/v1'] })).toMatchObject({
    hint: 'its host alone is api.example.com',
  });
  expect(checkConfig({ retires: 1 })).toEqual({
    path: 'retires',
    message: 'unknown key',
    hint: 'did you mean retries?',
  });
  expect(checkConfig({ roots: { rules: 'x' } })).toEqual({
    path: 'roots.rules',
    message: 'unknown key',
    hint: 'did you mean rule?',
  });
  expect(checkConfig({ reporters: ['junti'] })?.hint).toBe("did you mean 'junit'?");
  expect(checkConfig({ zzzzzzzzzz: 1 })?.hint).toMatch(/^known keys: scenarios, exclude, /);
  expect(checkConfig({ constructor: 1 })?.message).toBe('unknown key');
});
