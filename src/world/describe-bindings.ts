import type { BindingDescription } from '../model/binding.js';
import { checkBinding } from './check-binding.js';
import { doubleDescriptions } from './double-descriptions.js';
import { fieldChecks } from './field-checks.js';
import { bindings } from './host.js';
import { preludeBindings } from './prelude-bindings.js';
import { propertyBindings } from './property-bindings.js';

/** All bindings as the reference shows them. What only the reference needs is not where a worker would load it. */
export function describeBindings(): readonly BindingDescription[] {
  const checks = { ...checkBinding, functions: [...checkBinding.functions, ...fieldChecks] };
  const others = bindings.filter((binding) => binding !== checkBinding);
  return [...others, checks, ...preludeBindings, ...propertyBindings, ...doubleDescriptions];
}
