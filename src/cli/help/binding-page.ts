import type { BindingDescription, FunctionDescription, TypeDescription } from '../../model/binding.js';
import { MARKED, showBinding } from './bindings-page.js';
import { findTypes, showNames, showType } from './type-text.js';

const ONLY = 'In scenarios only; scripts under test do not have it.';

/** The page of `moonrig help llm`: a binding with all it takes and gives. */
export function showBindingPage(binding: BindingDescription): string {
  const types = (binding.types ?? []).map((type) => showOwnType(type, binding));
  const isMarked = binding.functions.some(({ half }) => half === 'control');
  return [showBinding(binding), ...types, isMarked ? `\n${MARKED}\n` : ''].join('');
}

/** Methods stand among the functions already; of what stands behind the binding's name, the names say enough. */
function showOwnType(type: TypeDescription, { base }: BindingDescription): string {
  if ('fields' in type && type.fields.length === 0) return '';
  return `\n${'fields' in type && type.name === base ? showNames(type) : showType(type, [])}`;
}

/** The page of `moonrig help llm.on`: a function with what it takes and gives. */
export function showFunctionPage(fn: FunctionDescription, all: readonly BindingDescription[]): string {
  const forms = [fn.signature, ...(fn.overloads ?? [])];
  const names = fn.aliases ?? [];
  const about = [
    fn.summary,
    ...(names.length === 0
      ? []
      : [`${names.join(', ').replace(/, ([^,]+)$/, ' and $1')} ${names.length === 1 ? 'is' : 'are'} the same.`]),
    ...(fn.half === 'control' ? [ONLY] : []),
  ];
  const functions = all.flatMap((each) => each.functions);
  const types = findTypes(forms.join(' '), all).map((type) => `\n${showType(type, functions)}`);
  return [
    ...forms.map((form) => `${fn.name}${form}\n`),
    ...about.map((line) => `  ${line}\n`),
    '\n',
    ...fn.example.split('\n').map((line) => `    ${line}\n`),
    ...types,
  ].join('');
}
