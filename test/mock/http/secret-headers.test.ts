import { expect, it } from 'vitest';
import { isSecret } from '../../../src/mock/http/secret-headers.js';

it.each([
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'x-api-key',
  'api-key',
  'x-goog-api-key',
  'x-auth-token',
  'x-amz-security-token',
  'x-hub-signature',
])('%s is secret', (header) => {
  expect(isSecret(header)).toBe(true);
});

it.each(['content-type', 'x-kind', 'x-keyboard', 'idempotency-key', 'retry-after', 'x-tokens-left', 'accept'])(
  '%s is not',
  (header) => {
    expect(isSecret(header)).toBe(false);
  },
);
