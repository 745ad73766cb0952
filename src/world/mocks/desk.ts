import type { Mismatch } from '../../mock/llm/match.js';
import type { Mock, MockKind } from '../../mock/mock.js';
import type { Mocks } from '../../mock/mocks.js';
import type { EntryParsers } from '../../mock/parse-entries.js';
import type { Value } from '../../model/value.js';
import type { World } from '../world.js';
import type { Ledger } from './ledger.js';

/** One kind of mocks: how scenarios write them, how calls are held against them, how failures tell of both. */
export interface MockDesk<Kind extends MockKind> {
  /** The binding that has them: `llm`. */
  readonly name: string;
  readonly parsers: EntryParsers<Kind>;
  mocksOf(world: World): Mocks<Kind>;
  ledgerOf(world: World): Ledger<Kind>;
  /** What the Lua functions of a mock are given. */
  showCall(call: Kind['call'], mock: Mock<Kind>): Value;
  /** What a call is for: a model, a method. */
  keyOf(call: Kind['call']): string;
  matches(match: Kind['match'], call: Kind['call']): boolean;
  /** All ways in which a call is not what a mock asks for. */
  compare(match: Kind['match'], call: Kind['call']): readonly Mismatch[];
  /** The fields of a match, in the order in which help tells of them: that of a Lua table says nothing. */
  readonly fields: readonly string[];
  /** How far what differs takes a call away, where it means another one altogether; undefined of what may be a slip. */
  weigh(mismatch: Mismatch): number | undefined;
  /** Of fields whose texts are long, where they are looked for: `in no message`. */
  readonly places: Readonly<Record<string, string>>;
  /** A call as one line. */
  describeCall(call: Kind['call']): string;
  /** A call by its number. */
  nameCall(call: Kind['call']): string;
  /** What is said where there was no call at all. */
  readonly noCall: string;
  /** What stands in place of an answer where a fault leaves none. */
  readonly noReply: Kind['reply'];
  /** Whether a fault does something to an answer, in place of being all there is. */
  needsReply(fault: Kind['fault']): boolean;
  /** Whether an answer is given in spite of a fault that chance has brought: else it is there for the next try. */
  isSpent(fault: Kind['fault']): boolean;
  /** What may be written as an answer: `a text, or { text = …, tokens = … }`. */
  readonly answerHint: string;
}
