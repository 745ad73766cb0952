import { expect, it } from 'vitest';
import { defineConfig } from '../src/index.js';

it('gives back the config it was given', () => {
  const config = { retries: 2 };
  expect(defineConfig(config)).toBe(config);
});
