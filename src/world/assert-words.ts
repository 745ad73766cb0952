import type { BindingDescription, FieldDescription, FunctionDescription } from '../model/binding.js';
import { parseSignature } from '../model/signature.js';

/** What may stand between `assert.` and a check, and leads to all checks again: `assert.are.equal`. */
export const CHAIN_WORDS = [
  'is',
  'is_not',
  'are',
  'are_not',
  'was',
  'was_not',
  'has',
  'has_no',
  'does',
  'does_not',
  'no',
] as const;

const SUMMARY = 'What may stand behind assert. too: words before a check, short names, and opposites.';

const KEYWORDS: ReadonlySet<string> = new Set(['true', 'false', 'nil', 'function']);

/**
 * `assert` with the names that follow from those of its checks: `is_string` is `assert.is.string` too, and
 * `assert.is_not_string` is its opposite. A check is what takes a note.
 */
export function describeAssertWords(binding: BindingDescription): BindingDescription {
  const described = new Set(binding.functions.map(({ name }) => name));
  const derived = binding.functions.filter(isCheck).flatMap((check) => deriveNames(check, binding.name));
  const fields = derived.filter(({ name }) => !described.has(`${binding.name}.${name}`));
  const words = CHAIN_WORDS.map((word) => ({
    name: word,
    type: `moonrig.${binding.name}`,
    summary: 'Any check follows.',
  }));
  const shape = { name: 'AssertWords', summary: SUMMARY, fields: [...words, ...fields] };
  return { ...binding, base: shape.name, types: [...(binding.types ?? []), shape] };
}

function isCheck({ name, signature }: FunctionDescription): boolean {
  const described = parseSignature(signature);
  return (
    name.split('.').length === 2 &&
    described.kind === 'function' &&
    described.signature.parameters.at(-1)?.name === 'note'
  );
}

function deriveNames({ name, signature }: FunctionDescription, owner: string): FieldDescription[] {
  const own = name.slice(owner.length + 1);
  const [, form = '', bare = ''] = /^(is_|has_|)(.*)$/.exec(own) ?? [];
  if (/^(?:not|no)_/.test(bare)) return [];
  const type = signature.replace(/^(?:<[^>]*>)?/, 'fun').replace(/\s*->\s*/, ': ');
  const opposite = form === 'has_' ? `has_no_${bare}` : `${form}not_${bare}`;
  const short = KEYWORDS.has(bare) ? `${bare.slice(0, 1).toUpperCase()}${bare.slice(1)}` : bare;
  return [
    ...(form === '' ? [] : [{ name: short, type, summary: `The same as ${name}.` }]),
    { name: opposite, type, summary: `The opposite of ${name}.` },
  ];
}
