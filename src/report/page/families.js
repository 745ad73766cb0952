/** @import { PageEntry } from '../page-types.js' */

/** Families with a colour of their own. */
const FAMILIES = new Set([
  'llm',
  'tool',
  'agent',
  'workspace',
  'git',
  'http',
  'rule',
  'rules',
  'check',
  'print',
  'log',
  'wait',
  'clock',
  'task',
  'timer',
]);

/**
 * The class of an entry's colour.
 * @param {PageEntry} entry
 */
export function familyOf({ kind, trouble }) {
  const [family = ''] = kind.split('.');
  const faulty = trouble === undefined ? '' : ` is-${trouble}`;
  return `f-${kind === 'check.failed' ? 'failed' : FAMILIES.has(family) ? family : 'other'}${faulty}`;
}
