import { didYouMean } from '../../model/suggest.js';
import type { Value } from '../../model/value.js';
import { type FieldPath, Fields, type Refuse } from '../fields.js';
import { dropUndefined } from '../llm/drop-undefined.js';
import { HTTP_FAULT_FIELDS, HTTP_FAULT_KINDS, type HttpFaultKind, type HttpMockFault } from './fault.js';

/** A fault as written: its kind alone, or its fields. */
export function parseHttpFault(value: Value, path: FieldPath, refuse: Refuse): HttpMockFault {
  if (typeof value === 'string') return { kind: readKind(value, (why) => refuse(path, why)) };
  const fields = new Fields(value, path, refuse);
  const kind = readKind(fields.text('kind') ?? '', (why) => fields.refuse('kind', why));
  const known = ['kind', ...HTTP_FAULT_FIELDS[kind]];
  for (const key of fields.keys()) {
    if (!known.includes(key)) fields.refuse(key, `the fault ${kind} has no such field (it has: ${known.join(', ')})`);
  }
  return dropUndefined({ kind, afterMs: fields.count('after_ms'), afterBytes: fields.whole('after_bytes') });
}

function readKind(given: string, refuse: (why: string) => never): HttpFaultKind {
  const kind = HTTP_FAULT_KINDS.find((known) => known === given);
  const hint = didYouMean(given, HTTP_FAULT_KINDS);
  const what = given === '' ? 'a kind is expected' : `unknown kind ${given}${hint}`;
  return kind ?? refuse(`${what} (known: ${HTTP_FAULT_KINDS.join(', ')})`);
}
