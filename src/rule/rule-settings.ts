import type { Address } from '../model/address.js';
import { KnownError } from '../model/known-error.js';
import type { RuleHead } from '../model/rule.js';
import { didYouMean } from '../model/suggest.js';

/** A JSON schema. */
export type Schema = Readonly<Record<string, unknown>>;

/** Numbers and the like that a rule decides by, by name. */
export type Thresholds = Readonly<Record<string, unknown>>;

/** What is said of a rule: in the table its script returns, in what a native one exports, or in the `.json` beside it. */
export interface RuleSettings {
  /** The version its author gave it, such as `1.2`; the content's hash tells versions apart all the same. */
  readonly version?: string;
  readonly description?: string;
  /** The function to call, where a script has several. */
  readonly entry?: string;
  /** What a context must be. */
  readonly input?: Schema;
  /** What the rule gives, beside being a decision. */
  readonly output?: Schema;
  readonly thresholds?: Thresholds;
}

const KINDS: Readonly<Record<keyof RuleSettings, 'text' | 'table'>> = {
  version: 'text',
  description: 'text',
  entry: 'text',
  input: 'table',
  output: 'table',
  thresholds: 'table',
};

/** Reads what is said of a rule; `locate` gives the address of a key. Throws a KnownError for what nobody may say. */
export function readSettings(said: unknown, locate: (key: string) => Address): RuleSettings {
  if (!isTable(said)) throw refuse(locate(''), 'a table is expected');
  const settings: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(said)) {
    const kind = Object.hasOwn(KINDS, key) ? KINDS[key as keyof RuleSettings] : undefined;
    if (kind === undefined) {
      throw refuse(locate(key), `${key}: a rule has no such setting${didYouMean(key, Object.keys(KINDS))}`);
    }
    if (value === undefined) continue;
    // A version may be written as a number: `version = 2`.
    const read = key === 'version' && typeof value === 'number' ? String(value) : value;
    if (kind === 'text' && typeof read !== 'string') throw refuse(locate(key), `${key}: a text is expected`);
    if (kind === 'table' && !isTable(read)) throw refuse(locate(key), `${key}: a table is expected`);
    settings[key] = read;
  }
  return settings;
}

/** Settings from outside over a rule's own; thresholds one by one. */
export function mergeSettings(own: RuleSettings, outer: RuleSettings = {}): RuleSettings {
  const thresholds = { ...own.thresholds, ...outer.thresholds };
  return { ...own, ...outer, ...(Object.keys(thresholds).length === 0 ? {} : { thresholds }) };
}

/** A rule's head, with the version that its author gave it. */
export function headOf({ id, kind, version }: RuleHead, settings: RuleSettings): RuleHead {
  return { id, kind, version, ...(settings.version === undefined ? {} : { label: settings.version }) };
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refuse(at: Address, why: string): KnownError {
  return new KnownError('bad-source', why, { at, hint: `a rule has ${Object.keys(KINDS).join(', ')}` });
}
