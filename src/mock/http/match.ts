import type { Value } from '../../model/value.js';
import type { TextMatch } from '../llm/text-match.js';

/** What a URL must be: it keeps to a pattern (see `matchUrl`), or is a text of a certain kind. */
export type UrlMatch = { readonly pattern: string } | { readonly text: TextMatch };

/** What a named text must be like; null where there must be none of that name. */
export type NamedMatches = Readonly<Record<string, TextMatch | null>>;

/** What a request must be like; absent parts match anything. Plain data, which can be sent to workers. */
export interface HttpMatch {
  readonly method?: TextMatch;
  readonly url?: UrlMatch;
  /** Where there is no name in it, there may be no query at all. */
  readonly query?: NamedMatches;
  /** Names in lower case. */
  readonly headers?: NamedMatches;
  /** Each must hold of the whole body. */
  readonly body?: readonly TextMatch[];
  /** Part of what the body says as JSON. */
  readonly json?: Value;
  readonly agent?: TextMatch;
  /** As it was written, for those who are told of it. */
  readonly written: Value;
}
