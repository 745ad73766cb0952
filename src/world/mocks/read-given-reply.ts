import type { MockKind } from '../../mock/mock.js';
import { LuaRaise } from '../../model/dispatch.js';
import type { Value } from '../../model/value.js';
import { refuseIn } from '../refuse-in.js';
import type { MockDesk } from './desk.js';

/** What a mock's function gave as a reply, or what is wrong with it. */
export function readGivenReply<Kind extends MockKind>(
  { parsers, answerHint }: MockDesk<Kind>,
  name: string,
  value: Value,
): { readonly reply: Kind['reply'] } | { readonly why: string } {
  if (value === undefined) return { why: `its ${name} gave nothing; an answer is expected: ${answerHint}` };
  try {
    return { reply: parsers.reply(value, [], refuseIn(`what its ${name} gave`)) };
  } catch (error) {
    if (error instanceof LuaRaise) return { why: error.message };
    throw error;
  }
}
