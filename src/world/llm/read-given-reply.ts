import { parseReply } from '../../mock/llm/parse-reply.js';
import type { MockReply } from '../../mock/llm/reply.js';
import { LuaRaise } from '../../model/dispatch.js';
import type { Value } from '../../model/value.js';
import { refuseIn } from './refuse.js';

/** What a mock's function gave as a reply, or what is wrong with it. */
export function readGivenReply(name: string, value: Value): MockReply | string {
  if (value === undefined) return `its ${name} gave nothing; a text is expected, or { text = …, … }`;
  try {
    return parseReply(value, [], refuseIn(`what its ${name} gave`));
  } catch (error) {
    if (error instanceof LuaRaise) return error.message;
    throw error;
  }
}
