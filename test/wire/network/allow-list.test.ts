import { describe, expect, it } from 'vitest';
import { AllowList } from '../../../src/wire/network/allow-list.js';

describe('the list of open places', () => {
  it.each([
    ['127.0.0.1:8080', '127.0.0.1', 8080, true],
    ['127.0.0.1:8080', '127.0.0.1', 8081, false],
    ['127.0.0.1:8080', '127.0.0.1', undefined, true],
    ['127.0.0.1:8080', '127.0.0.10', 8080, false],
    ['db.internal', 'db.internal', 5432, true],
    ['db.internal', 'DB.Internal', 1, true],
    ['db.internal', 'other.db.internal', 1, false],
    ['[::1]:8080', '::1', 8080, true],
    ['[::1]:8080', '[::1]', 8080, true],
    ['[::1]:8080', '::1', 80, false],
    ['::1', '::1', 80, true],
  ])('%s and %s, port %s: %s', (entry, host, port, isOpen) => {
    expect(new AllowList([entry]).allows(host, port)).toBe(isOpen);
  });

  it('opens nothing where it is empty', () => {
    expect(new AllowList([]).allows('localhost', 80)).toBe(false);
  });
});
