import { didYouMean } from '../../model/suggest.js';
import type { Value } from '../../model/value.js';
import { type FieldPath, Fields, type Refuse } from '../fields.js';
import { dropUndefined } from './drop-undefined.js';
import { FAULT_FIELDS, FAULT_KINDS, type MockFault, type MockFaultKind } from './fault.js';

/** A fault as written: its kind alone, or its fields. */
export function parseFault(value: Value, path: FieldPath, refuse: Refuse): MockFault {
  if (typeof value === 'string') return { kind: readKind(value, (why) => refuse(path, why)) };
  const fields = new Fields(value, path, refuse);
  const kind = readKind(fields.text('kind') ?? '', (why) => fields.refuse('kind', why));
  const known = ['kind', ...FAULT_FIELDS[kind]];
  for (const key of fields.keys()) {
    if (!known.includes(key)) fields.refuse(key, `the fault ${kind} has no such field (it has: ${known.join(', ')})`);
  }
  const status = fields.whole('status');
  if (status !== undefined && (status < 500 || status > 599))
    fields.refuse('status', `500 to 599 is expected, got ${status}`);
  return dropUndefined({
    kind,
    status,
    retryAfterMs: fields.count('retry_after_ms'),
    afterMs: fields.count('after_ms'),
    afterChunks: fields.whole('after_chunks'),
    message: fields.text('message'),
  });
}

function readKind(given: string, refuse: (why: string) => never): MockFaultKind {
  const kind = FAULT_KINDS.find((known) => known === given);
  const hint = didYouMean(given, FAULT_KINDS);
  return (
    kind ??
    refuse(`${given === '' ? 'a kind is expected' : `unknown kind ${given}${hint}`} (known: ${FAULT_KINDS.join(', ')})`)
  );
}
