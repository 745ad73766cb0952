import { findPattern } from './lua-pattern.js';

/** What a text must be like. All that is said must hold. Plain data, which can be sent to workers. */
export interface TextMatch {
  /** The whole text is one of these. */
  readonly oneOf?: readonly string[];
  /** Each is part of it. */
  readonly contains?: readonly string[];
  /** None is part of it. */
  readonly lacks?: readonly string[];
  /** Lua patterns, each of which is found in it. */
  readonly patterns?: readonly string[];
}

/** What a text does not keep to. */
export interface TextMismatch {
  readonly how: 'one of' | 'contains' | 'lacks' | 'pattern';
  readonly wanted: readonly string[];
}

/** The first thing in which a text is not as it must be; undefined where it is. */
export function findTextMismatch(match: TextMatch, text: string): TextMismatch | undefined {
  const { oneOf, contains, lacks, patterns } = match;
  if (oneOf !== undefined && !oneOf.includes(text)) return { how: 'one of', wanted: oneOf };
  const missing = contains?.find((part) => !text.includes(part));
  if (missing !== undefined) return { how: 'contains', wanted: [missing] };
  const unwanted = lacks?.find((part) => text.includes(part));
  if (unwanted !== undefined) return { how: 'lacks', wanted: [unwanted] };
  const unfound = patterns?.find((pattern) => !findPattern(pattern, text));
  return unfound === undefined ? undefined : { how: 'pattern', wanted: [unfound] };
}

export function matchesText(match: TextMatch, text: string): boolean {
  return findTextMismatch(match, text) === undefined;
}

/** A text match as a few words. */
export function showTextMatch({ oneOf, contains, lacks, patterns }: TextMatch): string {
  const parts = [
    oneOf?.join(' or '),
    contains?.map((part) => `with ${part}`).join(' and '),
    lacks?.map((part) => `without ${part}`).join(' and '),
    patterns?.map((pattern) => `like ${pattern}`).join(' and '),
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}
