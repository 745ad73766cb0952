import { LuaRaise } from '../../model/dispatch.js';
import { createValueMap, type ValueMap } from '../../model/value.js';
import type { HostCall } from '../host-function.js';

/** The calls of one kind in the journal, as their fields. `hint`: what counts all of them. Raises where some are not held. */
export function listCalls(
  { world: { journal } }: HostCall,
  { name, kind, hint = '' }: { readonly name: string; readonly kind: string; readonly hint?: string },
): ValueMap[] {
  const held = journal.entries(Number.POSITIVE_INFINITY);
  if (held.length < journal.count) {
    throw new LuaRaise(
      `${name}: the journal keeps ${held.length} of this scenario’s ${journal.count} entries, so calls are missing${hint}`,
    );
  }
  return held.flatMap((entry) => (entry.kind === kind ? [entry.data ?? createValueMap()] : []));
}
