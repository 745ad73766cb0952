import type { Mismatch } from '../../mock/llm/match.js';
import type { Mock, MockKind, Unready } from '../../mock/mock.js';
import { showAddress } from '../../model/address.js';
import { isValueMap } from '../../model/value.js';
import { describeNearMiss, toLine } from '../near-miss.js';
import type { MockDesk } from './desk.js';
import { showLua } from './show-lua.js';

const PREVIEW = 120;

/** A text on one line, cut to a readable length, in quotes. */
export function preview(text: string): string {
  // Blanks come to less on one line; of a text that is nearly all blanks less is shown.
  const start = text.length > PREVIEW * 2 ? text.slice(0, PREVIEW * 2) : text;
  const line = toLine(start.trim());
  const isCut = line.length > PREVIEW || start.length < text.length;
  return JSON.stringify(isCut ? `${line.slice(0, PREVIEW).toWellFormed()}…` : line);
}

/** What of a kind of mocks it takes to name one of them. */
export type Naming = Pick<MockDesk<MockKind>, 'name' | 'fields'>;

/** What a mock asks for, as its author wrote it: `llm.on{ model = "haiku" }`. */
export function describeMatch({ name, fields }: Naming, { match: { written }, where }: MockMatch): string {
  const keys = isValueMap(written) ? Object.keys(written).sort((a, b) => fields.indexOf(a) - fields.indexOf(b)) : [];
  const parts = keys.map((key) => `${key} = ${showLua(isValueMap(written) ? written[key] : undefined)}`);
  if (where !== undefined) parts.push('where = function');
  return parts.length === 0 ? `${name}.on{}` : `${name}.on{ ${parts.join(', ')} }`;
}

type MockMatch = Pick<Mock, 'match' | 'where'>;

/** A mock by its match, its name where it has one, and its place. */
export function nameMock(naming: Naming, mock: Mock): string {
  const name = mock.name === undefined ? '' : ` "${mock.name}"`;
  const place = mock.at === undefined ? '' : ` (${showAddress(mock.at)})`;
  return `${describeMatch(naming, mock)}${name}${place}`;
}

/** Lines that tell one way in which a call is not what a mock asks for. `places`: where long texts are looked for. */
export function describeMismatch(
  { field, how, wanted, got }: Mismatch,
  places: Readonly<Record<string, string>>,
): string[] {
  const place = places[field];
  const label = `  ${field}: `;
  if (place === undefined) return [`${label}wanted ${describeWanted(how, wanted)}, got ${got}`];
  if (how === 'lacks') return [`${label}${preview(wanted)} is there and should not be`];
  if (how === 'pattern') return [`${label}nothing matches the pattern ${preview(wanted)}; it is ${preview(got)}`];
  if (how === 'one of') return [`${label}wanted the whole text ${preview(wanted)}, got ${preview(got)}`];
  if (how === 'value') return [`${label}wanted ${wanted}, got ${preview(got)}`];
  return [`${label}${preview(wanted)} is ${place}`, ...describeNearMiss(label.length, wanted, got)];
}

function describeWanted(how: Mismatch['how'], wanted: string): string {
  if (how === 'contains') return `one with ${wanted}`;
  if (how === 'lacks') return `one without ${wanted}`;
  return how === 'pattern' ? `one like ${wanted}` : wanted;
}

/** Why a mock that might have been meant did not answer. */
export function describeUnready(naming: Naming, unready: Unready, used: number): string {
  if (unready.kind === 'no answers') return '  it has no :reply';
  if (unready.kind === 'used up') return `  used up: it has given all of its ${used} answer${used === 1 ? '' : 's'}`;
  return `  too early: it comes after ${nameMock(naming, unready.before)}`;
}
