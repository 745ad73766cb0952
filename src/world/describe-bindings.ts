import type { BindingDescription } from '../model/binding.js';
import { doubleDescriptions } from './double-descriptions.js';
import { bindings } from './host.js';
import { preludeBindings } from './prelude-bindings.js';
import { propertyBindings } from './property-bindings.js';

/** All bindings as the reference shows them. */
export function describeBindings(): readonly BindingDescription[] {
  return [...bindings, ...preludeBindings, ...propertyBindings, ...doubleDescriptions];
}
