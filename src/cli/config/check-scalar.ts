import { suggestName } from '../../model/suggest.js';
import { type Check, expected } from './problem.js';

/** Text of at least one character. */
export const text: Check = (value, path) =>
  typeof value === 'string' && value !== '' ? undefined : expected('a text', { value, path });

/** Text, also of no character at all. */
export const anyText: Check = (value, path) =>
  typeof value === 'string' ? undefined : expected('a text', { value, path });

interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** What `whole` takes, in words. */
export function showWhole({ min, max }: Bounds): string {
  return `a whole number from ${min} to ${max}`;
}

/** What `oneOf` takes, in words. */
export function showWords(words: readonly string[]): string {
  return words.map((word) => `'${word}'`).join(' or ');
}

/** A whole number within bounds, both included. */
export function whole(bounds: Bounds): Check {
  return (value, path) =>
    typeof value === 'number' && Number.isInteger(value) && value >= bounds.min && value <= bounds.max
      ? undefined
      : expected(showWhole(bounds), { value, path });
}

/** A number that is not negative. */
export const amount: Check = (value, path) =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0
    ? undefined
    : expected('a number of at least 0', { value, path });

/** One of a few words. */
export function oneOf(words: readonly string[]): Check {
  return (value, path) => {
    if (typeof value === 'string' && words.includes(value)) return undefined;
    const near = typeof value === 'string' ? suggestName(value, words) : undefined;
    return expected(showWords(words), { value, path }, near && `did you mean '${near}'?`);
  };
}

/** A path or glob relative to the project that does not lead out of it. */
export const inside: Check = (value, path) => {
  if (typeof value !== 'string' || value === '') return expected('a path in the project', { value, path });
  const isOutside = /^(?:[/\\]|[a-z]:)/i.test(value) || value.split(/[/\\]/).includes('..');
  return isOutside ? expected('a path in the project, relative to its folder', { value, path }) : undefined;
};

/** The name or the address of a host, with a port or for all of them. */
export const host: Check = (value, path) => {
  if (typeof value !== 'string') return expected('a host such as localhost:8080', { value, path });
  const isBareIp6 = value.split(':').length > 2 && !value.startsWith('[');
  if (/^[^\s/?#@]+$/.test(value) && URL.canParse(`http://${isBareIp6 ? `[${value}]` : value}`)) return undefined;
  const named = URL.canParse(value) ? new URL(value).host : '';
  return expected('a host such as localhost:8080', { value, path }, named && `its host alone is ${named}`);
};

/** A module in the project. */
export const module: Check = (value, path) => {
  if (typeof value !== 'string' || /\.[cm]?[jt]s$/.test(value)) return inside(value, path);
  return expected('a module (.ts, .js, .mts, .mjs, .cts, .cjs), or { command: […] }', { value, path });
};
