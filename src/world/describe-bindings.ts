import type { BindingDescription } from '../model/binding.js';
import { describeAssertWords } from './assert-words.js';
import { doubleBindings } from './double-words.js';
import { fieldChecks, fieldCheckTypes } from './field-checks.js';
import { bindings } from './host.js';
import { describeHttp } from './http/describe-binding.js';
import { checkTypes, moreChecks } from './more-checks.js';
import { preludeBindings } from './prelude-bindings.js';
import { propertyBindings } from './property-bindings.js';

/** All bindings as the reference shows them. What only the reference needs is not where a worker would load it. */
export function describeBindings(): readonly BindingDescription[] {
  const described = bindings.map((binding) => {
    if (binding.name === 'http') return describeHttp(binding);
    return binding.name === 'assert' ? describeAssert(binding) : binding;
  });
  return [...described, ...preludeBindings, ...propertyBindings, ...doubleBindings];
}

/** `assert` with all its checks, also those that the prelude makes alone. */
function describeAssert(binding: BindingDescription): BindingDescription {
  const functions = [...binding.functions, ...moreChecks, ...fieldChecks];
  const types = [...(binding.types ?? []), ...checkTypes, ...fieldCheckTypes];
  return describeAssertWords({ ...binding, functions, types });
}
