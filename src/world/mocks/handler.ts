import type { Answer } from '../../model/dispatch.js';
import { toNumber, type Value } from '../../model/value.js';

/** What a function of a mock's gave: what it returned, or why it did not. */
export type HandlerResult = { readonly kind: 'gave'; readonly value: Value; readonly hasEnded: boolean } | Raised;

export interface Raised {
  readonly kind: 'raised';
  readonly message: string;
  /** The number of the failed check that has said so already, if one has. */
  readonly failure: number | undefined;
}

/** Calls a function that the prelude keeps for a mock (`keep_handler` in `llm.lua`). */
export function callHandler(handler: number, args: readonly Value[], then: (result: HandlerResult) => Answer): Answer {
  return {
    kind: 'call',
    handler,
    args,
    resume: ([isOk, value, flag]) =>
      then(
        isOk === true
          ? { kind: 'gave', value, hasEnded: flag === true }
          : { kind: 'raised', message: String(value), failure: toNumber(flag) },
      ),
  };
}
