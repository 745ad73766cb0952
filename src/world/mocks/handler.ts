import type { Answer } from '../../model/dispatch.js';
import type { Value } from '../../model/value.js';

/** What a function of a mock's gave: what it returned, or why it did not. */
export type HandlerResult =
  | { readonly kind: 'gave'; readonly value: Value; readonly hasEnded: boolean }
  | { readonly kind: 'raised'; readonly message: string };

/** Calls a function that the prelude keeps for a mock (`keep_handler` in `llm.lua`). */
export function callHandler(handler: number, args: readonly Value[], then: (result: HandlerResult) => Answer): Answer {
  return {
    kind: 'call',
    handler,
    args,
    resume: ([isOk, value, hasEnded]) =>
      then(
        isOk === true
          ? { kind: 'gave', value, hasEnded: hasEnded === true }
          : { kind: 'raised', message: String(value) },
      ),
  };
}
