import type { BindingDescription } from '../model/binding.js';
import { describeAssertWords } from './assert-words.js';
import { bindings } from './host.js';
import { preludeBindings } from './prelude-bindings.js';

/** All bindings as the reference shows them. */
export function describeBindings(): readonly BindingDescription[] {
  const described = bindings.map((binding) => (binding.name === 'assert' ? describeAssertWords(binding) : binding));
  return [...described, ...preludeBindings];
}
